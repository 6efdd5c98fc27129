package io.gatehouse.execute.authorize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.execute.Headers;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The published test suite of Signature Version 4, and every way to be refused. */
class Sigv4Test {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");
    private static final byte[] NO_BODY = {};
    private static final String SCOPE = "AKIDEXAMPLE/20150830/us-east-1/service/aws4_request";
    private static final String VANILLA = "AWS4-HMAC-SHA256 Credential=" + SCOPE
            + ", SignedHeaders=host;x-amz-date,"
            + " Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";

    @TestFactory
    List<DynamicTest> publishedTestSuite() throws IOException {
        return vectors("test-suite", "vectors", Sigv4Test::accepts);
    }

    @TestFactory
    List<DynamicTest> requestsSignedByBotocore() throws IOException {
        return vectors("botocore-requests", "requests", Sigv4Test::acceptsBotocore);
    }

    private static List<DynamicTest> vectors(String file, String member, Consumer<JsonObject> check)
            throws IOException {
        try (InputStream in = Sigv4Test.class.getResourceAsStream("/aws/sigv4/" + file + ".json");
                JsonReader reader = Json.createReader(in)) {
            return reader.readObject().getJsonArray(member).getValuesAs(JsonObject.class).stream()
                    .map(vector -> DynamicTest.dynamicTest(vector.getString("name"), () -> check.accept(vector)))
                    .toList();
        }
    }

    private static void acceptsBotocore(JsonObject vector) {
        var keys = new Credentials("AKIDEXAMPLE", SECRET);
        Sigv4 sigv4 = sigv4(keys, Instant.parse("2026-01-02T03:04:05Z"));
        Sigv4.Opened opened = sigv4.open(request(vector), "apigateway");
        opened.verify(vector.getString("body").getBytes(UTF_8));
        assertThatThrownBy(() -> opened.verify("tampered".getBytes(UTF_8)))
                .isInstanceOf(RefusedSignatureException.class);
    }

    private static SignedRequest request(JsonObject vector) {
        Headers headers = new Headers();
        vector.getJsonArray("headers")
                .getValuesAs(JsonArray.class)
                .forEach(line -> headers.add(line.getString(0), line.getString(1)));
        return new SignedRequest(
                vector.getString("method"), vector.getString("path"), vector.getString("query"), headers);
    }

    private static void accepts(JsonObject vector) {
        SignedRequest request = request(vector);
        Headers headers = request.headers().add("Authorization", vector.getString("authorization"));
        String token = headers.first("X-Amz-Security-Token");
        var keys = new Credentials("AKIDEXAMPLE", SECRET, token, null);
        Sigv4.Opened opened = sigv4(keys, NOW).open(request, "service");
        assertThat(opened.accessKeyId()).isEqualTo("AKIDEXAMPLE");
        opened.verify(vector.getString("body").getBytes(UTF_8));
        assertThatThrownBy(() -> opened.verify("tampered".getBytes(UTF_8)))
                .isInstanceOf(RefusedSignatureException.class);
    }

    @Test
    void aCallWithoutSignatureIsMissingItsToken() {
        refused(new Headers().add("Host", "h"), "MissingAuthenticationTokenException", "Missing Authentication Token");
        refused(
                new Headers().add("Host", "h").add("Authorization", "  "),
                "MissingAuthenticationTokenException",
                "Missing Authentication Token");
    }

    @Test
    void aBearerTokenIsAnIncompleteSignature() {
        refused(
                new Headers().add("Host", "h").add("Authorization", "Bearer abc"),
                "IncompleteSignatureException",
                "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature'"
                        + " parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header"
                        + " requires existence of either a 'X-Amz-Date' or a 'Date' header. (Hashed with SHA-256 and"
                        + " encoded with Base64) Authorization=w1Xc6WwWEogNEZQP/dkBTThsJT4MNlKmzQanIm970rY=");
    }

    @Test
    void aPartWithoutEqualSignIsNamed() {
        assertThatThrownBy(() -> open(signed("AWS4-HMAC-SHA256 Credential")))
                .hasMessageStartingWith("Invalid key=value pair (missing equal-sign) in Authorization header (hashed"
                        + " with SHA-256 and encoded with Base64): '");
    }

    @Test
    void otherAlgorithmsAreUnsupported() {
        assertThatThrownBy(() -> open(signed(VANILLA.replace("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256"))))
                .hasMessage("Unsupported AWS 'algorithm': 'AWS4-ECDSA-P256-SHA256'.");
    }

