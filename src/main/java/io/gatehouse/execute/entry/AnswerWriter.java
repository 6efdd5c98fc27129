package io.gatehouse.execute.entry;

import io.gatehouse.execute.Body;
import io.gatehouse.execute.HandOver;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Writes a flowing answer to a client of the own listener as fast as the client takes it. */
final class AnswerWriter implements Flow.Subscriber<ByteBuffer> {
    private final ListenerCall call;
    private final HandOver loop;
    private final HttpServerResponse out;
    private volatile Flow.@Nullable Subscription subscription;
    private boolean close;
    private boolean stopped;

    AnswerWriter(ListenerCall call, ListenerLoop loop, HttpServerResponse out) {
        this.call = call;
        this.loop = new HandOver(loop::isCurrent, step -> loop.context().runOnContext(nothing -> step.run()));
        this.out = out;
    }

    void write(Body.Stream body, boolean closeAfterwards) {
        close = closeAfterwards;
        out.drainHandler(nothing -> demand());
        body.chunks().subscribe(this);
    }

    /** Writes nothing more. */
    void stop() {
        stopped = true;
        Flow.Subscription flow = subscription;
        if (flow != null) {
            flow.cancel();
        }
    }

    private void demand() {
        Flow.Subscription flow = subscription;
        if (!stopped && flow != null) {
            flow.request(1);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription flow) {
        subscription = flow;
        flow.request(1);
    }

    @Override
    public void onNext(ByteBuffer chunk) {
        byte[] bytes = new byte[chunk.remaining()];
        chunk.get(bytes);
        loop.run(() -> {
            if (stopped) {
                return;
            }
            out.write(Buffer.buffer(bytes));
            if (!out.writeQueueFull()) {
                demand();
            }
        });
    }

    @Override
    public void onError(Throwable cause) {
        loop.run(() -> {
            if (!stopped) {
                stopped = true;
                call.cut();
            }
        });
    }

    @Override
    public void onComplete() {
        loop.run(() -> {
            if (!stopped) {
                stopped = true;
                call.finished(close, out.end());
            }
        });
    }
}
