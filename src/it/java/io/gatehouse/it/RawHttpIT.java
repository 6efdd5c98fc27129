package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;

/**
 * The control plane without any SDK: requests signed here, in the header and in the query, and answers in both forms.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html">AWS: signing by hand</a>
 */
class RawHttpIT {
    private static final Server SERVER = Server.running();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String NO_BODY = hash("");

    private static String api = "";

    @BeforeAll
    static void makeApi() {
        try (ApiGatewayClient aws = Aws.client(SERVER)) {
            api = aws.createRestApi(request -> request.name("raw")).id();
        }
    }

    @AfterAll
    static void deleteApi() {
        try (ApiGatewayClient aws = Aws.client(SERVER)) {
            aws.deleteRestApi(request -> request.restApiId(api));
        }
    }

    @Test
    void presignedRequestIsAnswered() throws IOException, InterruptedException {
        HttpResponse<String> answer = get(presigned("/restapis/" + api, Instant.now()), "application/json");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).getString("name")).isEqualTo("raw");
        assertThat(json(answer)).doesNotContainKey("_links");
    }

    @Test
    void presignedRequestThatIsOverIsRefused() throws IOException, InterruptedException {
        Instant past = Instant.now().minus(Duration.ofHours(1));

        HttpResponse<String> answer = get(presigned("/restapis/" + api, past), "application/json");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).hasValue("InvalidSignatureException");
        assertThat(json(answer).getString("message")).startsWith("Signature expired: ");
    }

    @Test
    void presignedRequestIsGoodForOneTargetOnly() throws IOException, InterruptedException {
        String other = presigned("/restapis", Instant.now()).replaceFirst("/restapis", "/account");

        HttpResponse<String> answer = get(other, "application/json");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).hasValue("InvalidSignatureException");
    }

    @Test
    void halAnswersHaveLinks() throws IOException, InterruptedException {
        JsonObject one = json(get(presigned("/restapis/" + api, Instant.now()), "application/hal+json"));
        assertThat(one.getString("name")).isEqualTo("raw");
        JsonObject links = one.getJsonObject("_links");
        assertThat(links.getJsonObject("self").getString("href")).isEqualTo("/restapis/" + api);
        assertThat(links).containsKeys("curies", "restapi:update", "restapi:delete", "authorizer:create");

        HttpResponse<String> listing = get(presigned("/restapis", Instant.now()), "application/hal+json");
        assertThat(listing.headers().firstValue("Content-Type")).hasValue("application/hal+json");
        assertThat(json(listing)).containsKeys("_links", "_embedded").doesNotContainKey("item");
    }

    @Test
    void unsignedCallIsRefused() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/restapis/" + api, "application/hal+json");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).hasValue("MissingAuthenticationTokenException");
        assertThat(json(answer).getString("message")).isEqualTo("Missing Authentication Token");
    }

    private static HttpResponse<String> get(String target, String accept) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(SERVER.uri() + target)).header("Accept", accept);
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonObject json(HttpResponse<String> answer) {
        try (var reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }

    /** The target with a signature in its query, good for 60 seconds. */
    private static String presigned(String path, Instant now) {
        String time = BASIC.format(now);
        String scope = time.substring(0, 8) + "/us-east-1/apigateway/aws4_request";
        String query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
                + (Aws.accessKeyId(SERVER) + "/" + scope).replace("/", "%2F")
                + "&X-Amz-Date=" + time + "&X-Amz-Expires=60&X-Amz-SignedHeaders=host";
        String canonical =
                String.join("\n", "GET", path, query, "host:" + SERVER.uri().getAuthority(), "", "host", NO_BODY);
        String toSign = String.join("\n", "AWS4-HMAC-SHA256", time, scope, hash(canonical));
        byte[] key = ("AWS4" + SERVER.credentials().get("aws_secret_access_key")).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return path + "?" + query + "&X-Amz-Signature=" + HexFormat.of().formatHex(hmac(key, toSign));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
