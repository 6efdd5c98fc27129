package io.gatehouse.execute.integrate;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The carriers of one {@link HttpBackend}: made as they are needed, up to a bound, and used again. */
final class Carriers {
    private static final int IDLE_SECONDS = 30;

    private final int most;
    private final Function<CarriedLoop, Lane> lanes;
    private final Consumer<Exchange> elsewhere;
    private final Queue<Carrier> free = new ConcurrentLinkedQueue<>();
    private final AtomicInteger made = new AtomicInteger();
    private final ExecutorService finishing;
    private volatile boolean closed;

    /**
     * @param most that there are at once
     * @param lanes makes the lane of a new carrier
     * @param elsewhere begins a call on an event loop that has a thread
     */
    Carriers(int most, Function<CarriedLoop, Lane> lanes, Consumer<Exchange> elsewhere) {
        this.most = most;
        this.lanes = lanes;
        this.elsewhere = elsewhere;
        finishing = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    var thread = new Thread(task, "gatehouse-backend");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** A carrier for the calling thread, or null when all are in use. */
    @Nullable
    Carrier take() {
        Carrier carrier = free.poll();
        if (carrier != null || closed) {
            return carrier;
        }
        if (made.incrementAndGet() > most) {
            made.decrementAndGet();
            return null;
        }
        var loop = new CarriedLoop();
        return new Carrier(this, loop, lanes.apply(loop));
    }

    void startElsewhere(Exchange exchange) {
        elsewhere.accept(exchange);
    }

    void takeBack(Carrier carrier) {
        if (closed) {
            carrier.destroy();
        } else if (carrier.isBusy()) {
            finishing.execute(() -> {
                carrier.finish();
                takeBack(carrier);
            });
        } else {
            free.add(carrier);
        }
    }

    /** Looks after the connections of those that are free. */
    void tend() {
        for (int i = free.size(); i > 0; i--) {
            Carrier carrier = free.poll();
            if (carrier == null) {
                return;
            }
            carrier.tend();
            takeBack(carrier);
        }
    }

    /** Ends them all: those that are free at once, the others when they are given back. */
    void close() {
        closed = true;
        Carrier carrier;
        while ((carrier = free.poll()) != null) {
            carrier.destroy();
        }
        finishing.shutdown();
    }
}
