package io.gatehouse.execute.integrate;

import static io.gatehouse.execute.integrate.Client.BACKEND;
import static io.gatehouse.execute.integrate.Client.OK;
import static io.gatehouse.execute.integrate.Client.assertRefused;
import static io.gatehouse.execute.integrate.Client.get;
import static io.gatehouse.execute.integrate.Client.send;
import static io.gatehouse.execute.integrate.Client.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.execute.Body;
import io.gatehouse.execute.Chunks;
import io.gatehouse.execute.Headers;
import io.gatehouse.execute.RawServer;
import io.gatehouse.model.rest.GatewayResponseType;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
    @Test
    void readsChunkedAnswers() throws Exception {
        assertThat(
                        answer(
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nX-T: 1\r\n\r\n"))
                .isEqualTo("abcde");
    }

    @Test
    void readsAnswersThatEndWithTheConnection() throws Exception {
        assertThat(answer("HTTP/1.0 200 OK\r\n\r\nabc")).isEqualTo("abc");
        assertThat(answer("HTTP/1.1 200 OK\r\n\r\nabcd")).isEqualTo("abcd");
    }

    @Test
    void skipsInterimAnswers() throws Exception {
        assertThat(answer("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK))
                .isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n"})
    void someAnswersHaveNoBody(String text) throws Exception {
        assertThat(answer(text)).isEmpty();
    }

    @Test
    void anAnswerToHeadHasNoBodyWhateverItsLength() throws Exception {
        try (var server = new RawServer(connection -> {
            while (!connection.head().isEmpty()) {
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n");
            }
        })) {
            IntegrationResponse answer = send(server, "HEAD", Body.Bytes.EMPTY).get(10, TimeUnit.SECONDS);
            assertThat(answer.headers().first("Content-Length")).isEqualTo("99999999");
            assertThat(text(answer)).isEmpty();
        }
    }

    private static String answer(String bytes) throws Exception {
        try (var server = new RawServer(connection -> {
            connection.head();
            connection.send(bytes);
        })) {
            return text(get(server));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nokk",
                "HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcdef0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
                "HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\nContent-Length: 2\n\nok",
                "HTTP/1.1 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX",
                "nonsense\r\n\r\n",
                "",
            })
    void answersWhoseEndIsNotCertainAreFailures(String bytes) throws Exception {
        try (var server = new RawServer(connection -> {
            connection.head();
            connection.send(bytes);
        })) {
            assertRefused(send(server, "GET", Body.Bytes.EMPTY), GatewayResponseType.INTEGRATION_FAILURE);
        }
    }

    @Test
    void bytesBehindAnAnswerNeverAnswerTheNextRequest() throws Exception {
        try (var server = new RawServer(connection -> {
            while (!connection.head().isEmpty()) {
                connection.send(OK + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
            }
        })) {
            for (int i = 0; i < 10; i++) {
                assertThat(text(get(server))).isEqualTo("ok");
            }
            assertThat(server.connections()).isEqualTo(10);
        }
    }

    @Test
    void headersAboveTheBoundAreAFailure() throws Exception {
        try (var server = new RawServer(connection -> {
            connection.head();
            connection.send("HTTP/1.1 200 OK\r\nX: " + "a".repeat(70_000) + "\r\n\r\n");
        })) {
            assertRefused(send(server, "GET", Body.Bytes.EMPTY), GatewayResponseType.INTEGRATION_FAILURE);
        }
    }

    @Test
    void largeAnswersFlowAsFastAsTheyAreTaken() throws Exception {
        int size = 800_000;
        try (var server = new RawServer(connection -> {
            connection.head();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
            connection.send(new byte[size]);
            connection.rest();
        })) {
            IntegrationResponse answer = get(server);
            assertThat(answer.body()).isInstanceOf(Body.Stream.class);
            assertThat(answer.body().length()).isEqualTo(size);
            assertThat(sizeOf(Chunks.of(answer.body()))).isEqualTo(size);
        }
    }

    @Test
    void anAnswerOfUnknownLengthFlowsOnceItIsLarge() throws Exception {
        try (var server = new RawServer(connection -> {
            connection.head();
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 200; i++) {
                connection.send("3E8\r\n" + "x".repeat(1000) + "\r\n");
            }
            connection.send("0\r\n\r\n");
            connection.rest();
        })) {
            IntegrationResponse answer = get(server);
            assertThat(answer.body().length()).isEqualTo(-1);
            assertThat(sizeOf(Chunks.of(answer.body()))).isEqualTo(200_000);
        }
    }

    private static long sizeOf(Chunks chunks) throws InterruptedException {
        long size = 0;
        while (true) {
            Object signal = chunks.request(1).next();
            if (signal == Chunks.END) {
                return size;
            }
            assertThat(signal).isInstanceOf(byte[].class);
            size += ((byte[]) signal).length;
        }
    }

    @Test
    void aStreamThatBreaksOffEndsWithAnError() throws Exception {
        try (var server = new RawServer(connection -> {
            connection.head();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 500000\r\n\r\n");
            connection.send(new byte[100_000]);
        })) {
            Chunks chunks = Chunks.of(get(server).body()).request(Long.MAX_VALUE);
            Object last = chunks.next();
            while (last instanceof byte[]) {
                last = chunks.next();
            }
            assertThat(last).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aCancelledStreamClosesItsConnection() throws Exception {
        var closed = new CountDownLatch(1);
        try (var server = new RawServer(connection -> {
            connection.head();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 500000\r\n\r\n");
            connection.rest();
            closed.countDown();
        })) {
            Chunks.of(get(server).body()).cancel();
            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void answersAboveTheLimitAreRefusedOrCut() throws Exception {
        try (var server = new RawServer(connection -> {
            boolean known = connection.head().startsWith("GET");
            connection.send("HTTP/1.1 200 OK\r\n" + (known ? "Content-Length: 1048577\r\n" : "") + "\r\n");
            connection.send(new byte[(1 << 20) + 1]);
        })) {
            assertRefused(send(server, "GET", Body.Bytes.EMPTY), GatewayResponseType.API_CONFIGURATION_ERROR);
            Chunks chunks = Chunks.of(send(server, "OPTIONS", Body.Bytes.EMPTY)
                            .get(10, TimeUnit.SECONDS)
                            .body())
                    .request(Long.MAX_VALUE);
            Object last = chunks.next();
            while (last instanceof byte[]) {
                last = chunks.next();
            }
            assertThat(last).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aSmallAnswerThatStopsHalfwayIsATimeout() throws Exception {
        try (var server = new RawServer(connection -> {
            connection.head();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
            connection.rest();
        })) {
            var answer = send(BACKEND, server.port(), "GET", Body.Bytes.EMPTY, new Headers(), Duration.ofMillis(100));
            assertRefused(answer, GatewayResponseType.INTEGRATION_TIMEOUT);
        }
    }
}
