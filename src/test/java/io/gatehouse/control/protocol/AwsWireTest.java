package io.gatehouse.control.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.config.Settings;
import io.gatehouse.execute.Headers;
import io.gatehouse.execute.authorize.Credentials;
import io.gatehouse.execute.authorize.SignedRequest;
import io.gatehouse.execute.authorize.TestSigner;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import io.gatehouse.store.Key;
import io.gatehouse.store.Store;
import io.gatehouse.store.TestStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class AwsWireTest {
    private static final Credentials KEY = new Credentials("AKIDEXAMPLE", "secret");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final List<ServiceModel> MODELS = ServiceModel.all();
    private static final Key STORED = Key.root("things", "x");

    private final Store store = TestStore.inMemory();
    private final AtomicInteger calls = new AtomicInteger();

    private final Map<String, Handler> handlers = Map.of(
            "apigateway.CreateRestApi",
                    (input, tx) -> {
                        calls.incrementAndGet();
                        tx.put(STORED, input.members());
                        return Json.parse("{\"id\":\"a1\",\"name\":\"" + input.text("name") + "\"}");
                    },
            "apigateway.GetRestApi",
                    (input, tx) -> {
                        tx.put(STORED, input.members());
                        throw AwsException.notFound("Invalid API identifier specified " + input.text("restApiId"));
                    },
            "apigateway.GetRestApis",
                    (input, tx) -> {
                        throw new IllegalStateException("a bug with a secret in it");
                    },
            "apigateway.GetStages",
                    (input, tx) -> {
                        tx.put(STORED, input.members());
                        return "no tree";
                    },
            "apigateway.GetAccount",
                    (input, tx) -> {
                        throw AwsException.serviceUnavailable("The database is away");
                    });

    private final AwsWire wire = wire(handlers);

    @Test
    void aSignedCallReachesItsHandlerAndIsKept() {
        WireAnswer answer = call("POST", "/restapis", "", "{\"name\":\"x\"}");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(body(answer)).isEqualTo("{\"id\":\"a1\",\"name\":\"x\"}");
        assertThat(UUID.fromString(answer.headers().first("x-amzn-RequestId"))).isNotNull();
        assertThat(answer.headers().first("x-amz-apigw-id")).hasSize(16);
        assertThat(answer.headers().first("Date")).isEqualTo("Fri, 02 Jan 2026 03:04:05 GMT");
        assertThat(stored()).isTrue();
    }

    @Test
    void aBadSignatureNeverReachesAHandler() {
        WireRequest request = signed("POST", "/restapis", "", "{\"name\":\"x\"}");
        var tampered = new WireRequest("POST", "/restapis", "", request.headers(), stream("{\"name\":\"y\"}"));
        refused(wire.answer(tampered), 403, "InvalidSignatureException");
        assertThat(calls).hasValue(0);
        assertThat(stored()).isFalse();
    }

    @Test
    void aStrangersBodyIsNotRead() throws IOException {
        InputStream untouchable = broken();
        refused(
                wire.answer(new WireRequest("POST", "/restapis", "", new Headers(), untouchable)),
                403,
                "MissingAuthenticationTokenException");
        var unknown = new Headers().add("Host", "h");
        TestSigner.sign(
                new SignedRequest("POST", "/restapis", "", unknown),
                new byte[0],
                new Credentials("AKIDOTHER", "x"),
                "apigateway",
                NOW);
        refused(
                wire.answer(new WireRequest("POST", "/restapis", "", unknown, untouchable)),
                403,
                "UnrecognizedClientException");
    }

    @Test
    void aRefusalRollsBackAndIsToldAsItIs() {
        WireAnswer answer = call("GET", "/restapis/a%22%0D%0Ab", "", "");
        refused(answer, 404, "NotFoundException");
        assertThat(body(answer)).isEqualTo("{\"message\":\"Invalid API identifier specified a\\\"\\r\\nb\"}");
        answer.headers().forEach((name, value) -> assertThat(name + value).doesNotContain("\r", "\n"));
        assertThat(stored()).isFalse();
    }

    @Test
    void aBugTellsTheCallerNothingAndTheLogOnce() {
        List<LogRecord> logged = new ArrayList<>();
        WireAnswer answer = listening(logged, () -> call("GET", "/restapis", "", ""));
        refused(answer, 500, "InternalFailure");
        assertThat(body(answer)).doesNotContain("secret");
        assertThat(logged).hasSize(1).first().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.SEVERE);
            assertThat(line.getMessage())
                    .contains("requestId=" + answer.headers().first("x-amzn-RequestId"));
            assertThat(line.getThrown()).isInstanceOf(IllegalStateException.class);
        });
    }

    private static WireAnswer listening(List<LogRecord> logged, Supplier<WireAnswer> call) {
        Logger logger = Logger.getLogger(AwsWire.class.getName());
        java.util.logging.Handler listener = new java.util.logging.Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(line);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(listener);
        logger.setUseParentHandlers(false);
        try {
            return call.get();
        } finally {
            logger.removeHandler(listener);
            logger.setUseParentHandlers(true);
        }
    }

    @Test
    void anAnswerThatCannotBeWrittenIsNotKept() {
        WireAnswer answer = listening(new ArrayList<>(), () -> call("GET", "/restapis/a1/stages", "", ""));
        refused(answer, 500, "InternalFailure");
        assertThat(stored()).isFalse();
    }

    @Test
    void aDatabaseThatIsAwayIs503() {
        WireAnswer answer = call("GET", "/account", "", "");
        refused(answer, 503, "ServiceUnavailableException");
        assertThat(answer.headers().first("Retry-After")).isEqualTo("1");
    }

    @Test
    void whatIsNotWrittenYetIs501() {
        WireAnswer answer = call("POST", "/apikeys", "", "{}");
        refused(answer, 501, "NotImplementedException");
        assertThat(body(answer)).isEqualTo("{\"message\":\"The operation CreateApiKey is not implemented.\"}");
    }

    @Test
    void whatAwsDoesNotHaveMissesItsToken() {
        for (String path : List.of("/", "/nothing", "/restapis/", "/favicon.ico", "/restapis/../restapis")) {
            refused(call("GET", path, "", ""), 403, "MissingAuthenticationTokenException");
        }
        refused(call("TRACE", "/restapis", "", ""), 403, "MissingAuthenticationTokenException");
    }

    @Test
    void consoleAndAdminApiAreNoPartOfAws() {
        refused(call("GET", "/console/", "", ""), 404, "NotFoundException");
        refused(call("GET", "/gatehouse/metrics", "", ""), 404, "NotFoundException");
        refused(call("GET", "/gatehouses", "", ""), 403, "MissingAuthenticationTokenException");
    }

    @Test
    void badPercentSignsAreRefused() {
        for (String path : List.of("/restapis/%zz", "/restapis/%", "/restapis/%C3%28")) {
            var request = new WireRequest("GET", path, "", new Headers(), stream(""));
            refused(wire.answer(request), 400, "BadRequestException");
        }
        refused(
                wire.answer(new WireRequest("GET", "/restapis", "a=%", new Headers(), stream(""))),
                400,
                "BadRequestException");
    }

    @Test
    void frameworkValidationComesBeforeTheHandler() {
        refused(call("POST", "/restapis", "", "{}"), 400, "ValidationException");
        refused(call("POST", "/restapis", "", "{\"name\":1}"), 400, "SerializationException");
        refused(call("POST", "/restapis", "", "{"), 400, "SerializationException");
        assertThat(calls).hasValue(0);
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        String large = "x".repeat(Settings.Limits.AWS.importBytes() + 1);
        refused(call("POST", "/restapis", "", large), 413, "RequestEntityTooLargeException");
    }

    @Test
    void aBodyAnnouncedOverTheLimitIsNotRead() throws IOException {
        for (String length : List.of("6291457", "99999999999999999999", "-1", "x")) {
            WireRequest request = signed("POST", "/restapis", "", "");
            request.headers().add("Content-Length", length);
            refused(
                    wire.answer(new WireRequest("POST", "/restapis", "", request.headers(), broken())),
                    413,
                    "RequestEntityTooLargeException");
        }
    }

    @Test
    void aBodyThatBreaksOffIsRefused() throws IOException {
        WireRequest request = signed("POST", "/restapis", "", "");
        refused(
                wire.answer(new WireRequest("POST", "/restapis", "", request.headers(), broken())),
                400,
                "BadRequestException");
    }

    @Test
    void aHandlerOfNoOperationStopsTheStart() {
        assertThatThrownBy(() -> wire(Map.of("apigateway.MakeCoffee", (input, tx) -> null)))
                .hasMessage("no operation is called apigateway.MakeCoffee");
    }

    private AwsWire wire(Map<String, Handler> all) {
        return new AwsWire(
                MODELS,
                all,
                store,
                id -> Optional.of(KEY).filter(key -> key.accessKeyId().equals(id)),
                TestStore.settings(Path.of("unused"), Map.of()),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private WireAnswer call(String method, String path, String query, String body) {
        return wire.answer(signed(method, path, query, body));
    }

    private static WireRequest signed(String method, String path, String query, String body) {
        Headers headers = new Headers().add("Host", "localhost:8080");
        var request = new SignedRequest(method, path, query, headers);
        TestSigner.sign(request, body.getBytes(UTF_8), KEY, "apigateway", NOW);
        return new WireRequest(method, path, query, headers, stream(body));
    }

    /** Throws when it is read. */
    private static InputStream broken() throws IOException {
        InputStream broken = InputStream.nullInputStream();
        broken.close();
        return broken;
    }

    private static InputStream stream(String body) {
        return new ByteArrayInputStream(body.getBytes(UTF_8));
    }

    private static void refused(WireAnswer answer, int status, String code) {
        assertThat(body(answer)).startsWith("{\"message\":\"");
        assertThat(answer.headers().first("x-amzn-ErrorType")).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().first("Content-Type")).isEqualTo("application/json");
        assertThat(answer.headers().first("x-amzn-RequestId")).isNotNull();
    }

    private boolean stored() {
        return store.transaction(tx -> tx.exists(STORED));
    }

    private static String body(WireAnswer answer) {
        return new String(answer.body(), UTF_8);
    }
}
