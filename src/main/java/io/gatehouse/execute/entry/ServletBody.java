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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body from the container without ever waiting for the client: a small one whole before it is handed
 * over, a larger one as a stream that is read as fast as it is taken. What is still unread when the answer has been sent
 * is read and thrown away for a while: closing at once would reset the connection, and the client could miss the
 * answer; and Undertow would wait for the rest on a thread of its own.
 *
 * <p>The container closes the connection of a listener that throws; nothing else makes it do so.
 */
final class ServletBody implements ReadListener, BodyPipe.Source {
    private static final int CHUNK_BYTES = 16 * 1024;

    /** Who the body belongs to. */
    interface Owner {
        /** The answer has been sent, and nothing more is read. */
        void complete();

        /** The client is gone or was given up. */
        void clientGone();
    }

    private final Owner call;
    private final ServletInputStream in;
    private final long length;
    private final long payloadBytes;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private final SharedWork reading = new SharedWork(this::readAvailable, this::onError);
    private final LongSupplier nanoTime;
    private final long began;
    private @Nullable Consumer<Body> ready;
    private long taken;
    private volatile @Nullable BodyPipe pipe;
    private volatile boolean mayRead = true;
    private volatile boolean cancelled;
    private volatile boolean ended;
    private volatile long lingersSince;
    private volatile boolean lingers;
    private long lingered;
    private volatile boolean spent;

    /** @param length as declared, -1 when chunked */
    ServletBody(Owner call, ServletInputStream in, byte[] arrived, int count, long length, long payloadBytes) {
        this(call, in, arrived, count, length, payloadBytes, System::nanoTime);
    }

    ServletBody(
            Owner call,
            ServletInputStream in,
            byte[] arrived,
            int count,
            long length,
            long payloadBytes,
            LongSupplier nanoTime) {
        this.call = call;
        this.in = in;
        this.length = length;
        this.payloadBytes = payloadBytes;
        gathered.write(arrived, 0, count);
        taken = count;
        this.nanoTime = nanoTime;
        began = nanoTime.getAsLong();
    }

    /** The body of a request that is not read but answered. */
    static ServletBody unwanted(Owner call, ServletInputStream in, long length) {
        return new ServletBody(call, in, new byte[0], 0, length, 0);
    }

    void read(Consumer<Body> whenReady) {
        ready = whenReady;
        in.setReadListener(this);
    }

    /** Whether all of it has been read. */
    boolean isRead() {
        return ended;
    }

    /** The answer has been sent: throws away what still arrives, then completes the call. */
    void linger() {
        if (lingers) {
            return;
        }
        lingersSince = nanoTime.getAsLong();
        lingers = true;
        if (ready == null) {
            in.setReadListener(this);
            return;
        }
        reading.ask();
        if (spent || ended) {
            call.complete();
        }
    }

    @Override
    public void onDataAvailable() {
        reading.ask();
        boolean gathers = pipe == null && !ended && !lingers;
        if (spent || (gathers && Patience.isTooSlow(taken, secondsSince(began)))) {
            throw new IllegalStateException("the client takes too long to send its request");
        }
    }

    private long secondsSince(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - nanos);
    }

    /** Undertow tells it when all has been read, Payara when all has arrived. */
    @Override
    public void onAllDataRead() {
        reading.ask();
    }

    private void end() {
        ended = true;
        BodyPipe flowing = pipe;
        if (lingers) {
            call.complete();
        } else if (flowing != null) {
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
        reading.ask();
    }

    @Override
    public void cancel() {
        cancelled = true; // the answer closes the connection
    }

    private void readAvailable() throws IOException {
        while (mayReadOn() && in.isReady()) {
            byte[] chunk = new byte[length < 0 ? CHUNK_BYTES : (int) Math.min(CHUNK_BYTES, length - taken)];
            int count = in.read(chunk);
            if (count < 0) {
                break;
            }
            taken += count;
            if (lingers) {
                lingered += count;
                spent = lingered > Patience.LINGER_BYTES || secondsSince(lingersSince) > Patience.LINGER_SECONDS;
            } else if (count > 0) {
                take(chunk, count);
            }
        }
        if (!ended && (isWhole() || ((lingers || !cancelled) && in.isFinished() && in.available() <= 0))) {
            end();
        }
    }

    private boolean mayReadOn() {
        return !ended && !isWhole() && !spent && (lingers || (mayRead && !cancelled));
    }

    /** Payara tells no end of a body beside {@code Upgrade}: what follows it would be taken for more of it. */
    private boolean isWhole() {
        return length >= 0 && taken == length;
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
