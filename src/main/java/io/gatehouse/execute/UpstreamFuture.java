package io.gatehouse.execute;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A future whose cancellation goes up to where its value comes from, so that a caller who has left takes the call to the
 * backend along. The stages between are left alone: an answer that is on its way already comes through, and since nobody
 * takes it any more, it is discarded.
 */
public final class UpstreamFuture<T> extends CompletableFuture<T> {
    private final @Nullable CompletableFuture<?> upstream;

    private UpstreamFuture(@Nullable CompletableFuture<?> upstream) {
        this.upstream = upstream;
    }

    /** A future that completes as {@code stage} does; so the stages made of it pass a cancellation up. */
    public static <T> CompletableFuture<T> follow(CompletionStage<T> stage) {
        return follow(stage, (value, failure) -> {});
    }

    /** The same, with an observer that is told the outcome first; one of its two arguments is null. */
    public static <T> CompletableFuture<T> follow(
            CompletionStage<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> observer) {
        var following = new UpstreamFuture<T>(stage.toCompletableFuture());
        stage.whenComplete((value, failure) -> {
            observer.accept(value, failure);
            if (failure == null) {
                following.complete(value);
            } else {
                following.completeExceptionally(failure);
            }
        });
        return following;
    }

    /**
     * A future that always has a value: that of {@code stage}, or what {@code recovery} makes of its failure.
     *
     * @param unwanted is handed a value that came after the cancellation
     */
    public static <T> CompletableFuture<T> recover(
            CompletionStage<T> stage, Function<Throwable, T> recovery, Consumer<T> unwanted) {
        var recovered = new UpstreamFuture<T>(stage.toCompletableFuture());
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                if (!recovered.complete(value)) {
                    unwanted.accept(value);
                }
            } else if (!recovered.isDone()) {
                recovered.recover(recovery, failure);
            }
        });
        return recovered;
    }

    private void recover(Function<Throwable, T> recovery, Throwable failure) {
        try {
            complete(recovery.apply(cause(failure)));
        } catch (RuntimeException | Error broken) {
            completeExceptionally(broken);
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new UpstreamFuture<>(this);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            cancelSource();
        }
        return cancelled;
    }

    private void cancelSource() {
        if (upstream instanceof UpstreamFuture<?> between) {
            between.cancelSource();
        } else if (upstream != null) {
            upstream.cancel(false);
        }
    }
}
