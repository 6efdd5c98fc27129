package io.gatehouse.execute.entry;

import io.gatehouse.config.Settings;
import io.gatehouse.execute.integrate.JoinedWrites;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** One event loop of the own listener with the connections that live on it. */
final class ListenerLoop extends AbstractVerticle {
    private static final int BACKLOG = 4096;
    private static final int READ_BYTES = 64 * 1024;
    /** What Vert.x takes for one free port that all loops share. */
    private static final int ANY_SHARED_PORT = -1;
    /** Room beside the path on a request line, and beside the counted bytes of the fields. */
    private static final int SLACK_BYTES = 2048;

    private final Gateway gateway;
    private final Settings settings;
    private final int askedPort;
    private final int secondMillis;
    private final StrictRequestCheck check;
    private final HttpServerOptions options;
    private final IdentityHashMap<HttpConnection, ListenerConnection> connections = new IdentityHashMap<>();
    private @Nullable HttpServer server;
    private @Nullable Thread thread;
    private final DateField date = new DateField(Clock.systemUTC());

    /** @param secondMillis what counts as a second for slow clients */
    ListenerLoop(Gateway gateway, Settings settings, int port, int secondMillis) {
        this.gateway = gateway;
        this.settings = settings;
        askedPort = port;
        this.secondMillis = secondMillis;
        check = new StrictRequestCheck(settings.limits());
        options = options(settings.limits());
    }

    private static HttpServerOptions options(Settings.Limits limits) {
        return new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setHandle100ContinueAutomatically(false)
                .setStrictThreadMode(true)
                .setAcceptBacklog(BACKLOG)
                .setMaxInitialLineLength(limits.urlLength() + SLACK_BYTES)
                .setMaxHeaderSize(limits.headerBytes() + SLACK_BYTES)
                .setMaxChunkSize(READ_BYTES);
    }

    @Override
    public void start(Promise<Void> started) {
        thread = Thread.currentThread();
        vertx.setPeriodic(secondMillis, timer -> sweep());
        server = vertx.createHttpServer(options)
                .connectionHandler(this::connected)
                .requestHandler(this::handle)
                .invalidRequestHandler(this::refuse);
        server.listen(
                        askedPort == 0 ? ANY_SHARED_PORT : askedPort,
                        settings.listener().address())
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void connected(HttpConnection connection) {
        var channel = ((ConnectionBase) connection).channel();
        var watched = new ListenerConnection(channel);
        channel.pipeline().replace("httpDecoder", "httpDecoder", new StrictRequestDecoder(options));
        channel.pipeline().addFirst("watch", watched);
        channel.pipeline().addFirst("join", new JoinedWrites());
        connections.put(connection, watched);
        connection.exceptionHandler(cause -> {}); // the call under way learns it too
        connection.closeHandler(nothing -> connections.remove(connection));
    }

    private void handle(HttpServerRequest request) {
        ListenerConnection connection = connections.get(request.connection());
        if (connection != null && !connection.isLast()) {
            new ListenerCall(this, connection, request).begin();
        }
    }

    /** Answers what could not be read as a request; the connection is closed behind the answer. */
    private void refuse(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        Refusal refusal = Refusal.BAD_REQUEST;
        if (cause instanceof TooLongHttpHeaderException) {
            refusal = Refusal.HEADERS_TOO_LARGE;
        } else if (cause instanceof TooLongFrameException) {
            refusal = Refusal.URI_TOO_LONG;
        }
        var answer = refusal.response();
        var out = request.response().setStatusCode(answer.status());
        answer.headers().forEach(out.headers()::add);
        out.putHeader("Date", date.now()).putHeader("Connection", "close");
        out.end(Buffer.buffer(((io.gatehouse.execute.Body.Bytes) answer.body()).bytes()));
    }

    private void sweep() {
        new ArrayList<>(connections.values()).forEach(ListenerConnection::sweep);
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    Gateway gateway() {
        return gateway;
    }

    StrictRequestCheck check() {
        return check;
    }

    int payloadBytes() {
        return settings.limits().payloadBytes();
    }

    String date() {
        return date.now();
    }

    Context context() {
        return context;
    }

    int port() {
        return server == null ? askedPort : server.actualPort();
    }

    @Nullable
    HttpServer server() {
        return server;
    }
}
