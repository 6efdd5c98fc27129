package io.gatehouse.execute.entry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.config.SettingsReader;
import io.gatehouse.execute.Body;
import io.gatehouse.execute.Headers;
import io.gatehouse.execute.Request;
import io.gatehouse.execute.Response;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that are slow on purpose, on a listener whose seconds last a few milliseconds. */
@Timeout(30)
class SlowClientsTest {
    private static final int LARGE = 50 * 1024 * 1024;
    private static final String HEAD = "POST /%s HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n";

    /** Answers when the body is whole, /large with 50 MB, /early without the body. */
    private static final class Answers implements Gateway {
        @Override
        public boolean serves(String host, String rawPath) {
            return true;
        }

        @Override
        public Served serve(Request request) {
            if (request.rawPath().equals("/early")) {
                request.body().discard();
                return new Served(CompletableFuture.completedFuture(response("no".getBytes(ISO_8859_1))), 0);
            }
            boolean large = request.rawPath().equals("/large");
            CompletionStage<Response> answer = request.body()
                    .collect()
                    .handle((body, gone) ->
                            large ? new byte[LARGE] : (gone == null ? "whole" : "broken").getBytes(ISO_8859_1))
                    .thenApply(Answers::response);
            return new Served(answer, 0);
        }

        private static Response response(byte[] body) {
            return new Response(200, new Headers(), new Body.Bytes(body));
        }
    }

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private @Nullable Listener listener;
    private int secondMillis;

    private void seconds(int lastMillis) {
        secondMillis = lastMillis;
        var settings =
                SettingsReader.of(Map.of("gatehouse.data-dir", "target/none")).read();
        listener = Listener.open(vertx, 1, 0, new Answers(), settings, lastMillis);
    }

    @AfterEach
    void close() {
        Objects.requireNonNull(listener).close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aHeadThatComesByteByByteIsCutOff() throws Exception {
        seconds(5);
        try (Socket socket = connect()) {
            assertThat(trickles(socket, "GET / HTTP/1.1\r\nX-Long: " + "x".repeat(100_000)))
                    .isBetween(after(5), after(2000));
        }
    }

    @Test
    void aBodyThatComesByteByByteIsCutOff() throws Exception {
        seconds(5);
        for (int length : new int[] {60_000, 5_000_000}) {
            try (Socket socket = connect()) {
                write(socket, HEAD.formatted("slow", length));
                assertThat(trickles(socket, "x".repeat(length))).isBetween(after(5), after(2000));
            }
        }
    }

    @Test
    void aBodyThatComesFastEnoughIsTaken() throws Exception {
        seconds(5);
        try (Socket socket = connect()) {
            write(socket, HEAD.formatted("fast", 5_000_000));
            for (int sent = 0; sent < 5_000_000; sent += 500_000) {
                write(socket, "x".repeat(500_000));
                Thread.sleep(after(3).toMillis());
            }
            assertThat(new String(socket.getInputStream().readNBytes(15), ISO_8859_1))
                    .isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void anIdleConnectionIsClosed() throws Exception {
        seconds(2);
        try (Socket socket = connect()) {
            long began = System.nanoTime();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(after(150), after(10_000));
        }
    }

    @Test
    void anAnswerThatNobodyReadsIsGivenUp() throws Exception {
        seconds(2);
        try (Socket socket = connect()) {
            write(socket, "GET /large HTTP/1.1\r\nHost: h\r\n\r\n");
            Thread.sleep(after(200).toMillis());
            assertThat(readToTheEnd(socket)).isLessThan(LARGE);
        }
    }

    @Test
    void anAnswerThatIsReadSlowlyArrives() throws Exception {
        seconds(20);
        try (Socket socket = connect()) {
            write(socket, "GET /large HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
            for (int i = 0; i < 20; i++) {
                socket.getInputStream().readNBytes(1024 * 1024);
                Thread.sleep(after(4).toMillis());
            }
            assertThat(20L * 1024 * 1024 + readToTheEnd(socket)).isGreaterThan(LARGE);
        }
    }

    @Test
    void theRestOfAnAnsweredRequestIsNotReadForEver() throws Exception {
        seconds(5);
        try (Socket socket = connect()) {
            write(socket, HEAD.formatted("early", 9_000_000));
            assertThat(trickles(socket, "x".repeat(100_000))).isBetween(after(1), after(2000));
        }
    }

    @Test
    void silenceAfterAnEarlyAnswerEndsTheConnection() throws Exception {
        seconds(5);
        try (Socket socket = connect()) {
            write(socket, HEAD.formatted("early", 9_000_000));
            long began = System.nanoTime();
            assertThat(readToTheEnd(socket)).isPositive();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(after(2000));
        }
    }

    private Duration after(int seconds) {
        return Duration.ofMillis((long) seconds * secondMillis);
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024); // nor shall the system take all of an answer
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(),
                Objects.requireNonNull(listener).port()));
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** Sends a text byte by byte, and tells how long it was allowed to. */
    private static Duration trickles(Socket socket, String text) throws Exception {
        socket.setTcpNoDelay(true);
        long began = System.nanoTime();
        try {
            for (byte b : text.getBytes(ISO_8859_1)) {
                socket.getOutputStream().write(b);
                Thread.sleep(1);
            }
        } catch (IOException cutOff) {
            return Duration.ofNanos(System.nanoTime() - began);
        }
        throw new AssertionError("all of it was taken");
    }

    private static long readToTheEnd(Socket socket) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long bytes = 0;
        try {
            for (int read = socket.getInputStream().read(buffer); read >= 0; ) {
                bytes += read;
                read = socket.getInputStream().read(buffer);
            }
        } catch (IOException reset) {
            return bytes;
        }
        return bytes;
    }
}
