package io.gatehouse.execute.entry;

import io.gatehouse.execute.Body;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Writes an answer's body through the container without ever waiting for the client. */
final class ServletAnswer implements WriteListener {
    private final ServletCall call;
    private final ServletOutputStream out;
    private final AtomicInteger work = new AtomicInteger();
    private volatile Flow.@Nullable Subscription source;
    private volatile @Nullable ByteBuffer next;
    private volatile boolean possible;
    private volatile boolean ended;
    private volatile @Nullable Throwable failure;
    private volatile boolean over;

    ServletAnswer(ServletCall call, ServletOutputStream out) {
        this.call = call;
        this.out = out;
    }

    void write(Body body) {
        if (body instanceof Body.Bytes bytes) {
            next = ByteBuffer.wrap(bytes.bytes());
            ended = true;
        } else {
            ((Body.Stream) body).chunks().subscribe(new Chunks());
        }
        out.setWriteListener(this);
    }

    /** Takes the body's chunks one by one. */
    private final class Chunks implements Flow.Subscriber<ByteBuffer> {
        @Override
        public void onSubscribe(Flow.Subscription flow) {
            source = flow;
            flow.request(1);
        }

        @Override
        public void onNext(ByteBuffer chunk) {
            next = chunk;
            work();
        }

        @Override
        public void onError(Throwable cause) {
            failure = cause;
            work();
        }

        @Override
        public void onComplete() {
            ended = true;
            work();
        }
    }

    @Override
    public void onWritePossible() {
        possible = true;
        work();
    }

    /** The client is gone. */
    @Override
    public void onError(Throwable cause) {
        stop();
    }

    private void stop() {
        over = true;
        Flow.Subscription flow = source;
        if (flow != null) {
            flow.cancel();
        }
        call.clientGone();
    }

    /** Writes what is there. The container and the source may call at once; one of them works for both. */
    private void work() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            try {
                writeAvailable();
            } catch (IOException | RuntimeException broken) {
                stop();
            }
            seen = work.addAndGet(-seen);
        } while (seen != 0);
    }

    private void writeAvailable() throws IOException {
        if (over || !possible) {
            return;
        }
        if (failure != null) {
            over = true;
            call.cut();
            return;
        }
        ByteBuffer chunk = next;
        if ((chunk == null && !ended) || !out.isReady()) {
            return;
        }
        if (chunk != null) {
            next = null;
            out.write(chunk.array(), chunk.arrayOffset() + chunk.position(), chunk.remaining());
            Flow.Subscription flow = source;
            if (flow != null) {
                flow.request(1);
            }
        }
        if (ended && next == null && out.isReady()) {
            over = true;
            call.complete();
        }
    }
}
