package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;

/** Bodies of every size and form, through both doors. */
class BodiesIT {
    private static final Server SERVER = Server.running();
    private static final ApiGatewayClient AWS = Aws.client(SERVER);
    private static final EchoBackend BACKEND = EchoBackend.start();
    private static final int MB = 1024 * 1024;

    private static String api = "";

    @BeforeAll
    static void deploy() {
        api = ProxyApi.deployed(AWS, BACKEND).id();
    }

    @AfterAll
    static void delete() {
        AWS.deleteRestApi(request -> request.restApiId(api));
        AWS.close();
        BACKEND.close();
    }

    @ParameterizedTest
    @EnumSource
    void fiveMegabytesGoUp(Address address) {
        var answer = address.call(SERVER, api, "test", "POST", "/up", BodyPublishers.ofByteArray(new byte[5 * MB]));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("POST /first/up " + 5 * MB);
    }

    @ParameterizedTest
    @EnumSource
    void fiveMegabytesGoUpInChunks(Address address) {
        var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[5 * MB]));

        var answer = address.call(SERVER, api, "test", "POST", "/up", chunked);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("POST /first/up " + 5 * MB);
    }

    @ParameterizedTest
    @EnumSource
    void fiveMegabytesComeDown(Address address) {
        var answer = address.get(SERVER, api, "test", "/bytes/" + 5 * MB);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).hasSize(5 * MB);
    }

    @ParameterizedTest
    @EnumSource
    void moreThanTenMegabytesAreRefused(Address address) {
        // Refused by its length alone: a client that sends the body may miss the answer when the door closes.
        String refusal = "{\"message\":\"Request Too Long\"}";
        String head = "POST /execute-api/%s/test/up HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
                .formatted(api, 10 * MB + 1);

        String answer = new RawDoor(address.door(SERVER)).exchange(head, refusal);

        assertThat(answer).startsWith("HTTP/1.1 413 ").endsWith(refusal);
    }

    @ParameterizedTest
    @EnumSource
    void headAnswersWithoutABody(Address address) {
        var answer = address.call(SERVER, api, "test", "HEAD", "/pets", BodyPublishers.noBody());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("X-Backend")).hasValue("yes");
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyAnswerStaysEmpty(Address address) {
        var answer = address.get(SERVER, api, "test", "/bytes/0");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }
}
