package io.gatehouse.execute.integrate;

import io.gatehouse.config.Settings;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.TrustOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Calls HTTP backends over HTTP/1.1: pooled connections, no redirects, no cookies, nothing decoded or added but
 * {@code Host} and the framing.
 *
 * <p>Every event loop has a {@link Lane} of its own. A call from an event loop stays on it; a call from any other thread
 * takes the lanes in turn, unless the thread carries it itself ({@link Carrier}). The stage that {@link #send} gives completes on the lane's thread; cancelling it closes the
 * connection under way.
 *
 * <p>A request without body and without side effects whose kept connection turns out to be closed is sent once more.
 */
public final class HttpBackend implements Backend, AutoCloseable {
    private static final int TEND_MILLIS = 1000;

    private final List<Lane> lanes = new ArrayList<>();
    private final Carriers carriers;
    private final Vertx vertx;
    private final long tending;
    private final AtomicInteger turn = new AtomicInteger();
    private final ConcurrentHashMap<String, BackendLimit> limits = new ConcurrentHashMap<>();
    private final int connectionsPerBackend;
    private final long payloadBytes;

    /** @param vertx stays the caller's to close, after this */
    public HttpBackend(Vertx vertx, Settings.Limits limits) {
        connectionsPerBackend = limits.connectionsPerBackend();
        payloadBytes = limits.payloadBytes();
        var loops = (VertxInternal) vertx;
        TrustOptions unchecked = TrustOptions.wrap(new UnknownAuthorities());
        for (EventExecutor loop : loops.nettyEventLoopGroup()) {
            lanes.add(new Lane(loops, (EventLoop) loop, connectionsPerBackend, unchecked));
        }
        carriers = new Carriers(
                limits.waitingThreads(),
                loop -> new Lane(loops, loop, connectionsPerBackend, unchecked),
                this::startOnAnyLane);
        tending = vertx.setPeriodic(TEND_MILLIS, timer -> carriers.tend());
        this.vertx = vertx;
    }

    @Override
    public CompletionStage<IntegrationResponse> send(IntegrationRequest request) {
        var exchange = new Exchange(this, request);
        Carrier holding = Carrier.holding();
        Lane here = holding == null ? lane() : null;
        if (holding != null) {
            holding.add(exchange);
        } else if (here != null) {
            exchange.start(here);
        } else {
            startOnAnyLane(exchange);
        }
        return exchange.answer();
    }

    private void startOnAnyLane(Exchange exchange) {
        Lane next = lanes.get(Math.floorMod(turn.getAndIncrement(), lanes.size()));
        next.context().runOnContext(nothing -> exchange.start(next));
    }

    /** A carrier for a thread that is about to make calls and may wait for them; null when all are in use. */
    public @Nullable Carrier carrier() {
        return carriers.take();
    }

    @Override
    public void close() {
        vertx.cancelTimer(tending);
        carriers.close();
    }

    /** The lane of the calling thread, or null when it is no event loop's. */
    private @Nullable Lane lane() {
        for (int i = 0; i < lanes.size(); i++) {
            if (lanes.get(i).isCurrent()) {
                return lanes.get(i);
            }
        }
        return null;
    }

    /** Asks for a turn at the backend of an exchange. */
    BackendLimit.Turn enter(String backend, Exchange exchange) {
        return BackendLimit.enter(limits, backend, connectionsPerBackend, exchange);
    }

    long payloadBytes() {
        return payloadBytes;
    }
}
