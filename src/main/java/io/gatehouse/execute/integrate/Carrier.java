package io.gatehouse.execute.integrate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a thread that would only wait for a fast backend do the work of the event loop meanwhile: two changes of threads
 * less, a third of the cost of a call. A thread takes a free carrier, makes its calls within {@link #hold}, and then
 * either {@link #carry carries} them or does not; in the end it {@link #giveBack gives the carrier back}, and whatever is
 * not finished by then goes on without it.
 *
 * <p>Used by one thread at a time.
 */
public final class Carrier {
    private static final ThreadLocal<@Nullable Carrier> HOLDING = new ThreadLocal<>();
    private static final long TURN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Carriers home;
    private final CarriedLoop loop;
    private final Lane lane;
    private final List<Exchange> held = new ArrayList<>(1);

    Carrier(Carriers home, CarriedLoop loop, Lane lane) {
        this.home = home;
        this.loop = loop;
        this.lane = lane;
    }

    /** The carrier that holds the calls of this thread back, or null. */
    static @Nullable Carrier holding() {
        return HOLDING.get();
    }

    /** Does something; the calls to backends that it makes on this thread are not begun yet. */
    public <T> T hold(Supplier<T> action) {
        HOLDING.set(this);
        try {
            return action.get();
        } finally {
            HOLDING.remove();
        }
    }

    void add(Exchange exchange) {
        held.add(exchange);
    }

    /**
     * Begins the calls held and works on them until something is done, or the time is up.
     *
     * @return whether it is done
     */
    public boolean carry(Future<?> until, long nanos) {
        loop.pickUp();
        try {
            held.forEach(exchange -> lane.context().emit(exchange, call -> call.start(lane)));
            held.clear();
            long end = System.nanoTime() + nanos;
            while (!until.isDone()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                loop.turn(left);
            }
            loop.turn(0);
            return true;
        } finally {
            loop.putDown();
        }
    }

    /** The thread has done with it. Calls held begin elsewhere; calls under way go on, on a thread of their own. */
    public void giveBack() {
        held.forEach(home::startElsewhere);
        held.clear();
        home.takeBack(this);
    }

    /** Whether calls are under way. */
    boolean isBusy() {
        return lane.isBusy();
    }

    /** Looks after connections that nobody uses: the other side may have closed some. */
    void tend() {
        loop.pickUp();
        try {
            loop.turn(0);
        } finally {
            loop.putDown();
        }
    }

    /** Turns until no call is under way. */
    void finish() {
        loop.pickUp();
        try {
            while (isBusy() && !Thread.currentThread().isInterrupted()) {
                loop.turn(TURN_NANOS);
            }
            loop.turn(0);
        } finally {
            loop.putDown();
        }
    }

    void destroy() {
        loop.pickUp();
        try {
            loop.destroy();
        } finally {
            loop.putDown();
        }
    }
}
