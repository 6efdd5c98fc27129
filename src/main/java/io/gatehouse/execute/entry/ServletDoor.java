package io.gatehouse.execute.entry;

import io.gatehouse.config.Settings;
import io.gatehouse.execute.integrate.Carrier;
import io.gatehouse.execute.integrate.HttpBackend;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * What the calls through the servlet filter share. Handing a request over to another thread and back costs as much as
 * the rest of the call; so a few of the container's threads may do the backend's work themselves, a moment each, for
 * integrations that lately were fast. All others go asynchronous.
 */
final class ServletDoor {
    /** An integration that lately took longer is not waited for. */
    private static final long FAST_NANOS = 10_000_000;

    /** How long a thread works for one that should be fast. */
    private static final long WAIT_NANOS = 25_000_000;

    /** How long nobody waits after one took longer: a backend that hangs is not known to be slow until it answers. */
    private static final long SHY_NANOS = 100_000_000;

    private final Gateway gateway;
    private final HttpBackend backend;
    private final StrictRequestCheck check;
    private final long payloadBytes;
    private final GatheringRoom gathering;
    private final SpentConnections spent = new SpentConnections();
    private final DateField date = new DateField(Clock.systemUTC());
    private volatile long lastMiss = System.nanoTime() - SHY_NANOS;

    ServletDoor(Gateway gateway, HttpBackend backend, Settings settings) {
        this.gateway = gateway;
        this.backend = backend;
        check = new StrictRequestCheck(settings.limits());
        payloadBytes = settings.limits().payloadBytes();
        gathering = GatheringRoom.of(payloadBytes);
    }

    boolean serves(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return gateway.serves(host == null ? "" : host, request.getRequestURI());
    }

    Gateway gateway() {
        return gateway;
    }

    /** What lets the calling thread do the backend's work, or null when it should not. */
    @Nullable
    Carrier carrier() {
        return System.nanoTime() - lastMiss < SHY_NANOS ? null : backend.carrier();
    }

    /** Lets the calling thread do the work of the calls held, when they promise to be short. */
    void carry(Carrier carrier, Future<?> coming, long expectedNanos) {
        if (!coming.isDone() && expectedNanos <= FAST_NANOS && !carrier.carry(coming, WAIT_NANOS)) {
            lastMiss = System.nanoTime();
        }
    }

    StrictRequestCheck check() {
        return check;
    }

    GatheringRoom gathering() {
        return gathering;
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
}
