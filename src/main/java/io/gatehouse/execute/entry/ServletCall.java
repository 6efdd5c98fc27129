package io.gatehouse.execute.entry;

import io.gatehouse.execute.Body;
import io.gatehouse.execute.Headers;
import io.gatehouse.execute.Request;
import io.gatehouse.execute.Response;
import io.gatehouse.execute.integrate.Carrier;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One request that came through the servlet filter. It stays on the container's thread as long as nothing has to be
 * waited for; then it goes asynchronous and reads and writes only when the container says that it may. However it ends,
 * the asynchronous part completes exactly once.
 */
final class ServletCall implements ServletBody.Owner {
    private static final System.Logger LOG = System.getLogger(ServletCall.class.getName());
    /** Fits the socket's buffer, so that writing it does not wait for the client. */
    private static final int WRITTEN_AT_ONCE_BYTES = 16 * 1024;

    private final ServletDoor door;
    private final HttpServletRequest request;
    private final HttpServletResponse out;
    private final Headers headers;
    private final AtomicBoolean completed = new AtomicBoolean();
    private final AtomicBoolean gathering = new AtomicBoolean();
    private volatile @Nullable AsyncContext async;
    private volatile @Nullable CompletableFuture<Response> answer;
    private @Nullable ServletBody body;

    ServletCall(ServletDoor door, HttpServletRequest request, HttpServletResponse out) {
        this.door = door;
        this.request = request;
        this.out = out;
        headers = ServletHeaders.of(request);
    }

    void begin() throws IOException {
        try {
            String path = door.check().path(request.getMethod(), request.getRequestURI(), request.getQueryString());
            door.check().fields(headers, request.getProtocol().equals("HTTP/1.0"));
            receive(path);
        } catch (RefusedRequest refused) {
            LOG.log(Level.DEBUG, "request refused: {0}", refused.getMessage());
            refuse(refused.refusal());
        }
    }

    private void receive(String path) throws IOException {
        if (!hasBody()) {
            serve(path, Body.Bytes.EMPTY);
            return;
        }
        long length = request.getContentLengthLong();
        ServletInputStream in = request.getInputStream();
        byte[] arrived = new byte[(int) Math.min(Math.max(length, 0), Body.IN_MEMORY_BYTES)];
        int count = length > Body.IN_MEMORY_BYTES ? 0 : readArrived(in, arrived);
        if (length >= 0 && count == length) {
            serve(path, new Body.Bytes(arrived));
            return;
        }
        startAsync();
        body = new ServletBody(this, in, arrived, count, length, door.payloadBytes());
        body.read(whole -> serveLater(path, whole));
    }

    private boolean hasBody() {
        return request.getContentLengthLong() > 0 || headers.contains("Transfer-Encoding");
    }

    /** Reads what is here already, without waiting for more. */
    private static int readArrived(ServletInputStream in, byte[] bytes) {
        try {
            int count = 0;
            while (count < bytes.length) {
                int available = in.available();
                int read = available <= 0 ? -1 : in.read(bytes, count, Math.min(available, bytes.length - count));
                if (read <= 0) {
                    break;
                }
                count += read;
            }
            return count;
        } catch (IOException broken) {
            throw new RefusedRequest(Refusal.BAD_REQUEST, "the body ends before its length: " + broken.getMessage());
        }
    }

    private Request request(String path, Body whole) {
        return new Request(
                request.getMethod(),
                path,
                request.getQueryString(),
                String.valueOf(headers.first("Host")),
                headers,
                whole,
                request.getRemoteAddr(),
                request.getScheme(),
                request.getLocalPort(),
                request.getProtocol());
    }

    /** On the container's thread, which itself works on what promises to be fast. */
    private void serve(String path, Body whole) throws IOException {
        Request asked = request(path, whole);
        Carrier carrier = door.carrier();
        CompletionStage<Response> stage;
        if (carrier == null) {
            stage = door.gateway().serve(asked).response();
        } else {
            try {
                Gateway.Served served = carrier.hold(() -> door.gateway().serve(asked));
                stage = served.response();
                door.carry(carrier, stage.toCompletableFuture(), served.expectedNanos());
            } finally {
                carrier.giveBack();
            }
        }
        CompletableFuture<Response> coming = stage.toCompletableFuture();
        answer(stage, coming.isDone() ? outcome(coming) : null);
    }

    private void answer(CompletionStage<Response> stage, @Nullable Response response) throws IOException {
        if (response == null) {
            startAsync();
            sendWhenDone(stage);
        } else if (response.body() instanceof Body.Bytes bytes && bytes.bytes().length <= WRITTEN_AT_ONCE_BYTES) {
            writeHead(response, false);
            if (bytes.bytes().length > 0 && !isBodiless(response)) {
                out.getOutputStream().write(bytes.bytes());
            }
        } else {
            startAsync();
            send(response);
        }
    }

