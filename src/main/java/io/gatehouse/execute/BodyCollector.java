package io.gatehouse.execute;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Gathers a streamed body into memory. */
final class BodyCollector implements Flow.Subscriber<ByteBuffer> {
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private final CompletableFuture<Body.Bytes> whole = new CompletableFuture<>();

    static CompletionStage<Body.Bytes> collect(Body body) {
        if (body instanceof Body.Stream stream) {
            var collector = new BodyCollector();
            stream.chunks().subscribe(collector);
            return collector.whole;
        }
        return CompletableFuture.completedFuture((Body.Bytes) body);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer chunk) {
        byte[] bytes = new byte[chunk.remaining()];
        chunk.get(bytes);
        gathered.write(bytes, 0, bytes.length);
    }

    @Override
    public void onError(Throwable cause) {
        whole.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        whole.complete(new Body.Bytes(gathered.toByteArray()));
    }
}
