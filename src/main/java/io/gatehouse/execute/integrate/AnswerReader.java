package io.gatehouse.execute.integrate;

import io.gatehouse.execute.Body;
import io.gatehouse.execute.BodyPipe;
import io.gatehouse.execute.Headers;
import io.gatehouse.model.rest.GatewayResponseType;
import io.gatehouse.snapshot.GatewayException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a backend's answer: into memory when it is small, else as a stream that is read as fast as it is taken. A
 * stream that brings nothing for a while although more was asked for is broken off.
 */
final class AnswerReader implements BodyPipe.Source {
    private static final long STALL_SECONDS = 30;

    private final Exchange exchange;
    private final Lane lane;
    private final HttpClientResponse head;
    private final long payloadBytes;
    private @Nullable Buffer gathered;
    private boolean growing;
    private @Nullable BodyPipe pipe;
    private boolean asked;
    private boolean moved;
    private boolean ended;
    private @Nullable Future<?> watching;

    AnswerReader(Exchange exchange, Lane lane, HttpClientResponse head, long payloadBytes) {
        this.exchange = exchange;
        this.lane = lane;
        this.head = head;
        this.payloadBytes = payloadBytes;
    }

    void read(String method) {
        String declared = head.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean bodiless = method.equals("HEAD") || head.statusCode() == 204 || head.statusCode() == 304;
        long length = declared == null || bodiless ? -1 : Long.parseLong(declared);
        head.exceptionHandler(this::failed);
        if (length > payloadBytes) {
            // AWS: a buffered answer above 10 MB is an error of the API's set-up.
            exchange.refuse(new GatewayException(GatewayResponseType.API_CONFIGURATION_ERROR, "Internal server error"));
            return;
        }
        head.endHandler(nothing -> end());
        head.handler(this::take);
        if (length > Body.IN_MEMORY_BYTES) {
            flow(length);
        }
    }

    private void take(Buffer chunk) {
        if (pipe != null) {
            moved = true;
            asked = false;
            pass(chunk);
        } else if (gathered == null) {
            gathered = chunk;
        } else {
            if (!growing) {
                growing = true;
                gathered = Buffer.buffer(Body.IN_MEMORY_BYTES).appendBuffer(gathered);
            }
            gathered.appendBuffer(chunk);
        }
        if (pipe == null && gathered != null && gathered.length() > Body.IN_MEMORY_BYTES) {
            flow(-1);
        }
    }

    /** From here on the body flows. */
    private void flow(long length) {
        head.pause();
        pipe = new BodyPipe(this, payloadBytes, () -> new IOException("the answer is larger than the payload limit"));
        exchange.completeFlowing(new IntegrationResponse(head.statusCode(), headers(), new Body.Stream(length, pipe)));
        watchAgain();
        if (gathered == null) {
            fetch();
        } else {
            pass(gathered);
        }
    }

    private void pass(Buffer chunk) {
        if (pipe != null && pipe.push(ByteBuffer.wrap(chunk.getBytes()))) {
            fetch();
        }
    }

    private void fetch() {
        if (!ended) {
            asked = true;
            head.fetch(1);
        }
    }

    private void watch() {
        if (ended) {
            return;
        }
        if (pipe != null && !pipe.isTaken()) {
            failed(new IOException("nobody takes the answer"));
            return;
        }
        if (asked && !moved) {
            failed(new IOException("the answer stalls"));
            return;
        }
        moved = false;
        watchAgain();
    }

    private void watchAgain() {
        watching = lane.context().nettyEventLoop().schedule(this::watch, STALL_SECONDS, TimeUnit.SECONDS);
    }

    /** Nothing more comes; the timer must not hold what has been read. */
    private void over() {
        ended = true;
        if (watching != null) {
            watching.cancel(false);
        }
    }

    private void end() {
        over();
        if (pipe != null) {
            pipe.end();
            exchange.end(closes());
            return;
        }
        Body.Bytes body = gathered == null ? Body.Bytes.EMPTY : new Body.Bytes(gathered.getBytes());
        exchange.complete(new IntegrationResponse(head.statusCode(), headers(), body), closes());
    }

    /** Vert.x closes by itself only when {@code close} is the one option named. */
    private boolean closes() {
        String options = head.getHeader(HttpHeaders.CONNECTION);
        return options != null && options.toLowerCase(Locale.ROOT).contains("close");
    }

    /** The connection broke before the end. */
    void failed(Throwable cause) {
        if (ended) {
            return;
        }
        over();
        if (pipe == null) {
            exchange.fail(cause);
        } else {
            exchange.end(true);
            pipe.fail(cause instanceof IOException ? cause : new IOException(cause));
        }
    }

    private Headers headers() {
        var headers = new Headers();
        head.headers().forEach(headers::add);
        return headers;
    }

    @Override
    public void resume() {
        lane.context().runOnContext(nothing -> fetch());
    }

    @Override
    public void cancel() {
        lane.context().runOnContext(nothing -> failed(new IOException("nobody takes the answer")));
    }
}
