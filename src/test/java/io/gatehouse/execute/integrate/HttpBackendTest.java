package io.gatehouse.execute.integrate;

import static io.gatehouse.execute.integrate.Client.BACKEND;
import static io.gatehouse.execute.integrate.Client.OK;
import static io.gatehouse.execute.integrate.Client.VERTX;
import static io.gatehouse.execute.integrate.Client.assertRefused;
import static io.gatehouse.execute.integrate.Client.get;
import static io.gatehouse.execute.integrate.Client.limits;
import static io.gatehouse.execute.integrate.Client.send;
import static io.gatehouse.execute.integrate.Client.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.execute.Body;
import io.gatehouse.execute.Headers;
import io.gatehouse.execute.RawServer;
import io.gatehouse.model.rest.GatewayResponseType;
import io.gatehouse.snapshot.GatewayException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpBackendTest {
    @Test
    void sendsWhatItIsGivenAndNothingElse() throws Exception {
        var heads = new ArrayList<String>();
        try (var server = new RawServer(connection -> {
            heads.add(connection.head());
            connection.send("HTTP/1.1 200 OK\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 2\r\n\r\nok");
            connection.rest();
        })) {
            var headers = new Headers().add("X-B", "1").add("x-c", "caf\u00e9").add("X-B", "2");
            IntegrationResponse answer = send(
                            BACKEND, server.port(), "GET", Body.Bytes.EMPTY, headers, Duration.ofSeconds(10))
                    .get(10, TimeUnit.SECONDS);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(text(answer)).isEqualTo("ok");
            assertThat(answer.headers().all("x-a")).containsExactly("1", "2");
            assertThat(answer.headers().name(0)).isEqualTo("X-A");
            assertThat(heads)
                    .containsExactly(
                            "GET /a/%20b?c=d HTTP/1.1\r\nX-B: 1\r\nx-c: caf\u00e9\r\nX-B: 2\r\nhost: localhost:"
                                    + server.port() + "\r\n\r\n");
        }
    }

    @Test
    void keepsConnections() throws Exception {
        try (var server = new RawServer(connection -> {
            while (!connection.head().isEmpty()) {
                connection.send(OK);
            }
        })) {
            for (int i = 0; i < 20; i++) {
                assertThat(text(get(server))).isEqualTo("ok");
            }
            assertThat(server.connections()).isLessThanOrEqualTo(2); // one for each event loop
        }
    }

    @Test
    void sendsSmallBodiesWithTheirLength() throws Exception {
        try (var server = new RawServer(connection -> {
            String head = connection.head();
            byte[] body = connection.body(5);
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Head: "
                    + head.toLowerCase(java.util.Locale.ROOT).contains("content-length: 5\r\n") + "\r\n\r\n");
            connection.send(body);
            connection.rest();
        })) {
            IntegrationResponse answer = send(
                            server, "POST", new Body.Bytes("hello".getBytes(StandardCharsets.US_ASCII)))
                    .get(10, TimeUnit.SECONDS);
            assertThat(answer.headers().first("X-Head")).isEqualTo("true");
            assertThat(text(answer)).isEqualTo("hello");
        }
    }

    @Test
    void aPostWithoutBodySaysSo() throws Exception {
        try (var server = new RawServer(connection -> {
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Head: "
                    + connection.head().toLowerCase(java.util.Locale.ROOT).contains("content-length: 0\r\n")
                    + "\r\n\r\n");
            connection.rest();
        })) {
            IntegrationResponse answer = send(server, "POST", Body.Bytes.EMPTY).get(10, TimeUnit.SECONDS);
            assertThat(answer.headers().first("X-Head")).isEqualTo("true");
        }
    }

    @Test
    void streamsALargeRequest() throws Exception {
        try (var server = new RawServer(connection -> {
            connection.head();
            byte[] body = connection.body(500_000);
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + (body[499_999] == 7 ? "y" : "n"));
            connection.rest();
        })) {
            var body = new byte[500_000];
            body[499_999] = 7;
            assertThat(text(send(server, "PUT", flowing(body, 500_000)).get(10, TimeUnit.SECONDS)))
                    .isEqualTo("y");
        }
    }

    @Test
    void streamsARequestOfUnknownLengthInChunks() throws Exception {
        try (var server = new RawServer(connection -> {
            boolean chunked = connection.head().contains("chunked");
            connection.body(4); // 64\r\n, the chunk's size
            connection.body(102);
            connection.body(5);
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + (chunked ? "y" : "n"));
            connection.rest();
        })) {
            assertThat(text(send(server, "PUT", flowing(new byte[100], -1)).get(10, TimeUnit.SECONDS)))
                    .isEqualTo("y");
        }
    }

    /** A body that comes in chunks from a thread of its own. */
    private static Body flowing(byte[] bytes, long length) {
        return new Body.Stream(length, subscriber -> {
            try (var publisher = new SubmissionPublisher<ByteBuffer>()) {
                publisher.subscribe(subscriber);
                for (int from = 0; from < bytes.length; from += 10_000) {
                    publisher.submit(ByteBuffer.wrap(bytes, from, Math.min(10_000, bytes.length - from)));
                }
            }
        });
    }

    @Test
    void aBrokenRequestBodyEndsTheRequest() throws Exception {
        var seen = new CompletableFuture<byte[]>();
        try (var server = new RawServer(connection -> {
            connection.head();
            seen.complete(connection.rest());
        })) {
            Body body = new Body.Stream(100_000, subscriber -> {
                try (var publisher = new SubmissionPublisher<ByteBuffer>()) {
                    publisher.subscribe(subscriber);
                    publisher.submit(ByteBuffer.allocate(10));
                    publisher.closeExceptionally(
                            new GatewayException(GatewayResponseType.REQUEST_TOO_LARGE, "Request Too Long"));
                }
            });
            assertRefused(send(server, "PUT", body), GatewayResponseType.REQUEST_TOO_LARGE);
            assertThat(seen.get(10, TimeUnit.SECONDS)).hasSizeLessThan(100_000);
        }
    }

    @Test
    void anEarlyAnswerStopsTheRequestBody() throws Exception {
        var cancelled = new CountDownLatch(1);
        try (var server = new RawServer(connection -> {
            connection.head();
            connection.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
            connection.rest();
        })) {
            Body endless = new Body.Stream(
                    -1,
                    subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
                        @Override
                        public void request(long count) {
                            // never brings anything
                        }

                        @Override
                        public void cancel() {
                            cancelled.countDown();
                        }
                    }));
            IntegrationResponse answer = send(server, "PUT", endless).get(10, TimeUnit.SECONDS);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(get(server).status()).isEqualTo(403);
            assertThat(server.connections()).isEqualTo(2); // the half-used connection is not used again
        }
    }

    @Test
    void anAnswerThatIsLateIsATimeout() throws Exception {
        var closed = new CountDownLatch(1);
        try (var server = new RawServer(connection -> {
            connection.rest();
            closed.countDown();
        })) {
            var answer = send(BACKEND, server.port(), "GET", Body.Bytes.EMPTY, new Headers(), Duration.ofMillis(50));
            assertRefused(answer, GatewayResponseType.INTEGRATION_TIMEOUT);
            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void nobodyListensIsAFailure() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var answer = send(BACKEND, port, "GET", Body.Bytes.EMPTY, new Headers(), Duration.ofSeconds(10));
        assertRefused(answer, GatewayResponseType.INTEGRATION_FAILURE);
    }

    @Test
    void aNameNobodyKnowsIsAFailure() {
        var answer = BACKEND.send(new IntegrationRequest(
                        "GET",
                        false,
                        "no-such-host.invalid",
                        80,
                        "/",
                        new Headers(),
                        Body.Bytes.EMPTY,
                        Duration.ofSeconds(20),
                        false))
                .toCompletableFuture();
        assertRefused(answer, GatewayResponseType.INTEGRATION_FAILURE);
    }

    @Test
    void cancellingClosesTheConnection() throws Exception {
        var asked = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        try (var server = new RawServer(connection -> {
            connection.head();
            asked.countDown();
            connection.rest();
            closed.countDown();
        })) {
            CompletableFuture<IntegrationResponse> answer = send(server, "GET", Body.Bytes.EMPTY);
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            answer.cancel(false);
            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Answers the first request of a connection and closes at the second. */
    private static RawServer closesAtTheSecondRequest(List<String> heads) {
        return new RawServer(connection -> {
            heads.add(connection.head());
            connection.send(OK);
            heads.add(connection.head());
        });
    }

    @Test
    void aClosedKeptConnectionIsNoFailureOfAGet() throws Exception {
        var heads = java.util.Collections.synchronizedList(new ArrayList<String>());
        try (var server = closesAtTheSecondRequest(heads)) {
            for (int i = 0; i < 6; i++) {
                assertThat(text(get(server))).isEqualTo("ok");
            }
        }
    }

    @Test
    void aPostIsNeverSentTwice() throws Exception {
        var heads = java.util.Collections.synchronizedList(new ArrayList<String>());
        Vertx one = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (var server = closesAtTheSecondRequest(heads)) {
            var backend = new HttpBackend(one, limits(10));
            var first = send(backend, server.port(), "POST", Body.Bytes.EMPTY, new Headers(), Duration.ofSeconds(10));
            assertThat(text(first.get(10, TimeUnit.SECONDS))).isEqualTo("ok");
            var second = send(backend, server.port(), "POST", Body.Bytes.EMPTY, new Headers(), Duration.ofSeconds(10));
            assertRefused(second, GatewayResponseType.INTEGRATION_FAILURE);
            assertThat(heads).hasSize(2);
        } finally {
            one.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void onlySoManyRequestsAreUnderWayToOneBackend() throws Exception {
        var asked = new java.util.concurrent.LinkedBlockingQueue<RawServer.Connection>();
        try (var server = new RawServer(connection -> {
            while (!connection.head().isEmpty()) {
                asked.add(connection);
            }
        })) {
            var backend = new HttpBackend(VERTX, limits(2));
            var answers = new ArrayList<CompletableFuture<IntegrationResponse>>();
            for (int i = 0; i < 2; i++) {
                answers.add(
                        send(backend, server.port(), "GET", Body.Bytes.EMPTY, new Headers(), Duration.ofSeconds(20)));
            }
            var first = asked.poll(10, TimeUnit.SECONDS);
            var second = asked.poll(10, TimeUnit.SECONDS);
            // Two are under way, two wait, the fifth is refused: sent one after another, so that their order is
            // certain.
            var refused = new ArrayList<CompletableFuture<IntegrationResponse>>();
            for (int i = 0; i < 3; i++) {
                refused.add(
                        send(backend, server.port(), "GET", Body.Bytes.EMPTY, new Headers(), Duration.ofSeconds(20)));
            }
            var any = CompletableFuture.anyOf(refused.toArray(new CompletableFuture<?>[0]));
            assertThatThrownBy(() -> any.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(GatewayException.class);
            assertThat(asked).isEmpty();
            first.send(OK);
            second.send(OK);
            asked.poll(10, TimeUnit.SECONDS).send(OK);
            asked.poll(10, TimeUnit.SECONDS).send(OK);
            refused.removeIf(CompletableFuture::isCompletedExceptionally);
            answers.addAll(refused);
            assertThat(answers).hasSize(4);
            for (var answer : answers) {
                assertThat(text(answer.get(10, TimeUnit.SECONDS))).isEqualTo("ok");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "/a\r\nX: y", "/a HTTP/1.1", "/\u00e9"})
    void aTargetThatWouldBreakTheRequestLineIsNotSent(String target) throws Exception {
        try (var server = new RawServer(connection -> connection.send(OK))) {
            var answer = BACKEND.send(new IntegrationRequest(
                            "GET",
                            false,
                            "localhost",
                            server.port(),
                            target,
                            new Headers(),
                            Body.Bytes.EMPTY,
                            Duration.ofSeconds(10),
                            false))
                    .toCompletableFuture();
            assertRefused(answer, GatewayResponseType.API_CONFIGURATION_ERROR);
            assertThat(server.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-B: c", "a\0", "a\nb"})
    void aFieldThatWouldBreakTheHeadIsNotSent(String value) throws Exception {
        try (var server = new RawServer(connection -> {
            connection.head();
            connection.send(OK);
        })) {
            var answer = send(
                    BACKEND,
                    server.port(),
                    "GET",
                    Body.Bytes.EMPTY,
                    new Headers().add("X-A", value),
                    Duration.ofSeconds(10));
            assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(GatewayException.class);
        }
    }

    @Test
    void aCallFromAnEventLoopIsAnsweredOnIt() throws Exception {
        try (var server = new RawServer(connection -> {
            while (!connection.head().isEmpty()) {
                connection.send(OK);
            }
        })) {
            for (int i = 0; i < 10; i++) {
                var threads = new CompletableFuture<List<Thread>>();
                VERTX.runOnContext(nothing -> {
                    Thread asking = Thread.currentThread();
                    CompletionStage<IntegrationResponse> stage = send(server, "GET", Body.Bytes.EMPTY);
                    stage.whenComplete((answer, failure) -> threads.complete(List.of(asking, Thread.currentThread())));
                });
                List<Thread> both = threads.get(10, TimeUnit.SECONDS);
                assertThat(both.get(0)).isSameAs(both.get(1));
            }
        }
    }
}
