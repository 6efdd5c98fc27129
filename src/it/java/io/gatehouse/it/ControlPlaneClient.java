package io.gatehouse.it;

import io.gatehouse.recorded.RecordedCase;
import io.gatehouse.recorded.RecordedCase.Answer;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Calls any operation of the service model {@code apigateway} as an SDK would: members go where the model says. Unlike
 * the typed SDK it also sends what the types forbid, as the recorded cases do.
 */
final class ControlPlaneClient implements RecordedCase.Caller {
    private static final Set<String> NOT_FORWARDED = Set.of("host", "content-length");
    private static final JsonObject MODEL = model();

    private final HttpClient http;
    private final URI endpoint;
    private final AwsCredentialsIdentity credentials;

    ControlPlaneClient(Server server) {
        this(
                server,
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    ControlPlaneClient(Server server, HttpClient http) {
        this.http = http;
        endpoint = server.uri();
        credentials = AwsCredentialsIdentity.create(
                Aws.accessKeyId(server), server.credentials().getOrDefault("aws_secret_access_key", ""));
    }

    @Override
    public Answer call(String operationName, JsonObject params) {
        JsonObject operation = MODEL.getJsonObject("operations").getJsonObject(operationName);
        JsonObject input = shape(operation.getJsonObject("input").getString("shape"));
        JsonObject httpTrait = operation.getJsonObject("http");
        String[] uri = {httpTrait.getString("requestUri")};
        var query = new ArrayList<String>();
        var body = Json.createObjectBuilder();
        byte[] payload = null;
        for (var param : params.entrySet()) {
            JsonObject member = input.getJsonObject("members").getJsonObject(param.getKey());
            String wireName = member == null ? param.getKey() : member.getString("locationName", param.getKey());
            String location = member == null ? "body" : member.getString("location", "body");
            if (param.getKey().equals(input.getString("payload", ""))) {
                payload = text(param.getValue()).getBytes(StandardCharsets.UTF_8);
            } else {
                switch (location) {
                    case "uri" -> uri[0] = uri[0].replace("{" + wireName + "}", encode(text(param.getValue())));
                    case "querystring" ->
                        addQuery(wireName, param.getValue(), (k, v) -> query.add(encode(k) + "=" + encode(v)));
                    case "header" -> {}
                    default -> body.add(wireName, param.getValue());
                }
            }
        }
        boolean hasBody = !httpTrait.getString("method").equals("GET")
                && !httpTrait.getString("method").equals("DELETE");
        byte[] bytes = payload != null
                ? payload
                : hasBody ? body.build().toString().getBytes(StandardCharsets.UTF_8) : new byte[0];
        String separator = uri[0].contains("?") ? "&" : "?";
        String target = uri[0] + (query.isEmpty() ? "" : separator + String.join("&", query));
        return answer(operation, send(httpTrait.getString("method"), endpoint.resolve(target), bytes));
    }

    private static void addQuery(String name, JsonValue value, BiConsumer<String, String> add) {
        if (value instanceof JsonObject map) {
            map.forEach((k, v) -> add.accept(k, text(v)));
        } else if (value instanceof JsonArray list) {
            list.forEach(item -> add.accept(name, text(item)));
        } else {
            add.accept(name, text(value));
        }
    }

    private HttpResponse<byte[]> send(String method, URI target, byte[] body) {
        SdkHttpRequest plain = SdkHttpRequest.builder()
                .uri(target)
                .method(SdkHttpMethod.fromValue(method))
                .putHeader("Accept", "application/json")
                .putHeader("Content-Type", "application/json")
                .build();
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(request -> request.identity(credentials)
                        .request(plain)
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "apigateway")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
                .request();
        var request = HttpRequest.newBuilder(target)
                .timeout(Duration.ofSeconds(60))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        signed.forEachHeader((name, values) -> {
            if (!NOT_FORWARDED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Answer answer(JsonObject operation, HttpResponse<byte[]> response) {
        String error = response.headers().firstValue("x-amzn-ErrorType").orElse("");
        if (response.statusCode() < 300 && operation.getJsonObject("output") != null) {
            JsonObject output = shape(operation.getJsonObject("output").getString("shape"));
            if (output.containsKey("payload")) {
                return new Answer(response.statusCode(), error, raw(output, response));
            }
        }
        JsonValue body = response.body().length == 0 ? JsonValue.EMPTY_JSON_OBJECT : json(response.body());
        return new Answer(response.statusCode(), error, body.asJsonObject());
    }

    /** An answer whose body is no structure of the model, as an SDK sees it. */
    private static JsonObject raw(JsonObject output, HttpResponse<byte[]> response) {
        var members = Json.createObjectBuilder();
        output.getJsonObject("members").forEach((name, member) -> response.headers()
                .firstValue(member.asJsonObject().getString("locationName", name))
                .ifPresent(value -> members.add(name, value)));
        return members.add(output.getString("payload"), json(response.body())).build();
    }

    private static JsonValue json(byte[] body) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body))) {
            return reader.readValue();
        } catch (JsonException e) {
            return Json.createValue(new String(body, StandardCharsets.UTF_8));
        }
    }

    private static JsonObject shape(String name) {
        return MODEL.getJsonObject("shapes").getJsonObject(name);
    }

    private static String text(@Nullable JsonValue value) {
        return value instanceof JsonString s
                ? s.getString()
                : value instanceof JsonNumber n ? n.toString() : String.valueOf(value);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%7E", "~");
    }

    private static JsonObject model() {
        try (InputStream in = ControlPlaneClient.class.getResourceAsStream("/aws/apigateway-2015-07-09.json");
                JsonReader reader = Json.createReader(in)) {
            return reader.readObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
