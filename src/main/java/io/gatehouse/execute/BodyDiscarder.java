package io.gatehouse.execute;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** Takes nothing of a streamed body and cancels it. */
final class BodyDiscarder implements Flow.Subscriber<ByteBuffer> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.cancel();
    }

    @Override
    public void onNext(ByteBuffer chunk) {}

    @Override
    public void onError(Throwable cause) {}

    @Override
    public void onComplete() {}
}