    @Test
    void everyWrongPartOfTheScopeIsNamed() {
        assertThatThrownBy(() -> open(signed(VANILLA.replace(SCOPE, "AKIDEXAMPLE/20150829/eu-west-1/s3/aws5_request"))))
                .hasMessage(
                        "Credential should be scoped to a valid region, not 'eu-west-1'. Credential should be scoped"
                                + " to correct service: 'service'. Credential should be scoped with a valid terminator:"
                                + " 'aws4_request', not 'aws5_request'. Date in Credential scope does not match YYYYMMDD from"
                                + " ISO-8601 version of date from HTTP: '20150829' != '20150830', from '20150830T123600Z'.");
        assertThatThrownBy(() -> open(signed(VANILLA.replace(SCOPE, "AKIDEXAMPLE/20150830"))))
                .hasMessage("Credential must have exactly 5 slash-delimited elements, e.g."
                        + " keyid/date/region/service/term, got 'AKIDEXAMPLE/20150830'");
    }

    @Test
    void aClockFiveMinutesOffPassesAndOneSecondMoreDoesNot() {
        assertThatCode(() -> at(Duration.ofMinutes(5))).doesNotThrowAnyException();
        assertThatCode(() -> at(Duration.ofMinutes(-5))).doesNotThrowAnyException();
        assertThatThrownBy(() -> at(Duration.ofSeconds(301)))
                .hasMessage("Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z"
                        + " (20150830T124101Z - 5 min.)");
        assertThatThrownBy(() -> at(Duration.ofSeconds(-301)))
                .hasMessage("Signature not yet current: 20150830T123600Z is still later than 20150830T123559Z"
                        + " (20150830T123059Z + 5 min.)");
    }

    private static void at(Duration later) {
        sigv4(new Credentials("AKIDEXAMPLE", SECRET), NOW.plus(later))
                .open(signed(VANILLA), "service")
                .verify(NO_BODY);
    }

    @Test
    void anUnknownKeyAndAStrangeTokenAreRefused() {
        assertThatThrownBy(() -> open(signed(VANILLA.replace("AKIDEXAMPLE", "AKIDOTHER"))))
                .hasMessage("The security token included in the request is invalid.")
                .extracting("code")
                .isEqualTo("UnrecognizedClientException");
        SignedRequest withToken = signed(VANILLA);
        withToken.headers().add("X-Amz-Security-Token", "made up");
        assertThatThrownBy(() -> open(withToken)).hasMessage("The security token included in the request is invalid.");
    }

    @Test
    void anExpiredTokenIsRefused() {
        var keys = new Credentials("AKIDEXAMPLE", SECRET, "token", NOW);
        SignedRequest request = signed(VANILLA);
        request.headers().add("X-Amz-Security-Token", "token");
        assertThatThrownBy(() -> sigv4(keys, NOW).open(request, "service"))
                .hasMessage("The security token included in the request is expired")
                .extracting("code")
                .isEqualTo("ExpiredTokenException");
    }

    @Test
    void aWrongSignatureIsToldWhatWasExpectedToBeSigned() {
        Sigv4.Opened opened = open(signed(VANILLA.replace("5fa00fa3", "00000000")));
        assertThatThrownBy(() -> opened.verify(NO_BODY))
                .hasMessageStartingWith("The request signature we calculated does not match the signature you provided."
                        + " Check your AWS Secret Access Key and signing method. Consult the service documentation for"
                        + " details.\n\nThe Canonical String for this request should have been\n'GET\n/\n\nhost:")
                .hasMessageNotContaining(SECRET)
                .extracting("code")
                .isEqualTo("InvalidSignatureException");
    }

