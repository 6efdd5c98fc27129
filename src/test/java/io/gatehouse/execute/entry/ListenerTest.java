package io.gatehouse.execute.entry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.config.Settings;
import io.gatehouse.config.SettingsReader;
import io.gatehouse.execute.Body;
import io.gatehouse.execute.BodyPipe;
import io.gatehouse.execute.Headers;
import io.gatehouse.execute.Request;
import io.gatehouse.execute.Response;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenerTest {
    private static final Settings SETTINGS =
            SettingsReader.of(Map.of("gatehouse.data-dir", "target/none")).read();

    /** Serves every path but /other: answers with what was asked, or waits for the test. */
    private static final class Echo implements Gateway {
        private final BlockingQueue<Request> seen = new LinkedBlockingQueue<>();
        private final BlockingQueue<CompletableFuture<Response>> waiting = new LinkedBlockingQueue<>();

        @Override
        public boolean serves(String host, String rawPath) {
            return !rawPath.startsWith("/other");
        }

        @Override
        public Served serve(Request request) {
            seen.add(request);
            if (request.rawPath().equals("/wait")) {
                var later = new CompletableFuture<Response>();
                waiting.add(later);
                return new Served(later, 0);
            }
            if (request.rawPath().equals("/refuse")) {
                request.body().discard();
                return new Served(CompletableFuture.completedFuture(response(403, "no")), 0);
            }
            CompletionStage<Response> answer = request.body()
                    .collect()
                    .thenApply(body -> response(
                            200,
                            request.method() + " " + request.rawPath() + " " + new String(body.bytes(), ISO_8859_1)));
            return new Served(answer, 0);
        }
    }

    private static Response response(int status, String text) {
        return new Response(status, new Headers().add("X-A", "1"), new Body.Bytes(text.getBytes(ISO_8859_1)));
    }

    private final Echo echo = new Echo();
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private Listener listener = Listener.open(vertx, 2, 0, echo, SETTINGS);

    @BeforeEach
    void listens() {
        assertThat(listener.port()).isPositive();
    }

    @AfterEach
    void close() {
        listener.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** Sends and reads all there is until the other side closes. */
    private String exchange(String text) throws IOException {
        try (Socket socket = connect()) {
            write(socket, text);
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private static String readUntil(Socket socket, String end) throws IOException {
        var text = new StringBuilder();
        int c;
        while (text.indexOf(end) < 0 && (c = socket.getInputStream().read()) >= 0) {
            text.append((char) c);
        }
        return text.toString();
    }

    private Request seen() throws InterruptedException {
        return Objects.requireNonNull(echo.seen.poll(10, TimeUnit.SECONDS), "no request");
    }

    @Test
    void handsRequestsOverAndWritesAnswers() throws Exception {
        String answer = exchange("GET /%70ets?a=b HTTP/1.1\r\nHost: h:1\r\nX-B: c\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("X-A: 1\r\n", "Date: ", "Content-Length: 10\r\n")
                .containsIgnoringCase("Connection: close\r\n")
                .endsWith("\r\n\r\nGET /pets ");
        Request request = seen();
        assertThat(request.rawQuery()).isEqualTo("a=b");
        assertThat(request.host()).isEqualTo("h:1");
        assertThat(request.headers().first("x-b")).isEqualTo("c");
        assertThat(request.remoteAddress()).isEqualTo("127.0.0.1");
        assertThat(request.protocol()).isEqualTo("HTTP/1.1");
    }

    @Test
    void servesTheDataPlaneOnly() throws Exception {
        assertThat(exchange("GET /other HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404 ")
                .contains("application/json", "{\"message\"");
        assertThat(echo.seen).isEmpty();
    }

    @Test
    void answersPipelinedRequestsInOrder() throws Exception {
        String answers = exchange("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n"
                + "POST /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"
                + "GET /3 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        assertThat(answers).containsSubsequence("GET /1", "POST /2 abc", "GET /3");
    }

    @Test
    void anAnswerToHeadHasNoBody() throws Exception {
        assertThat(exchange("HEAD /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Content-Length: 8\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void anEmptyAnswerToHeadSaysSo() throws Exception {
        try (Socket socket = connect()) {
            write(socket, "HEAD /wait HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
            Objects.requireNonNull(echo.waiting.poll(10, TimeUnit.SECONDS)).complete(response(200, ""));
            assertThat(readUntil(socket, "\r\n\r\n")).contains("Content-Length: 0\r\n");
        }
    }

    @Test
    void saysContinueBeforeTheBody() throws Exception {
        try (Socket socket = connect()) {
            write(
                    socket,
                    "PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
            assertThat(readUntil(socket, "\r\n\r\n")).startsWith("HTTP/1.1 100 ");
            write(socket, "ok");
            assertThat(readUntil(socket, "PUT /a ok"))
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("PUT /a ok");
        }
    }

    @Test
    void oldClientsGetTheirAnswerAndItsEnd() throws Exception {
        assertThat(exchange("GET /a HTTP/1.0\r\nHost: h\r\n\r\n"))
                .contains(" 200 OK\r\n")
                .endsWith("GET /a ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
                "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd",
                "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 4, 4\r\n\r\nabcd",
                "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: +4\r\n\r\nabcd",
                "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 1234567890123456789\r\n\r\nabcd",
                "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
                "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "POST /a HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "GET /a HTTP/1.1\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: h\r\nHost: g\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: u@h\r\n\r\n",
                "GET http://other/a HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /a/../b HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /a/%2e%2E/b HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /a%5cb HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /a%00 HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: h\r\nX: a\0b\r\n\r\n",
                "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /a HTTP/1.1\nHost: h\n\n",
                "GET /a HTTP/9.9\r\nHost: h\r\n\r\n",
                "CONNECT h:443 HTTP/1.1\r\nHost: h\r\n\r\n",
                "\u0016\u0003\u0001 nonsense\r\n\r\n",
            })
    void whatServersReadDifferentlyIsRefusedAndNothingBehindItIsServed(String hostile) throws Exception {
        String smuggled = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";
        assertThat(exchange(hostile + smuggled))
                .startsWith("HTTP/1.")
                .contains(" 400 ")
                .doesNotContain("smuggled");
        assertThat(echo.seen).isEmpty();
    }

    @Test
    void tooMuchIsRefusedWithItsOwnStatus() throws Exception {
        String end = " HTTP/1.1\r\nHost: h\r\n\r\n";
        assertThat(exchange("GET /" + "a".repeat(10_300) + end)).contains(" 414 ");
        assertThat(exchange("GET /" + "a".repeat(20_000) + end)).contains(" 414 ");
        assertThat(exchange("GET /a HTTP/1.1\r\nHost: h\r\nX: " + "a".repeat(20_490) + "\r\n\r\n"))
                .contains(" 431 ");
        assertThat(exchange("GET /a HTTP/1.1\r\nHost: h\r\nX: " + "a".repeat(40_000) + "\r\n\r\n"))
                .contains(" 431 ");
        assertThat(exchange("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 10485761\r\n\r\n"))
                .contains(" 413 ");
        assertThat(echo.seen).isEmpty();
    }

    @Test
    void largeBodiesFlow() throws Exception {
        try (Socket socket = connect()) {
            write(socket, "PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 300000\r\nConnection: close\r\n\r\n");
            write(socket, "x".repeat(100_000));
            Request request = seen(); // long before the end
            assertThat(request.body()).isInstanceOf(Body.Stream.class);
            write(socket, "y".repeat(200_000));
            String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            assertThat(answer).endsWith("x" + "y".repeat(200_000)).contains("Content-Length: 300007\r\n");
        }
    }

    private static final String CHUNKED = "PUT /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n";

    @Test
    void chunkedBodiesAreReadToTheirEnd() throws Exception {
        String body = "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        assertThat(exchange(CHUNKED + "Connection: close\r\n\r\n" + body)).endsWith("PUT /a abcde");
    }

    @Test
    void aBrokenChunkEndsTheConnection() throws Exception {
        String smuggled = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";
        assertThat(exchange(CHUNKED + "\r\nzz\r\nabc\r\n" + smuggled)).doesNotContain("smuggled");
        assertThat(echo.seen).isEmpty();
    }

    @Test
    void anEarlyAnswerClosesTheConnectionInsteadOfReadingTheRest() throws Exception {
        try (Socket socket = connect()) {
            write(socket, "PUT /refuse HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(70_000));
            String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            assertThat(answer)
                    .startsWith("HTTP/1.1 403 ")
                    .contains("Connection: close\r\n")
                    .endsWith("no");
        }
    }

    @Test
    void aClientThatLeavesCancelsItsCall() throws Exception {
        Socket socket = connect();
        write(socket, "GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
        CompletableFuture<Response> waiting = Objects.requireNonNull(echo.waiting.poll(10, TimeUnit.SECONDS));
        var ended = new CompletableFuture<Throwable>();
        CompletionStage<Response> stage = waiting;
        stage.whenComplete((response, failure) -> ended.complete(failure));
        socket.close();
        assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
    }

    /** Answers the call that waits with a body that the test fills. */
    private BodyPipe answerFlowing() throws InterruptedException {
        var source = new BodyPipe.Source() {
            @Override
            public void resume() {
                // the test pushes little
            }

            @Override
            public void cancel() {
                // and does not mind
            }
        };
        var pipe = new BodyPipe(source, 1000, IOException::new);
        Objects.requireNonNull(echo.waiting.poll(10, TimeUnit.SECONDS))
                .complete(new Response(200, new Headers(), new Body.Stream(-1, pipe)));
        return pipe;
    }

    @Test
    void aFlowingAnswerIsSentAsItComes() throws Exception {
        try (Socket socket = connect()) {
            write(socket, "GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
            BodyPipe body = answerFlowing();
            body.push(ByteBuffer.wrap("first".getBytes(ISO_8859_1)));
            assertThat(readUntil(socket, "first")).containsIgnoringCase("transfer-encoding: chunked");
            body.push(ByteBuffer.wrap("second".getBytes(ISO_8859_1)));
            body.end();
            assertThat(readUntil(socket, "\r\n0\r\n\r\n")).contains("second");
        }
    }

    @Test
    void aBrokenAnswerIsCut() throws Exception {
        try (Socket socket = connect()) {
            write(socket, "GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
            BodyPipe body = answerFlowing();
            body.push(ByteBuffer.wrap("first".getBytes(ISO_8859_1)));
            readUntil(socket, "first");
            body.fail(new IOException("the backend broke"));
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .doesNotContain("0\r\n\r\n");
        }
    }

    @Test
    void closingLetsWhatIsUnderWayEndAndFreesThePort() throws Exception {
        int port = listener.port();
        try (Socket socket = connect()) {
            write(socket, "GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
            CompletableFuture<Response> waiting = Objects.requireNonNull(echo.waiting.poll(10, TimeUnit.SECONDS));
            CompletableFuture<Void> closing = CompletableFuture.runAsync(listener::close);
            waiting.complete(response(200, "done"));
            assertThat(readUntil(socket, "done")).startsWith("HTTP/1.1 200 ");
            closing.get(10, TimeUnit.SECONDS);
        }
        listener = Listener.open(vertx, 2, port, echo, SETTINGS);
        assertThat(exchange("GET /again HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
                .endsWith("GET /again ");
        assertThat(listener.port()).isEqualTo(port);
    }
}
