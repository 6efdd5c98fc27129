package io.gatehouse.execute;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A subscriber of a body that a test drives by hand. */
public final class Chunks implements Flow.Subscriber<ByteBuffer> {
    /** What comes after the last chunk of a body that ends well. */
    public static final Object END = "end";

    private final BlockingQueue<Object> signals = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;

    public static Chunks of(Body body) {
        var chunks = new Chunks();
        ((Body.Stream) body).chunks().subscribe(chunks);
        return chunks;
    }

    public Chunks request(long count) {
        Objects.requireNonNull(subscription).request(count);
        return this;
    }

    public void cancel() {
        Objects.requireNonNull(subscription).cancel();
    }

    /** The next signal: bytes, {@link #END} or a Throwable. */
    public Object next() throws InterruptedException {
        return Objects.requireNonNull(signals.poll(10, TimeUnit.SECONDS), "no signal");
    }

    /** What has come so far. */
    public List<Object> soFar() {
        return List.copyOf(signals);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
    }

    @Override
    public void onNext(ByteBuffer chunk) {
        byte[] bytes = new byte[chunk.remaining()];
        chunk.get(bytes);
        signals.add(bytes);
    }

    @Override
    public void onError(Throwable cause) {
        signals.add(cause);
    }

    @Override
    public void onComplete() {
        signals.add(END);
    }
}