    @Test
    void theHostMustBeSigned() {
        assertThatThrownBy(() -> open(signed(VANILLA.replace("host;x-amz-date", "x-amz-date"))))
                .hasMessage("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        assertThatThrownBy(() -> open(signed(VANILLA.replace("host;x-amz-date", "host"))))
                .hasMessage("'X-Amz-Date' must be a 'SignedHeader' in the AWS Authorization.");
    }

    @Test
    void aDateThatIsNoneIsRefused() {
        SignedRequest request = signed(VANILLA);
        request.headers().set("X-Amz-Date", "20151330T123600Z");
        assertThatThrownBy(() -> open(request))
                .hasMessage("Date must be in ISO-8601 'basic format'. Got '20151330T123600Z'. See"
                        + " http://en.wikipedia.org/wiki/ISO_8601");
    }

    @Test
    void headerAndQueryTogetherAreRefused() {
        var request = new SignedRequest(
                "GET", "/", "X-Amz-Algorithm=AWS4-HMAC-SHA256", signed(VANILLA).headers());
        assertThatThrownBy(() -> open(request))
                .hasMessage("Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");
    }

    @Test
    void aPresignedUrlNamesWhatItLacks() {
        var request = new SignedRequest(
                "GET", "/", "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=a&X-Amz-Date=b", new Headers());
        assertThatThrownBy(() -> open(request))
                .hasMessage("AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string parameters"
                        + " must include 'X-Amz-Signature'. AWS query-string parameters must include"
                        + " 'X-Amz-SignedHeaders'. AWS query-string parameters must include 'X-Amz-Date'. Re-examine"
                        + " the query-string parameters.");
    }

    @Test
    void garbageIsRefusedNotBroken() {
        for (String garbage : List.of(
                "AWS4-HMAC-SHA256",
                "AWS4-HMAC-SHA256 ,,,",
                "AWS4-HMAC-SHA256 Credential=/////,SignedHeaders=;;,Signature=é",
                "AWS4-HMAC-SHA256 Credential=////,SignedHeaders=host,Signature=\u0000",
                "=".repeat(20_000),
                VANILLA + ", Credential=" + SCOPE)) {
            assertThatThrownBy(() -> open(signed(garbage)))
                    .as(garbage.substring(0, Math.min(60, garbage.length())))
                    .isInstanceOf(RefusedSignatureException.class);
        }
        var badQuery =
                new SignedRequest("GET", "/", "a=%zz&b=%C3", signed(VANILLA).headers());
        assertThatThrownBy(() -> open(badQuery)).isInstanceOf(RefusedSignatureException.class);
    }

    @Test
    void aPresignedUrlRunsOut() {
        Sigv4 late = sigv4(new Credentials("AKIDEXAMPLE", SECRET), NOW.plusSeconds(61));
        assertThatThrownBy(() -> late.open(presigned("60"), "service"))
                .hasMessage("Signature expired: 20150830T123700Z is now earlier than 20150830T123701Z");
        assertThatThrownBy(() -> open(presigned("604801"))).hasMessageContaining("must be less than a week");
        assertThatThrownBy(() -> open(presigned("-1"))).hasMessage("X-Amz-Expires should be a number");
        assertThatCode(() -> late.open(presigned("61"), "service")).doesNotThrowAnyException();
    }

    private static SignedRequest presigned(String expires) {
        return new SignedRequest(
                "GET",
                "/",
                "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" + SCOPE + "&X-Amz-Date=20150830T123600Z"
                        + "&X-Amz-SignedHeaders=host&X-Amz-Signature=0&X-Amz-Expires=" + expires,
                new Headers().add("Host", "h"));
    }

    @Test
    void anUnsignedPayloadCountsOnlyWhereItIsAllowed() {
        Headers headers = new Headers().add("Host", "h").add("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD");
        var request = new SignedRequest("POST", "/", "", headers);
        TestSigner.sign(request, NO_BODY, new Credentials("AKIDEXAMPLE", SECRET), "service", NOW);
        assertThatThrownBy(() -> open(request))
                .hasMessage("'X-Amz-Content-Sha256' must be a 'SignedHeader' in the AWS Authorization.");
    }

    private static SignedRequest signed(String authorization) {
        Headers headers = new Headers().add("Host", "example.amazonaws.com");
        if (!authorization.startsWith("Bearer")) {
            headers.add("X-Amz-Date", "20150830T123600Z");
        }
        return new SignedRequest("GET", "/", "", headers.add("Authorization", authorization));
    }

    private static void refused(Headers headers, String code, String message) {
        assertThatThrownBy(() -> open(new SignedRequest("GET", "/", "", headers)))
                .hasMessage(message)
                .extracting("code")
                .isEqualTo(code);
    }

    private static Sigv4.Opened open(SignedRequest request) {
        return sigv4(new Credentials("AKIDEXAMPLE", SECRET), NOW).open(request, "service");
    }

    private static Sigv4 sigv4(Credentials credentials, Instant now) {
        return new Sigv4(
                "us-east-1",
                id -> Optional.of(credentials).filter(c -> c.accessKeyId().equals(id)),
                Clock.fixed(now, ZoneOffset.UTC));
    }
}
