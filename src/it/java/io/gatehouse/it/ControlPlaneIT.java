package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ApiGatewayException;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;

/** The door of the control plane as the AWS SDK for Java meets it. */
class ControlPlaneIT {
    private final Server server = Server.running();

    @Test
    void anUnsignedCallIsRefused() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.uri().resolve("/restapis")).build();

        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).hasValue("MissingAuthenticationTokenException");
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        assertThat(answer.headers().firstValue("X-Powered-By")).isEmpty();
        assertThat(answer.body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
    }

    @Test
    void aWrongSecretIsRefused() {
        try (ApiGatewayClient stranger = Aws.client(server, Aws.accessKeyId(server), "wrong".repeat(8))) {
            assertThatThrownBy(stranger::getRestApis).isInstanceOfSatisfying(ApiGatewayException.class, refusal -> {
                assertThat(refusal.statusCode()).isEqualTo(403);
                assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("InvalidSignatureException");
            });
        }
    }

    @Test
    void anUnknownKeyIsRefused() {
        try (ApiGatewayClient stranger = Aws.client(server, "AKIAUNKNOWNUNKNOWN22", "wrong".repeat(8))) {
            assertThatThrownBy(stranger::getRestApis).isInstanceOfSatisfying(ApiGatewayException.class, refusal -> {
                assertThat(refusal.statusCode()).isEqualTo(403);
                assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("UnrecognizedClientException");
            });
        }
    }

    @Test
    void anApiIsMadeReadRenamedListedAndDeleted() {
        try (ApiGatewayClient aws = Aws.client(server)) {
            var made = aws.createRestApi(api ->
                    api.name("MyRestApi").description("API for managing items").tags(Map.of("a", "b")));
            assertThat(made.id()).matches("[a-z0-9]{10}");
            assertThat(made.rootResourceId()).isNotNull();
            assertThat(made.createdDate()).isNotNull();

            aws.updateRestApi(api -> api.restApiId(made.id()).patchOperations(Aws.replace("/name", "Renamed")));
            assertThat(aws.getRestApi(api -> api.restApiId(made.id())).name()).isEqualTo("Renamed");
            assertThat(aws.getRestApisPaginator().items()).extracting("id").contains(made.id());

            aws.deleteRestApi(api -> api.restApiId(made.id()));
            assertThatThrownBy(() -> aws.getRestApi(api -> api.restApiId(made.id())))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("Invalid API identifier specified 000000000000:" + made.id());
        }
    }
}
