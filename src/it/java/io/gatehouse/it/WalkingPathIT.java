package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;

/** From an empty API to a served one: made with the SDK, deployed, called by all addresses, changed, rolled back. */
class WalkingPathIT {
    private final Server server = Server.running();
    private final EchoBackend backend = EchoBackend.start();
    private final ApiGatewayClient aws = Aws.client(server);
    private ProxyApi api = new ProxyApi(aws, "", "");

    @BeforeEach
    void deploy() {
        api = ProxyApi.deployed(aws, backend);
    }

    @AfterEach
    void delete() {
        aws.deleteRestApi(request -> request.restApiId(api.id()));
        aws.close();
        backend.close();
    }

    @ParameterizedTest
    @EnumSource
    void aCallReachesTheBackendWithItsMethodPathQueryAndBody(Address address) {
        HttpResponse<String> answer = address.call(
                server, api.id(), "test", "PUT", "/pets/7?kind=cat&kind=dog", BodyPublishers.ofString("12345"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("PUT /first/pets/7?")
                .contains("kind=")
                .endsWith(" 5");
        assertThat(answer.headers().firstValue("X-Backend")).hasValue("yes");
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(answer.headers().allValues("Date")).hasSize(1);
        assertThat(answer.headers().allValues("Content-Length")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aMockAnswersWithoutABackend(Address address) {
        HttpResponse<String> answer = address.get(server, api.id(), "test", "/mock");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"mocked\": true}");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(backend.seen()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anEditNeedsADeploymentAndADeploymentCanBeTakenBack(Address address) {
        String first = aws.getStage(stage -> stage.restApiId(api.id()).stageName("test"))
                .deploymentId();
        api.pointTo(backend.uri() + "/second/{proxy}");
        assertThat(address.get(server, api.id(), "test", "/pets").body()).isEqualTo("GET /first/pets 0");

        api.deploy();
        assertThat(address.get(server, api.id(), "test", "/pets").body()).isEqualTo("GET /second/pets 0");

        api.rollBackTo(first);
        assertThat(address.get(server, api.id(), "test", "/pets").body()).isEqualTo("GET /first/pets 0");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotDeployedIsRefused(Address address) {
        HttpResponse<String> noStage = address.get(server, api.id(), "other", "/pets");
        HttpResponse<String> noApi = address.get(server, "0000000000", "test", "/pets");
        HttpResponse<String> noMethod = address.get(server, api.id(), "test", "/");

        assertThat(noStage.statusCode()).isEqualTo(403);
        assertThat(noApi.statusCode()).isEqualTo(403);
        assertThat(noMethod.statusCode()).isEqualTo(403);
        assertThat(noMethod.body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
        assertThat(noMethod.headers().firstValue("x-amzn-ErrorType")).hasValue("MissingAuthenticationTokenException");
        assertThat(backend.seen()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aDeletedStageIsNoLongerServed(Address address) {
        aws.deleteStage(stage -> stage.restApiId(api.id()).stageName("test"));

        assertThat(address.get(server, api.id(), "test", "/pets").statusCode()).isEqualTo(403);
    }

    @Test
    void theListenerServesNoControlPlane() throws IOException, InterruptedException {
        URI restApis = server.listener().resolve("/restapis");

        var answer =
                HttpClient.newHttpClient().send(HttpRequest.newBuilder(restApis).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(404);
    }
}
