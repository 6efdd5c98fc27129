package io.gatehouse.execute.entry;

import io.gatehouse.execute.Body;
import io.gatehouse.execute.BodyPipe;
import io.gatehouse.model.rest.GatewayResponseType;
import io.gatehouse.snapshot.GatewayException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body from the container without ever waiting for the client: a small one whole before it is handed
 * over, a larger one as a stream that is read as fast as it is taken.
 */
final class ServletBody implements ReadListener, BodyPipe.Source {
    private static final int CHUNK_BYTES = 16 * 1024;

    private final ServletCall call;
    private final ServletInputStream in;
    private final long length;
    private final long payloadBytes;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private final AtomicInteger work = new AtomicInteger();
    private @Nullable Consumer<Body> ready;
    private volatile @Nullable BodyPipe pipe;
    private volatile boolean mayRead = true;
    private volatile boolean cancelled;
    private volatile boolean ended;

    /** @param length as declared, -1 when chunked */
    ServletBody(ServletCall call, ServletInputStream in, byte[] arrived, int count, long length, long payloadBytes) {
        this.call = call;
        this.in = in;
        this.length = length;
        this.payloadBytes = payloadBytes;
        gathered.write(arrived, 0, count);
    }

    void read(Consumer<Body> whenReady) {
        ready = whenReady;
        in.setReadListener(this);
    }

    /** Whether all of it has been read. */
    boolean isRead() {
        return ended;
    }

    @Override
    public void onDataAvailable() {
        work();
    }

    @Override
    public void onAllDataRead() {
        if (ended) {
            return;
        }
        ended = true;
        BodyPipe flowing = pipe;
        if (flowing != null) {
            flowing.end();
        } else {
            handOver(new Body.Bytes(gathered.toByteArray()));
        }
    }

    @Override
    public void onError(Throwable cause) {
        ended = true;
        BodyPipe flowing = pipe;
        if (flowing != null) {
            flowing.fail(new IOException("the client is gone", cause));
        }
        call.clientGone();
    }

    @Override
    public void resume() {
        mayRead = true;
        work();
    }

    @Override
    public void cancel() {
        cancelled = true; // the answer closes the connection
    }

    /** Reads what is there. The container and the taker may call at once; one of them works for both. */
    private void work() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            try {
                readAvailable();
            } catch (IOException | RuntimeException broken) {
                onError(broken);
            }
            seen = work.addAndGet(-seen);
        } while (seen != 0);
    }

    private void readAvailable() throws IOException {
        while (mayRead && !cancelled && !ended && in.isReady() && !in.isFinished()) {
            byte[] chunk = new byte[CHUNK_BYTES];
            int count = in.read(chunk);
            if (count > 0) {
                take(chunk, count);
            } else if (count < 0) {
                break;
            }
        }
        if (!cancelled && in.isFinished()) {
            onAllDataRead();
        }
    }

    private void take(byte[] chunk, int count) {
        BodyPipe flowing = pipe;
        if (flowing != null) {
            push(flowing, ByteBuffer.wrap(chunk, 0, count));
            return;
        }
        gathered.write(chunk, 0, count);
        if (length > Body.IN_MEMORY_BYTES || gathered.size() > Body.IN_MEMORY_BYTES) {
            flowing = new BodyPipe(
                    this,
                    payloadBytes,
                    () -> new GatewayException(GatewayResponseType.REQUEST_TOO_LARGE, "Request Too Long"));
            pipe = flowing;
            push(flowing, ByteBuffer.wrap(gathered.toByteArray()));
            handOver(new Body.Stream(length, flowing));
        }
    }

    private void push(BodyPipe flowing, ByteBuffer chunk) {
        mayRead = false; // until there is room: resume() may come before push() returns
        if (flowing.push(chunk)) {
            mayRead = true;
        }
    }

    private void handOver(Body body) {
        if (ready != null) {
            ready.accept(body);
        }
    }
}
