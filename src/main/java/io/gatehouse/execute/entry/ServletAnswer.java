package io.gatehouse.execute.entry;

import io.gatehouse.execute.Body;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer's body of known length through the container without ever waiting for the client. When the body
 * breaks off, the container closes the connection because bytes are missing. A client that takes nothing for a while is
 * given up.
 */
final class ServletAnswer implements WriteListener {
    private final ServletCall call;
    private final ServletOutputStream out;
    private final SharedWork writing = new SharedWork(this::writeAvailable, broken -> stop());
    private volatile Flow.@Nullable Subscription source;
    private volatile @Nullable ByteBuffer next;
    private volatile boolean possible;
    private volatile boolean ended;
    private volatile @Nullable Throwable failure;
    private volatile boolean over;
    /** Done when the client takes more of the answer; null while nobody waits for it to. */
    private volatile @Nullable CompletableFuture<Void> room;

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

    /** Whether the container takes more. While it does not, time runs against the client. */
    private boolean hasRoom() {
        CompletableFuture<Void> waiting = room;
        if (out.isReady()) {
            stopWaiting();
            return true;
        }
        if (waiting == null) {
            waiting = new CompletableFuture<>();
            room = waiting;
            var unused = waiting.orTimeout(Patience.UNREAD_ANSWER_SECONDS, TimeUnit.SECONDS)
                    .whenComplete((nothing, late) -> {
                        if (late != null) {
                            stop();
                        }
                    });
        }
        return false;
    }

    /** Ends the timer too, which would hold the answer as long as it runs. */
    private void stopWaiting() {
        CompletableFuture<Void> waiting = room;
        if (waiting != null) {
            room = null;
            waiting.complete(null);
        }
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
            writing.ask();
        }

        @Override
        public void onError(Throwable cause) {
            failure = cause;
            writing.ask();
        }

        @Override
        public void onComplete() {
            ended = true;
            writing.ask();
        }
    }

    @Override
    public void onWritePossible() {
        possible = true;
        writing.ask();
    }

    /** The client is gone. */
    @Override
    public void onError(Throwable cause) {
        stop();
    }

    private void stop() {
        over = true;
        stopWaiting();
        Flow.Subscription flow = source;
        if (flow != null) {
            flow.cancel();
        }
        call.clientGone();
    }

    /** What has not left yet becomes an answer that says so; else bytes are missing and the connection is closed. */
    private void replaceOrCut() throws IOException {
        Body.Bytes instead = call.replaceUnsent();
        if (instead == null) {
            over = true;
            call.clientGone();
            return;
        }
        failure = null;
        source = null;
        next = ByteBuffer.wrap(instead.bytes());
        ended = true;
        writeAvailable();
    }

    private void writeAvailable() throws IOException {
        if (over || !possible) {
            return;
        }
        if (failure != null) {
            replaceOrCut();
            return;
        }
        ByteBuffer chunk = next;
        if ((chunk == null && !ended) || !hasRoom()) {
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
        if (ended && next == null && hasRoom()) {
            over = true;
            call.answered();
        }
    }
}
