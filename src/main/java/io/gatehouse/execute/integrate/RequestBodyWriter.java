package io.gatehouse.execute.integrate;

import io.gatehouse.execute.Body;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes a flowing body to a backend as fast as the backend takes it. State belongs to the lane's thread. */
final class RequestBodyWriter implements Flow.Subscriber<ByteBuffer> {
    private final Lane lane;
    private final HttpClientRequest request;
    private final Consumer<Throwable> broken;
    private Flow.@Nullable Subscription subscription;
    private boolean ended;
    private boolean stopped;

    RequestBodyWriter(Lane lane, HttpClientRequest request, Consumer<Throwable> broken) {
        this.lane = lane;
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
        onLane(() -> {
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
        onLane(() -> {
            ended = true;
            if (!stopped) {
                broken.accept(cause);
            }
        });
    }

    @Override
    public void onComplete() {
        onLane(() -> {
            ended = true;
            if (!stopped) {
                request.end();
            }
        });
    }

    private void onLane(Runnable step) {
        if (lane.isCurrent()) {
            step.run();
        } else {
            lane.context().runOnContext(nothing -> step.run());
        }
    }
}
