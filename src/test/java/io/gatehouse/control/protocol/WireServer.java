package io.gatehouse.control.protocol;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.gatehouse.execute.Headers;
import io.gatehouse.execute.authorize.Credentials;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Key;
import io.gatehouse.store.Store;
import io.gatehouse.store.TestStore;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;

/**
 * The wire over a plain HTTP server with three handlers in memory, for trying it by hand with the AWS CLI:
 * {@code WireServer <port>}, credentials {@code AKIDEXAMPLE} and {@code secret}.
 */
final class WireServer {
    private WireServer() {}

    public static void main(String[] args) throws IOException {
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 0);
        AwsWire wire = wire(TestStore.inMemory());
        server.createContext("/", exchange -> pass(exchange, wire));
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.start();
    }

    private static AwsWire wire(Store store) {
        Map<String, Handler> handlers = Map.of(
                "apigateway.CreateRestApi",
                (input, tx) -> {
                    String id = UUID.randomUUID().toString().substring(0, 8);
                    JsonObject api = Json.createObjectBuilder(input.members())
                            .add("id", id)
                            .add("createdDate", Instant.now().toString())
                            .build();
                    tx.insert(Key.root("restapis", id), api);
                    return api;
                },
                "apigateway.GetRestApis",
                (input, tx) -> new Page(
                        tx.children("", "restapis").stream().map(Entry::value).toList(), null),
                "apigateway.GetTags",
                (input, tx) -> Json.createObjectBuilder()
                        .add("tags", Json.createObjectBuilder().add("arn", input.text("resourceArn")))
                        .build(),
                "apigateway.DeleteRestApi",
                (input, tx) -> {
                    if (!tx.delete(Key.root("restapis", input.text("restApiId")))) {
                        throw AwsException.notFound("Invalid API identifier specified");
                    }
                    return null;
                });
        return new AwsWire(
                ServiceModel.all(),
                handlers,
                store,
                id -> Optional.of(new Credentials("AKIDEXAMPLE", "secret"))
                        .filter(key -> key.accessKeyId().equals(id)),
                TestStore.settings(Path.of("target"), Map.of()),
                Clock.systemUTC());
    }

    private static void pass(HttpExchange exchange, AwsWire wire) throws IOException {
        try (exchange) {
            Headers headers = new Headers();
            exchange.getRequestHeaders().forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
            String query = exchange.getRequestURI().getRawQuery();
            WireAnswer answer = wire.answer(new WireRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    query == null ? "" : query,
                    headers,
                    exchange.getRequestBody()));
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().put(name, List.of(value)));
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }
}
