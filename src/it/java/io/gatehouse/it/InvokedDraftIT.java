package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;

/** A method is tested through the server before its change is deployed. */
class InvokedDraftIT {
    private final Server server = Server.running();

    @Test
    void theDraftIsTestedAndWhatIsDeployedStays() {
        try (ApiGatewayClient aws = Aws.client(server);
                EchoBackend backend = EchoBackend.start()) {
            ProxyApi api = ProxyApi.deployed(aws, backend);
            api.pointTo(backend.uri() + "/second/{proxy}");

            var answer = aws.testInvokeMethod(test -> test.restApiId(api.id())
                    .resourceId(api.proxyResourceId())
                    .httpMethod("POST")
                    .pathWithQueryString("/pets/1?a=b")
                    .body("hello"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("POST /second/pets/1?a=b 5");
            assertThat(answer.headers()).containsEntry("X-backend", "yes");
            assertThat(answer.latency()).isNotNull();
            assertThat(answer.log())
                    .contains("Endpoint request URI: " + backend.uri() + "/second/pets/1?a=b")
                    .contains("Method completed with status: 200");
            aws.deleteRestApi(deleted -> deleted.restApiId(api.id()));
        }
    }
}
