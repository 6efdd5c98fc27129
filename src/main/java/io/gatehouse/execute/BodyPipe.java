package io.gatehouse.execute;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries a body from the connection it comes from to the one subscriber that takes it, at the subscriber's pace. The
 * connection pushes chunks on its thread; when {@link #push} says that enough is waiting it stops reading, and
 * {@link Source#resume} is called exactly once when there is room again, perhaps before {@code push} has returned. The
 * subscriber may ask and cancel on any thread; signals never overlap.
 */
public final class BodyPipe implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
    private static final int ENOUGH_BYTES = 64 * 1024;

    /** The connection that a body comes from. Called on any thread. */
    public interface Source {
        /** There is room again. */
        void resume();

        /** Nobody wants the rest. */
        void cancel();
    }

    private final Source source;
    private final long limit;
    private final Supplier<? extends Throwable> tooLarge;
    private final Queue<ByteBuffer> waiting = new ArrayDeque<>();

    private Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
    private long demand;
    private long taken;
    private int waitingBytes;
    private boolean sourcePaused;
    private boolean ended;
    private @Nullable Throwable failure;
    private boolean over;
    private boolean delivering;

    /** @param tooLarge what the subscriber is told when more than {@code limit} bytes come */
    public BodyPipe(Source source, long limit, Supplier<? extends Throwable> tooLarge) {
        this.source = source;
        this.limit = limit;
        this.tooLarge = tooLarge;
    }

    /**
     * Takes the next chunk, which the caller leaves alone from now on.
     *
     * @return whether there is room for more; if not, {@link Source#resume} tells when there is
     */
    public boolean push(ByteBuffer chunk) {
        boolean excess;
        boolean room;
        synchronized (this) {
            if (over || ended) {
                return true;
            }
            taken += chunk.remaining();
            excess = taken > limit;
            if (!excess && chunk.hasRemaining()) {
                waiting.add(chunk);
                waitingBytes += chunk.remaining();
            }
            room = waitingBytes < ENOUGH_BYTES;
            sourcePaused = !room;
        }
        if (excess) {
            fail(tooLarge.get());
            source.cancel();
            return true;
        }
        deliver();
        return room;
    }

    /** Whether somebody has subscribed. */
    public synchronized boolean isTaken() {
        return subscriber != null;
    }

    /** No more chunks come. */
    public void end() {
        synchronized (this) {
            ended = true;
        }
        deliver();
    }

    /** The connection broke; what waits is dropped. */
    public void fail(Throwable cause) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            failure = cause;
            waiting.clear();
            waitingBytes = 0;
        }
        deliver();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> newcomer) {
        boolean first;
        synchronized (this) {
            first = subscriber == null;
            if (first) {
                subscriber = newcomer;
                delivering = true; // no signal before onSubscribe has returned
            }
        }
        if (!first) {
            newcomer.onSubscribe(new NoSubscription());
            newcomer.onError(new IllegalStateException("a body flows once"));
            return;
        }
        newcomer.onSubscribe(this);
        synchronized (this) {
            delivering = false;
        }
        deliver();
    }

    @Override
    public void request(long chunks) {
        synchronized (this) {
            demand = chunks >= Long.MAX_VALUE - demand ? Long.MAX_VALUE : demand + Math.max(chunks, 0);
        }
        deliver();
    }

    @Override
    public void cancel() {
        boolean sourceRuns;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            sourceRuns = !ended;
            waiting.clear();
            waitingBytes = 0;
        }
        if (sourceRuns) {
            source.cancel();
        }
    }

    /** Hands over what may be handed over; only one thread at a time does, and it also does the others' part. */
    private void deliver() {
        synchronized (this) {
            if (delivering) {
                return;
            }
            delivering = true;
        }
        while (true) {
            ByteBuffer chunk = null;
            Flow.Subscriber<? super ByteBuffer> to;
            boolean resume;
            synchronized (this) {
                to = subscriber;
                boolean finished = ended && (waiting.isEmpty() || failure != null);
                if (to == null || over || (!finished && (demand == 0 || waiting.isEmpty()))) {
                    delivering = false;
                    return;
                }
                if (finished) {
                    over = true;
                } else {
                    chunk = waiting.remove();
                    waitingBytes -= chunk.remaining();
                    demand = demand == Long.MAX_VALUE ? demand : demand - 1;
                }
                resume = sourcePaused && !ended && waitingBytes < ENOUGH_BYTES / 2;
                sourcePaused &= !resume;
            }
            boolean delivered = false;
            try {
                if (chunk != null) {
                    to.onNext(chunk);
                } else {
                    finish(to);
                }
                delivered = true;
            } finally {
                if (!delivered) {
                    abandon();
                }
            }
            if (resume) {
                source.resume();
            }
        }
    }

    /** A subscriber that throws gets nothing more. */
    private void abandon() {
        cancel();
        synchronized (this) {
            delivering = false;
        }
    }

    private void finish(Flow.Subscriber<? super ByteBuffer> to) {
        Throwable cause;
        synchronized (this) {
            cause = failure;
        }
        if (cause == null) {
            to.onComplete();
        } else {
            to.onError(cause);
        }
    }

    /** What a second subscriber gets. */
    private static final class NoSubscription implements Flow.Subscription {
        @Override
        public void request(long chunks) {
            // there is nothing to ask for
        }

        @Override
        public void cancel() {
            // there is nothing to cancel
        }
    }
}
