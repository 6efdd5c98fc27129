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
 * takes the lanes in turn. The stage that {@link #send} gives completes on the lane's thread; cancelling it closes the
 * connection under way.
 *
 * <p>A request without body and without side effects whose kept connection turns out to be closed is sent once more.
 */
public final class HttpBackend implements Backend {
    private final List<Lane> lanes = new ArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final ConcurrentHashMap<String, BackendLimit> limits = new ConcurrentHashMap<>();
    private final int connectionsPerBackend;
    private final long payloadBytes;

    /** @param vertx stays the caller's to close */
    public HttpBackend(Vertx vertx, Settings.Limits limits) {
        connectionsPerBackend = limits.connectionsPerBackend();
        payloadBytes = limits.payloadBytes();
        var loops = (VertxInternal) vertx;
        TrustOptions unchecked = TrustOptions.wrap(new UnknownAuthorities());
        for (EventExecutor loop : loops.nettyEventLoopGroup()) {
            var context = loops.contextBuilder().withEventLoop((EventLoop) loop).build();
            lanes.add(new Lane(vertx, context, connectionsPerBackend, unchecked));
        }
    }

    @Override
    public CompletionStage<IntegrationResponse> send(IntegrationRequest request) {
        Lane here = lane();
        if (here != null) {
            var exchange = new Exchange(this, here, request);
            exchange.start();
            return exchange.answer();
        }
        Lane next = lanes.get(Math.floorMod(turn.getAndIncrement(), lanes.size()));
        var exchange = new Exchange(this, next, request);
        next.context().runOnContext(exchange);
        return exchange.answer();
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
