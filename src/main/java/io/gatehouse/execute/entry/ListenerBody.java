package io.gatehouse.execute.entry;

import io.gatehouse.execute.Body;
import io.gatehouse.execute.BodyPipe;
import io.gatehouse.model.rest.GatewayResponseType;
import io.gatehouse.snapshot.GatewayException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request on the own listener: a small one whole before it is handed over, a larger one as a stream
 * that is read as fast as it is taken.
 */
final class ListenerBody implements BodyPipe.Source {
    private final ListenerCall call;
    private final HttpServerRequest exchange;
    private final ListenerConnection connection;
    private final long payloadBytes;
    private final Context context = Vertx.currentContext();
    private @Nullable Buffer gathered;
    private @Nullable BodyPipe pipe;
    private boolean ended;

    ListenerBody(ListenerCall call, HttpServerRequest exchange, ListenerConnection connection, long payloadBytes) {
        this.call = call;
        this.exchange = exchange;
        this.connection = connection;
        this.payloadBytes = payloadBytes;
    }

    /** @param length as declared, -1 when chunked */
    void read(long length, Consumer<Body> ready) {
        connection.waitsForBody(true);
        exchange.exceptionHandler(cause -> call.clientGone());
        exchange.endHandler(nothing -> end(ready));
        exchange.handler(chunk -> take(chunk, ready));
        if (length > Body.IN_MEMORY_BYTES) {
            flow(length, ready);
        }
    }

    private void take(Buffer chunk, Consumer<Body> ready) {
        if (pipe != null) {
            pass(chunk);
            return;
        }
        gathered = gathered == null ? Buffer.buffer(chunk.length()).appendBuffer(chunk) : gathered.appendBuffer(chunk);
        if (gathered.length() > Body.IN_MEMORY_BYTES) {
            flow(-1, ready);
        }
    }

    private void flow(long length, Consumer<Body> ready) {
        exchange.pause();
        connection.waitsForBody(false);
        pipe = new BodyPipe(
                this,
                payloadBytes,
                () -> new GatewayException(GatewayResponseType.REQUEST_TOO_LARGE, "Request Too Long"));
        ready.accept(new Body.Stream(length, pipe));
        if (gathered == null) {
            fetch();
        } else {
            pass(gathered);
        }
    }

    private void pass(Buffer chunk) {
        connection.waitsForBody(false);
        if (pipe != null && pipe.push(ByteBuffer.wrap(chunk.getBytes()))) {
            fetch();
        }
    }

    private void fetch() {
        if (!ended) {
            connection.waitsForBody(true);
            exchange.fetch(1);
        }
    }

    private void end(Consumer<Body> ready) {
        ended = true;
        connection.waitsForBody(false);
        if (pipe != null) {
            pipe.end();
        } else {
            ready.accept(gathered == null ? Body.Bytes.EMPTY : new Body.Bytes(gathered.getBytes()));
        }
    }

    /** The client left or broke the protocol before the end. */
    void clientGone() {
        if (!ended && pipe != null) {
            ended = true;
            pipe.fail(new IOException("the client is gone"));
        }
    }

    @Override
    public void resume() {
        context.runOnContext(nothing -> fetch());
    }

    @Override
    public void cancel() {
        // The rest is not read: the answer closes the connection.
    }
}
