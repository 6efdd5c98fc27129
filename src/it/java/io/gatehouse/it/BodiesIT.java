package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Bodies of every size and form, through both doors. */
class BodiesIT {
    private static final int MB = 1024 * 1024;
    private static final String TOO_LONG = "{\"message\":\"Request Too Long\"}";

    private static EchoApi api;

    @BeforeAll
    static void deploy() {
        api = new EchoApi();
    }

    @AfterAll
    static void delete() {
        api.close();
    }

    @ParameterizedTest
    @EnumSource
    void fiveMegabytesGoUp(Address address) {
        var answer = api.call(address, "POST", "/up", BodyPublishers.ofByteArray(new byte[5 * MB]));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("POST /first/up " + 5 * MB);
    }

    @ParameterizedTest
    @EnumSource
    void fiveMegabytesGoUpInChunks(Address address) {
        var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[5 * MB]));

        var answer = api.call(address, "POST", "/up", chunked);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("POST /first/up " + 5 * MB);
    }

    @ParameterizedTest
    @EnumSource
    void fiveMegabytesComeDown(Address address) {
        var answer = api.get(address, "/bytes/" + 5 * MB);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).hasSize(5 * MB);
    }

    @ParameterizedTest
    @EnumSource
    void theLengthAloneIsEnoughToRefuse(Address address) {
        String answer = api.door(address).exchange(head("Content-Length: " + (10 * MB + 1)), TOO_LONG);

        assertThat(answer).startsWith("HTTP/1.1 413 ").endsWith(TOO_LONG);
    }

    /** As many clients do: they do not look for an answer before they have sent everything. */
    @ParameterizedTest
    @EnumSource(names = "PATH_.*", mode = Mode.MATCH_ALL)
    void whoSendsTooMuchStillGetsItsAnswer(Address address) {
        for (int bytes : new int[] {10 * MB + 1, 20 * MB, 50 * MB}) {
            String answer = api.door(address).upload(head("Content-Length: " + bytes), new byte[bytes]);

            assertThat(answer).as(bytes + " bytes").startsWith("HTTP/1.1 413 ").endsWith(TOO_LONG);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "PATH_.*", mode = Mode.MATCH_ALL)
    void whoSendsTooManyChunksStillGetsItsAnswer(Address address) {
        byte[] chunk = ("100000\r\n" + "x".repeat(MB) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        var chunks = new ByteArrayOutputStream();
        for (int i = 0; i < 20; i++) {
            chunks.writeBytes(chunk);
        }
        chunks.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

        String answer = api.door(address).upload(head("Transfer-Encoding: chunked"), chunks.toByteArray());

        assertThat(answer).startsWith("HTTP/1.1 413 ").endsWith(TOO_LONG);
    }

    /** Java's client, unless told otherwise, offers to go on in HTTP/2 with its first request. */
    @ParameterizedTest
    @EnumSource
    void whoOffersHttp2IsAnsweredInHttp1(Address address) {
        for (int bytes : new int[] {1, 1000, 100_000, 5 * MB}) {
            var answer = api.offeringHttp2(address, "/up", BodyPublishers.ofByteArray(new byte[bytes]));

            assertThat(answer.version()).isEqualTo(Version.HTTP_1_1);
            assertThat(answer.body()).isEqualTo("POST /first/up " + bytes);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoOffersHttp2WithChunksIsAnswered(Address address) {
        var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[1000]));

        var answer = api.offeringHttp2(address, "/chunks", chunked);

        // Payara does not read chunks beside an offer.
        assertThat(answer.statusCode()).isIn(200, 411);
        assertThat(api.seen()).noneMatch(line -> line.contains("/chunks") && !line.endsWith(" 1000"));
    }

    @ParameterizedTest
    @EnumSource
    void headAnswersWithoutABody(Address address) {
        var answer = api.call(address, "HEAD", "/pets", BodyPublishers.noBody());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("X-Backend")).hasValue("yes");
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyAnswerStaysEmpty(Address address) {
        var answer = api.get(address, "/bytes/0");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    private static String head(String header) {
        return "POST %sup HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n".formatted(api.path(), header);
    }
}