    private static Response outcome(CompletableFuture<Response> done) {
        try {
            return done.join();
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "a request failed without an answer", bug);
            return Refusal.INTERNAL_ERROR.response();
        }
    }

    /** On any thread, after the request went asynchronous. */
    private void serveLater(String path, Body whole) {
        sendWhenDone(door.gateway().serve(request(path, whole)).response());
    }

    private void sendWhenDone(CompletionStage<Response> stage) {
        CompletableFuture<Response> coming = stage.toCompletableFuture();
        answer = coming;
        stage.whenComplete((response, failure) -> {
            if (!coming.isCancelled()) {
                send(outcome(coming));
            }
        });
    }

    private void startAsync() {
        AsyncContext started = request.startAsync(request, out);
        started.setTimeout(0); // time limits are the integration's
        async = started;
    }

    /** Sends an answer asynchronously. */
    private void send(Response response) {
        if (completed.get()) {
            response.body().discard();
            return;
        }
        if (response.body() instanceof Body.Stream && response.body().length() < 0 && !isBodiless(response)) {
            door.gathering().enter(() -> gather(response));
            return;
        }
        try {
            writeHead(response, body != null && !body.isRead());
            if (isBodiless(response) || response.body().length() == 0) {
                response.body().discard();
                answered();
            } else {
                new ServletAnswer(this, out.getOutputStream()).write(response.body());
            }
        } catch (IOException | RuntimeException broken) {
            LOG.log(Level.DEBUG, "answer not sent", broken);
            clientGone();
        }
    }

    /**
     * Waits for the whole of an answer of unknown length. A servlet cannot break a chunked answer off: however it ends,
     * the container writes the last chunk, and the client takes half an answer for all of it.
     */
    private void gather(Response response) {
        gathering.set(true);
        if (completed.get()) {
            response.body().discard();
            leaveGathering();
            return;
        }
        response.body().collect().whenComplete((whole, broken) -> {
            if (broken == null) {
                send(new Response(response.status(), response.headers(), whole));
            } else {
                send(Refusal.BROKEN_ANSWER.response());
            }
        });
    }

    private void leaveGathering() {
        if (gathering.compareAndSet(true, false)) {
            door.gathering().leave();
        }
    }

    /** Answers before the request went anywhere; the connection is not used again. */
    void refuse(Refusal refusal) throws IOException {
        Response response = refusal.response();
        door.spent().add(request);
        // Of no other refused request the end is certain; and one with Expect waits for the answer before its body.
        boolean bodyFollows = refusal == Refusal.PAYLOAD_TOO_LARGE && !headers.contains("Expect");
        if (bodyFollows) {
            startAsync();
            body = ServletBody.unwanted(this, request.getInputStream(), request.getContentLengthLong());
        }
        writeHead(response, true);
        if (!isBodiless(response)) {
            out.getOutputStream().write(((Body.Bytes) response.body()).bytes());
        }
        if (bodyFollows) {
            answered();
        }
    }

    private boolean isBodiless(Response response) {
        return request.getMethod().equals("HEAD") || response.status() == 204 || response.status() == 304;
    }

    private void writeHead(Response response, boolean close) {
        out.setStatus(response.status());
        Headers given = response.headers();
        for (int i = 0; i < given.size(); i++) {
            if (given.name(i).equalsIgnoreCase("Server")) {
                out.setHeader("Server", given.value(i)); // one server adds its own, which this replaces
            } else {
                out.addHeader(given.name(i), given.value(i));
            }
        }
        out.setHeader("Date", door.date().now());
        if (close) {
            out.setHeader("Connection", "close");
        }
        long length = response.body().length();
        if (length > 0 || (length == 0 && !isBodiless(response))) {
            out.setContentLengthLong(length);
        }
    }

    /**
     * The answer's body broke. A container would send an empty answer as if it were whole when nothing had left.
     *
     * @return the body to send instead, or null when the head has left already
     */
    Body.@Nullable Bytes replaceUnsent() {
        if (out.isCommitted()) {
            return null;
        }
        out.reset();
        Response broken = Refusal.BROKEN_ANSWER.response();
        writeHead(broken, false);
        return (Body.Bytes) broken.body();
    }

    /** The client is gone, or the answer cannot go on. */
    @Override
    public void clientGone() {
        CompletableFuture<Response> coming = answer;
        if (coming != null) {
            coming.cancel(false);
        } else if (!out.isCommitted()) {
            out.setStatus(HttpServletResponse.SC_REQUEST_TIMEOUT);
        }
        answered();
    }

    /** Nothing more is written. The call ends when the request has been read, or nobody waits for the rest any more. */
    void answered() {
        leaveGathering();
        ServletBody unread = body;
        if (unread == null || unread.isRead()) {
            complete();
            return;
        }
        try {
            out.flushBuffer();
            unread.linger();
        } catch (IOException | RuntimeException broken) {
            LOG.log(Level.DEBUG, "the rest of a request not read", broken);
            complete();
        }
    }

    /** Ends the asynchronous part. */
    @Override
    public void complete() {
        AsyncContext started = async;
        if (started != null && completed.compareAndSet(false, true)) {
            started.complete();
        }
    }
}
