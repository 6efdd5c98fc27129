package io.gatehouse.execute;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Hands signals over to an event loop in the order in which they come. They come one after the other, but on any thread:
 * one that comes on the loop itself runs at once, unless an earlier one still waits for its turn there.
 */
public final class HandOver {
    private final BooleanSupplier isLoop;
    private final Executor loop;
    private final AtomicInteger waiting = new AtomicInteger();

    /** @param isLoop whether the calling thread is the loop's */
    public HandOver(BooleanSupplier isLoop, Executor loop) {
        this.isLoop = isLoop;
        this.loop = loop;
    }

    public void run(Runnable signal) {
        if (waiting.get() == 0 && isLoop.getAsBoolean()) {
            signal.run();
            return;
        }
        waiting.incrementAndGet();
        loop.execute(() -> {
            waiting.decrementAndGet();
            signal.run();
        });
    }
}
