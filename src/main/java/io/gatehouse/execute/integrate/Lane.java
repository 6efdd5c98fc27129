package io.gatehouse.execute.integrate;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.TrustOptions;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * One event loop with backend connections of its own, so that a request that begins on an event loop ends there. Vert.x
 * would otherwise pick any idle connection, whichever loop it lives on.
 */
final class Lane {
    private static final int RESPONSE_LINE_BYTES = 8 * 1024;
    private static final int RESPONSE_HEADER_BYTES = 64 * 1024;
    private static final int READ_BYTES = 64 * 1024;
    private static final int CONNECT_MILLIS = 5_000;
    private static final int IDLE_SECONDS = 30;
    private static final int SWEEP_MILLIS = 5_000;

    private final ContextInternal context;
    private int exchanges;
    private final HttpClient client;
    private final HttpClient uncheckedClient;

    /** @param unchecked takes certificates of unknown authorities */
    Lane(VertxInternal vertx, EventLoop loop, int connections, TrustOptions unchecked) {
        context = vertx.contextBuilder().withEventLoop(loop).build();
        client = client(vertx, options(), connections);
        uncheckedClient = client(vertx, options().setTrustOptions(unchecked), connections);
    }

    private static HttpClientOptions options() {
        return new HttpClientOptions()
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setConnectTimeout(CONNECT_MILLIS)
                .setDecompressionSupported(false)
                .setVerifyHost(true)
                .setMaxChunkSize(READ_BYTES);
    }

    private static HttpClient client(Vertx vertx, HttpClientOptions options, int connections) {
        return vertx.httpClientBuilder()
                .with(options)
                .with(new PoolOptions().setHttp1MaxSize(connections).setCleanerPeriod(SWEEP_MILLIS))
                .withConnectHandler(Lane::readStrictly)
                .build();
    }

    private static void readStrictly(HttpConnection connection) {
        connection.exceptionHandler(cause -> {}); // the exchange under way learns it too
        var config = new HttpDecoderConfig()
                .setMaxInitialLineLength(RESPONSE_LINE_BYTES)
                .setMaxHeaderSize(RESPONSE_HEADER_BYTES)
                .setMaxChunkSize(READ_BYTES);
        var pipeline = ((ConnectionBase) connection).channel().pipeline();
        pipeline.replace("codec", "codec", new StrictResponseCodec(config));
        pipeline.addBefore("codec", "join", new JoinedWrites());
    }

    /** Whether a request is the first on its connection. */
    static boolean reused(HttpConnection connection) {
        return ((ConnectionBase) connection)
                .channel()
                .pipeline()
                .get(StrictResponseCodec.class)
                .reused();
    }

    /** Whether the calling thread is this event loop's. */
    boolean isCurrent() {
        return context.nettyEventLoop().inEventLoop();
    }

    /** An exchange begins on this lane. */
    void enter() {
        exchanges++;
    }

    /** An exchange that began on this lane is over. */
    void leave() {
        exchanges--;
    }

    /** Whether an exchange is under way; to be asked by the lane's thread or while it has none. */
    boolean isBusy() {
        return exchanges > 0;
    }

    ContextInternal context() {
        return context;
    }

    HttpClient client(boolean insecureSkipVerification) {
        return insecureSkipVerification ? uncheckedClient : client;
    }
}
