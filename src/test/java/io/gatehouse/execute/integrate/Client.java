package io.gatehouse.execute.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.config.Settings;
import io.gatehouse.execute.Body;
import io.gatehouse.execute.Headers;
import io.gatehouse.execute.RawServer;
import io.gatehouse.model.rest.GatewayResponseType;
import io.gatehouse.snapshot.GatewayException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A backend client for tests, and the ways they call it. */
final class Client {
    private Client() {}

    static final Vertx VERTX = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    static final HttpBackend BACKEND = new HttpBackend(VERTX, limits(8192));
    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    static Settings.Limits limits(int connections) {
        return new Settings.Limits(1 << 20, 20_480, 10_240, 1, connections, 1, Map.of());
    }

    static CompletableFuture<IntegrationResponse> send(
            HttpBackend backend, int port, String method, Body body, Headers headers, Duration timeout) {
        return backend.send(new IntegrationRequest(
                        method, false, "localhost", port, "/a/%20b?c=d", headers, body, timeout, false))
                .toCompletableFuture();
    }

    static CompletableFuture<IntegrationResponse> send(RawServer server, String method, Body body) {
        return send(BACKEND, server.port(), method, body, new Headers(), Duration.ofSeconds(10));
    }

    static IntegrationResponse get(RawServer server) throws Exception {
        return send(server, "GET", Body.Bytes.EMPTY).get(10, TimeUnit.SECONDS);
    }

    static String text(IntegrationResponse response) {
        return new String(((Body.Bytes) response.body()).bytes(), StandardCharsets.ISO_8859_1);
    }

    static void assertRefused(CompletableFuture<IntegrationResponse> answer, GatewayResponseType type) {
        assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(GatewayException.class, refusal -> assertThat(refusal.type())
                        .isEqualTo(type));
    }
}
