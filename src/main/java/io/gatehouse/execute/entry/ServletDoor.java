package io.gatehouse.execute.entry;

import io.gatehouse.config.Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the calls through the servlet filter share. A container's thread that waits for a fast integration costs less
 * than handing the request over and back; so a few may wait, a moment each, for those that lately were fast. All others
 * go asynchronous.
 */
final class ServletDoor {
    /** An integration that lately took longer is not waited for. */
    private static final long FAST_NANOS = 5_000_000;
    /** How long a thread waits for one that should be fast. */
    static final long WAIT_NANOS = 20_000_000;

    private final Gateway gateway;
    private final StrictRequestCheck check;
    private final long payloadBytes;
    private final int waitingThreads;
    private final SpentConnections spent = new SpentConnections();
    private final DateField date = new DateField(Clock.systemUTC());
    private final AtomicInteger waiting = new AtomicInteger();

    ServletDoor(Gateway gateway, Settings settings) {
        this.gateway = gateway;
        check = new StrictRequestCheck(settings.limits());
        payloadBytes = settings.limits().payloadBytes();
        waitingThreads = settings.limits().waitingThreads();
    }

    boolean serves(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return gateway.serves(host == null ? "" : host, request.getRequestURI());
    }

    Gateway gateway() {
        return gateway;
    }

    StrictRequestCheck check() {
        return check;
    }

    SpentConnections spent() {
        return spent;
    }

    /** Not every container adds one. */
    DateField date() {
        return date;
    }

    long payloadBytes() {
        return payloadBytes;
    }

    /** Whether the calling thread may wait; if so it says {@link #waited} afterwards. */
    boolean mayWait(long expectedNanos) {
        if (expectedNanos > FAST_NANOS) {
            return false;
        }
        if (waiting.incrementAndGet() <= waitingThreads) {
            return true;
        }
        waiting.decrementAndGet();
        return false;
    }

    void waited() {
        waiting.decrementAndGet();
    }
}
