package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ApiGatewayException;

/** What only a real container can spoil: raw paths and queries, verbs, bodies, headers of the control plane. */
class WireIT {
    private static final int IMPORT_LIMIT = 6 * 1024 * 1024;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Server server = Server.running();

    @Test
    void arnsAndOddCharactersTravelInPathAndQuery() {
        try (ApiGatewayClient aws = Aws.client(server)) {
            var made = aws.createRestApi(api -> api.name("Gerät ☕").tags(Map.of("a b/c", "ü&=+%", "d", "e")));
            assertThat(made.name()).isEqualTo("Gerät ☕");
            String arn = "arn:aws:apigateway:us-east-1::/restapis/" + made.id();

            aws.untagResource(tags -> tags.resourceArn(arn).tagKeys("d"));
            assertThat(aws.getTags(tags -> tags.resourceArn(arn)).tags()).containsExactly(Map.entry("a b/c", "ü&=+%"));

            aws.deleteRestApi(api -> api.restApiId(made.id()));
        }
    }

    @Test
    void anImportOverTheLimitIsRefused() {
        try (ApiGatewayClient aws = Aws.client(server)) {
            SdkBytes large = SdkBytes.fromByteArrayUnsafe(new byte[IMPORT_LIMIT + 1]);
            assertThatThrownBy(() -> aws.importRestApi(api -> api.body(large)))
                    .isInstanceOfSatisfying(ApiGatewayException.class, refusal -> {
                        assertThat(refusal.statusCode()).isEqualTo(413);
                        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("RequestEntityTooLargeException");
                    });
        }
    }

    /** Java's client, unless told otherwise, offers to go on in HTTP/2 with its first request. */
    @Test
    void whoOffersHttp2IsAnsweredInHttp1() {
        var api = new ControlPlaneClient(server, HttpClient.newHttpClient())
                .call(
                        "CreateRestApi",
                        Json.createObjectBuilder().add("name", "Offered").build());
        assertThat(api.status()).isEqualTo(201);
        JsonObject id = Json.createObjectBuilder()
                .add("restApiId", api.body().getString("id"))
                .build();

        assertThat(new ControlPlaneClient(server, HttpClient.newHttpClient())
                        .call("GetRestApi", id)
                        .status())
                .isEqualTo(200);
        assertThat(new ControlPlaneClient(server, HttpClient.newHttpClient())
                        .call("DeleteRestApi", id)
                        .status())
                .isEqualTo(202);
    }

    @Test
    void unknownVerbsAndPathsMissTheirToken() throws IOException, InterruptedException {
        for (String path : new String[] {"/restapis", "/", "/restapis/a%0d%0aX-Evil:1", "/restapis/a%5Cb/nothing"}) {
            HttpResponse<String> answer = send("BREW", path);
            assertThat(answer.statusCode()).as(path).isIn(400, 403);
            assertThat(answer.headers().firstValue("X-Evil")).isEmpty();
        }
        HttpResponse<String> answer = send("BREW", "/restapis");
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).hasValue("MissingAuthenticationTokenException");
        assertThat(answer.headers().allValues("Date")).hasSize(1);
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/json");
        assertThat(answer.body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
    }

    /** The container or its Jakarta REST may refuse what Gatehouse never sees; its own pages are not for the caller. */
    @Test
    @DisabledIfSystemProperty(
            named = "it.server",
            matches = "payara",
            disabledReason = "Payara refuses a path that is not UTF-8 before Gatehouse sees it")
    void whatTheContainerRefusesIsToldAsAwsTellsIt() throws IOException, InterruptedException {
        for (String path : new String[] {"/restapis/%FF", "/restapis", "/gatehouse/error"}) {
            var request =
                    HttpRequest.newBuilder(URI.create(server.uri() + path)).header("Accept", "garbage");
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isBetween(400, 499);
            assertThat(answer.headers().firstValue("x-amzn-ErrorType")).as(path).isPresent();
            assertThat(answer.headers().firstValue("x-amzn-RequestId")).as(path).isPresent();
            assertThat(answer.headers().allValues("Content-Type")).as(path).containsExactly("application/json");
            assertThat(answer.body()).as(path).startsWith("{\"message\":\"");
        }
    }

    @Test
    void theConsoleIsNotTheServersOwn() throws IOException, InterruptedException {
        HttpResponse<String> answer = send("GET", "/console/");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"message\":\"There is nothing at this address.\"}");
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.uri().resolve(path))
                .method(method, BodyPublishers.noBody())
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }
}
