package io.gatehouse.execute.integrate;

import io.gatehouse.execute.Body;
import io.gatehouse.execute.Headers;
import io.gatehouse.model.rest.GatewayResponseType;
import io.gatehouse.snapshot.GatewayException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.cert.CertificateException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One request to a backend and its answer. Everything happens on the thread of its lane but the cancelling.
 *
 * <p>It is over when the answer has been read whole, when it failed, or when its stream was cancelled; then it leaves
 * the backend's limit, once.
 */
final class Exchange {
    private static final System.Logger LOG = System.getLogger(Exchange.class.getName());

    private final HttpBackend backend;
    private final IntegrationRequest request;
    private final Answer answer = new Answer();
    private volatile @Nullable Lane lane;
    private @Nullable BackendLimit limit;
    private @Nullable Future<?> deadline;
    private @Nullable HttpClientRequest sent;
    private @Nullable RequestBodyWriter writer;
    private @Nullable AnswerReader reader;
    private boolean reused;
    private boolean retried;
    private boolean over;

    Exchange(HttpBackend backend, IntegrationRequest request) {
        this.backend = backend;
        this.request = request;
    }

    /** The answer to come; whoever cancels it ends the exchange. */
    private final class Answer extends CompletableFuture<IntegrationResponse> {
        @Override
        public boolean cancel(boolean mayInterrupt) {
            boolean cancelled = super.cancel(mayInterrupt);
            Lane under = lane;
            if (cancelled && under != null) {
                under.context().runOnContext(nothing -> end(true));
            }
            return cancelled;
        }
    }

    CompletableFuture<IntegrationResponse> answer() {
        return answer;
    }

    /** Begins; to be called once, on the lane's thread. */
    void start(Lane here) {
        lane = here;
        here.enter();
        if (answer.isDone()) {
            end(false);
            return;
        }
        if (!isTarget(request.target())) {
            refuse(new GatewayException(GatewayResponseType.API_CONFIGURATION_ERROR, "Internal server error"));
            return;
        }
        deadline = here.context()
                .nettyEventLoop()
                .schedule(this::timedOut, request.timeout().toNanos(), TimeUnit.NANOSECONDS);
        String name = request.host() + ':' + request.port();
        switch (backend.enter(name, this)) {
            case GO -> connect();
            case WAIT -> {} // go() follows
            case GIVE_UP -> fail(new IOException("too many requests under way and waiting"));
        }
    }

    /** Whether it is a path that stays within the request line. */
    private static boolean isTarget(String target) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c > '~') {
                return false;
            }
        }
        return target.startsWith("/");
    }

    /** Told before its turn or wait begins, on the thread that gives the turn. */
    void limitedBy(BackendLimit itsLimit) {
        limit = itsLimit;
    }

    /** It is its turn after a wait. Called on any thread. */
    void go() {
        lane().context().runOnContext(nothing -> {
            if (!over) {
                connect();
            }
        });
    }

    private void connect() {
        String host = request.host();
        var options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(request.method()))
                .setSsl(request.tls())
                .setHost(host.startsWith("[") ? host.substring(1, host.length() - 1) : host)
                .setPort(request.port())
                .setURI(request.target());
        lane().client(request.insecureSkipVerification()).request(options).onComplete(this::connected, this::fail);
    }

    private void connected(HttpClientRequest ready) {
        if (over) {
            ready.exceptionHandler(cause -> {}); // nobody wants to know
            ready.reset();
            return;
        }
        reused = Lane.reused(ready.connection());
        sent = ready;
        try {
            ready.authority(HostAndPort.create(request.host(), request.port()));
            Headers headers = request.headers();
            for (int i = 0; i < headers.size(); i++) {
                ready.headers().add(headers.name(i), headers.value(i));
            }
            ready.exceptionHandler(cause -> failed(ready, cause));
            ready.response().onComplete(this::answered, cause -> failed(ready, cause));
            write(ready);
        } catch (IllegalArgumentException unfit) {
            fail(unfit);
        }
    }

    private void write(HttpClientRequest ready) {
        if (request.body() instanceof Body.Bytes bytes) {
            if (bytes.length() > 0 || bodyExpected()) {
                ready.end(Buffer.buffer(bytes.bytes()));
            } else {
                ready.end();
            }
            return;
        }
        var stream = (Body.Stream) request.body();
        writer = new RequestBodyWriter(lane(), ready, this::broken);
        writer.write(stream);
    }

    private boolean bodyExpected() {
        return switch (request.method()) {
            case "POST", "PUT", "PATCH" -> true;
            default -> false;
        };
    }

    private void answered(HttpClientResponse head) {
        if (over) {
            return;
        }
        reader = new AnswerReader(this, lane(), head, backend.payloadBytes());
        reader.read(request.method());
    }

    /** The whole answer is there. */
    void complete(IntegrationResponse response, boolean closeConnection) {
        end(closeConnection);
        answer.complete(response);
    }

    /** The head of the answer is there and its body flows. */
    void completeFlowing(IntegrationResponse response) {
        cancelDeadline();
        if (!answer.complete(response)) {
            end(true);
        }
    }

    /** The request's body broke or the caller of this API went away. */
    private void broken(Throwable cause) {
        if (cause instanceof GatewayException refusal) {
            refuse(refusal);
        } else {
            fail(cause);
        }
    }

    /** Ends the exchange with an answer of ours. */
    void refuse(GatewayException refusal) {
        end(true);
        answer.completeExceptionally(refusal);
    }

    private void failed(HttpClientRequest attempt, Throwable cause) {
        if (over || attempt != sent) {
            return;
        }
        if (reader != null) {
            reader.failed(cause);
        } else if (reused && !retried && repeatable()) {
            retried = true;
            sent = null;
            connect();
        } else {
            fail(cause);
        }
    }

    private boolean repeatable() {
        boolean safe =
                switch (request.method()) {
                    case "GET", "HEAD", "OPTIONS", "PUT", "DELETE" -> true;
                    default -> false;
                };
        return safe && request.body().length() == 0;
    }

    /** Ends the exchange; the caller of {@code send} learns that the network failed. */
    void fail(Throwable cause) {
        if (over) {
            return;
        }
        LOG.log(Level.DEBUG, () -> "integration failed backend=" + request.host() + ':' + request.port(), cause);
        refuse(
                isCertificateRefused(cause)
                        ? new GatewayException(GatewayResponseType.API_CONFIGURATION_ERROR, "Internal server error")
                        : new GatewayException(
                                GatewayResponseType.INTEGRATION_FAILURE, "Network error communicating with endpoint"));
    }

    /** AWS: an authority it does not know, or a name that does not match, is the API's own fault. */
    private static boolean isCertificateRefused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }

    private void timedOut() {
        if (!over) {
            refuse(new GatewayException(GatewayResponseType.INTEGRATION_TIMEOUT, "Endpoint request timed out"));
        }
    }

    /** Leaves the backend to others. */
    void end(boolean closeConnection) {
        if (over) {
            return;
        }
        over = true;
        cancelDeadline();
        if (writer != null) {
            closeConnection |= writer.stop();
        }
        if (closeConnection && sent != null) {
            sent.connection().close();
        }
        lane().leave();
        if (limit != null) {
            limit.leave(this);
        }
    }

    private Lane lane() {
        return Objects.requireNonNull(lane, "not begun");
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
