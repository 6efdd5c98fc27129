package io.gatehouse.execute.integrate;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A future that passes its cancellation up: cancelling it, or any stage made of it, cancels what it waits for. So a
 * caller who has left takes the call to the backend along.
 */
final class UpstreamFuture<T> extends CompletableFuture<T> {
    private final @Nullable CompletableFuture<?> upstream;

    private UpstreamFuture(@Nullable CompletableFuture<?> upstream) {
        this.upstream = upstream;
    }

    /**
     * Follows a stage.
     *
     * @param nanos is told how long it took to complete
     */
    static <T> CompletableFuture<T> follow(CompletionStage<T> stage, LongConsumer nanos) {
        long start = System.nanoTime();
        var following = new UpstreamFuture<T>(stage.toCompletableFuture());
        stage.whenComplete((value, failure) -> {
            nanos.accept(System.nanoTime() - start);
            if (failure == null) {
                following.complete(value);
            } else {
                following.completeExceptionally(failure);
            }
        });
        return following;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new UpstreamFuture<>(this);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled && upstream != null) {
            upstream.cancel(mayInterruptIfRunning);
        }
        return cancelled;
    }
}
