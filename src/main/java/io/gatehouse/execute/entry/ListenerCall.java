package io.gatehouse.execute.entry;

import io.gatehouse.execute.Body;
import io.gatehouse.execute.Headers;
import io.gatehouse.execute.Request;
import io.gatehouse.execute.Response;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One request that came through the own listener, from its head to the last byte of the answer, on its event loop. */
final class ListenerCall {
    private static final System.Logger LOG = System.getLogger(ListenerCall.class.getName());

    private final ListenerLoop loop;
    private final ListenerConnection connection;
    private final HttpServerRequest exchange;
    private final Headers headers = new Headers();
    private @Nullable ListenerBody body;
    private @Nullable CompletableFuture<Response> answer;
    private @Nullable AnswerWriter writer;
    private boolean isLast;
    private boolean over;

    ListenerCall(ListenerLoop loop, ListenerConnection connection, HttpServerRequest exchange) {
        this.loop = loop;
        this.connection = connection;
        this.exchange = exchange;
    }

    void begin() {
        connection.requestBegins();
        try {
            exchange.headers().forEach(headers::add);
            String host = headers.first("Host");
            String target = StrictRequestCheck.originForm(exchange.uri(), host);
            int mark = target.indexOf('?');
            String query = mark < 0 ? null : target.substring(mark + 1);
            String path =
                    loop.check().path(exchange.method().name(), mark < 0 ? target : target.substring(0, mark), query);
            loop.check().fields(headers, exchange.version() == HttpVersion.HTTP_1_0);
            if (host == null || !loop.gateway().serves(host, path)) {
                refuse(Refusal.NOT_FOUND);
                return;
            }
            receive(host, path, query);
        } catch (RefusedRequest refused) {
            LOG.log(Level.DEBUG, "request refused: {0}", refused.getMessage());
            isLast = true;
            refuse(refused.refusal());
        }
    }

    private void receive(String host, String path, @Nullable String query) {
        String length = headers.first("Content-Length");
        long bytes = length == null ? -1 : Long.parseLong(length);
        if (bytes == 0 || (bytes < 0 && !headers.contains("Transfer-Encoding"))) {
            serve(request(host, path, query, Body.Bytes.EMPTY));
            return;
        }
        if (headers.contains("Expect") && exchange.version() != HttpVersion.HTTP_1_0) {
            exchange.response().writeContinue();
        }
        body = new ListenerBody(this, exchange, connection, loop.payloadBytes());
        exchange.response().closeHandler(nothing -> clientGone());
        body.read(bytes, whole -> serve(request(host, path, query, whole)));
    }

    private Request request(String host, String path, @Nullable String query, Body whole) {
        return new Request(
                exchange.method().name(),
                path,
                query,
                host,
                headers,
                whole,
                connection.remoteAddress(),
                "http",
                loop.port(),
                exchange.version() == HttpVersion.HTTP_1_0 ? "HTTP/1.0" : "HTTP/1.1");
    }

    private void serve(Request request) {
        CompletionStage<Response> stage = loop.gateway().serve(request).response();
        CompletableFuture<Response> coming = stage.toCompletableFuture();
        answer = coming;
        if (coming.isDone()) {
            answered(coming);
            return;
        }
        exchange.response().closeHandler(nothing -> clientGone());
        stage.whenComplete((response, failure) -> {
            if (loop.isCurrent()) {
                answered(coming);
            } else {
                loop.context().runOnContext(nothing -> answered(coming));
            }
        });
    }

    private void answered(CompletableFuture<Response> done) {
        if (done.isCancelled()) {
            return;
        }
        Response response;
        try {
            response = done.join();
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "a request failed without an answer", bug);
            response = Refusal.INTERNAL_ERROR.response();
        }
        send(response);
    }

    private void refuse(Refusal refusal) {
        send(refusal.response());
    }

    /** The request's body is not what its head promised, or nobody waits for the answer any more. */
    void clientGone() {
        if (over) {
            return;
        }
        over = true;
        if (body != null) {
            body.clientGone();
        }
        if (writer != null) {
            writer.stop();
        }
        if (answer != null) {
            answer.cancel(false);
        }
    }

    private void send(Response response) {
        HttpServerResponse out = exchange.response();
        if (over || out.closed()) {
            response.body().discard();
            return;
        }
        boolean requestIsRead = exchange.isEnded() || !hasBody();
        boolean close = isLast || !requestIsRead || closesOldClient(response);
        writeHead(out, response, close);
        if (response.body() instanceof Body.Stream stream && !isBodiless(response)) {
            writer = new AnswerWriter(this, loop, out);
            out.closeHandler(nothing -> clientGone());
            writer.write(stream, close);
            return;
        }
        response.body().discard();
        if (response.body() instanceof Body.Bytes bytes && bytes.length() > 0 && !isBodiless(response)) {
            finished(close, out.end(Buffer.buffer(bytes.bytes())));
        } else {
            finished(close, out.end());
        }
    }

    /**
     * All of the answer has been handed to the connection.
     *
     * @param sent when its last byte is on the way to the client
     */
    void finished(boolean close, Future<Void> sent) {
        over = true;
        connection.requestEnds();
        if (close) {
            connection.takeNothingMore();
            sent.onComplete(done -> connection.linger());
        }
    }

    /** The answer cannot be completed: the client must see that it is cut. */
    void cut() {
        clientGone();
        exchange.connection().close();
    }

    private boolean hasBody() {
        String length = headers.first("Content-Length");
        return body != null || (length != null && !length.equals("0")) || headers.contains("Transfer-Encoding");
    }

    /** HTTP/1.0 has no chunks: the end of an answer of unknown length is the end of the connection. */
    private boolean closesOldClient(Response response) {
        return exchange.version() == HttpVersion.HTTP_1_0 && response.body().length() < 0 && !isBodiless(response);
    }

    private boolean isBodiless(Response response) {
        return exchange.method().name().equals("HEAD") || response.status() == 204 || response.status() == 304;
    }

    private void writeHead(HttpServerResponse out, Response response, boolean close) {
        out.setStatusCode(response.status());
        var lines = out.headers();
        Headers given = response.headers();
        for (int i = 0; i < given.size(); i++) {
            lines.add(given.name(i), given.value(i));
        }
        lines.set("Date", loop.date());
        lines.set("Connection", close ? "close" : "keep-alive"); // Vert.x says close when the client did
        long length = response.body().length();
        if (response.status() == 204) {
            out.headersEndHandler(nothing -> lines.remove("Content-Length"));
        } else if (length > 0 || (length == 0 && response.status() != 304)) {
            lines.set("Content-Length", Long.toString(length)); // to HEAD too, as the containers do
        } else if (length < 0) {
            out.setChunked(true);
        }
    }
}
