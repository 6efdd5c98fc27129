package io.gatehouse.execute.integrate;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many requests are under way to one backend, on all event loops together. Those beyond the bound wait in
 * order, as many as may be under way; further ones are refused.
 */
final class BackendLimit {
    private static final int REMEMBERED_BACKENDS = 1000;

    private final ConcurrentHashMap<String, BackendLimit> all;
    private final String backend;
    private final int most;
    private final Queue<Exchange> waiting = new ArrayDeque<>();
    private int underWay;
    private boolean forgotten;

    private BackendLimit(ConcurrentHashMap<String, BackendLimit> all, String backend, int most) {
        this.all = all;
        this.backend = backend;
        this.most = most;
    }

    /** What an exchange that asked to go has to do. */
    enum Turn {
        GO,
        WAIT,
        GIVE_UP
    }

    /** Finds the limit of a backend and asks it for a turn. The exchange then leaves it, once, whatever the turn. */
    static Turn enter(ConcurrentHashMap<String, BackendLimit> all, String backend, int most, Exchange exchange) {
        while (true) {
            BackendLimit limit = all.get(backend);
            if (limit == null) {
                limit = all.computeIfAbsent(backend, name -> new BackendLimit(all, name, most));
            }
            Turn turn = limit.enter(exchange);
            if (turn != null) {
                return turn;
            }
        }
    }

    private synchronized @Nullable Turn enter(Exchange exchange) {
        if (forgotten) {
            return null;
        }
        if (underWay < most) {
            underWay++;
            exchange.limitedBy(this);
            return Turn.GO;
        }
        if (waiting.size() < most) {
            waiting.add(exchange);
            exchange.limitedBy(this);
            return Turn.WAIT;
        }
        return Turn.GIVE_UP;
    }

    /** An exchange is over or no longer wants to wait; the next one goes. */
    void leave(Exchange exchange) {
        Exchange next;
        synchronized (this) {
            if (!waiting.isEmpty() && waiting.remove(exchange)) {
                return;
            }
            next = waiting.poll();
            if (next == null) {
                underWay--;
                forgotten = underWay == 0 && all.mappingCount() > REMEMBERED_BACKENDS;
                if (forgotten) {
                    all.remove(backend, this);
                }
                return;
            }
        }
        next.go();
    }
}
