package io.gatehouse.execute.integrate;

import io.gatehouse.execute.Body;
import io.gatehouse.execute.HandOver;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes a flowing body to a backend as fast as the backend takes it. State belongs to the lane's thread. */
final class RequestBodyWriter implements Flow.Subscriber<ByteBuffer> {
    private final HandOver lane;
    private final HttpClientRequest request;
    private final Consumer<Throwable> broken;
    private Flow.@Nullable Subscription subscription;
    private boolean ended;
    private boolean stopped;

    RequestBodyWriter(Lane lane, HttpClientRequest request, Consumer<Throwable> broken) {
        this.lane = new HandOver(lane::isCurrent, step -> lane.context().runOnContext(nothing -> step.run()));
        this.request = request;
        this.broken = broken;
    }

    void write(Body.Stream body) {
        if (body.length() >= 0) {
            request.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(body.length()));
        } else {
            request.setChunked(true);
        }
        request.drainHandler(nothing -> demand());
        request.sendHead(); // the backend may answer without waiting for the body
        body.chunks().subscribe(this);
    }

    /** Writes nothing more. Returns whether something was still to come. */
    boolean stop() {
        boolean unfinished = !ended;
        stopped = true;
        if (unfinished && subscription != null) {
            subscription.cancel();
        }
        return unfinished;
    }

    private void demand() {
        if (!stopped && !ended && subscription != null) {
            subscription.request(1);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(ByteBuffer chunk) {
        byte[] bytes = new byte[chunk.remaining()];
        chunk.get(bytes);
        lane.run(() -> {
            if (stopped) {
                return;
            }
            request.write(Buffer.buffer(bytes));
            if (!request.writeQueueFull()) {
                demand();
            }
        });
    }

    @Override
    public void onError(Throwable cause) {
        lane.run(() -> {
            ended = true;
            if (!stopped) {
                broken.accept(cause);
            }
        });
    }

    @Override
    public void onComplete() {
        lane.run(() -> {
            ended = true;
            if (!stopped) {
                request.end();
            }
        });
    }
}
