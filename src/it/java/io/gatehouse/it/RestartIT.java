package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;

/** What was acknowledged is there after a power cut, with the same credentials, and is served again. */
class RestartIT {
    @Test
    void aKilledServerComesBackWithEverything() {
        Server server = Server.running();
        try (EchoBackend backend = EchoBackend.start();
                ApiGatewayClient aws = Aws.client(server)) {
            String api = ProxyApi.deployed(aws, backend).id();
            String key = Aws.accessKeyId(server);

            server.kill();
            server.start(Server.WAR);

            assertThat(Aws.accessKeyId(server)).isEqualTo(key);
            assertThat(aws.getRestApi(request -> request.restApiId(api)).name()).isEqualTo("Proxy");
            for (Address address : Address.values()) {
                assertThat(address.get(server, api, "test", "/pets").body()).isEqualTo("GET /first/pets 0");
            }
            aws.deleteRestApi(request -> request.restApiId(api));
        }
    }
}
