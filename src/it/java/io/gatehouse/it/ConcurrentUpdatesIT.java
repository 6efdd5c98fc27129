package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;

/** Two clients that change one stage at the same time, over the wire and without trying anything twice. */
class ConcurrentUpdatesIT {
    private static final int CHANGES = 500;

    private final Server server = Server.running();

    @Test
    void noneOfAThousandChangesIsLost() throws Exception {
        try (ApiGatewayClient aws = Aws.client(server)) {
            String api = deployed(aws);
            List<Callable<Void>> clients = new ArrayList<>();
            for (int client = 0; client < 2; client++) {
                String prefix = "client" + client + "_";
                clients.add(() -> {
                    patch(api, prefix);
                    return null;
                });
            }
            ExecutorService pool = Executors.newFixedThreadPool(clients.size());
            try {
                for (Future<Void> done : pool.invokeAll(clients, 5, TimeUnit.MINUTES)) {
                    done.get();
                }
            } finally {
                pool.shutdownNow();
            }
            assertThat(aws.getStage(stage -> stage.restApiId(api).stageName("dev"))
                            .variables())
                    .hasSize(2 * CHANGES);
            aws.deleteRestApi(gone -> gone.restApiId(api));
        }
    }

    private void patch(String api, String prefix) {
        try (ApiGatewayClient aws = Aws.client(server)) {
            for (int i = 0; i < CHANGES; i++) {
                String variable = "/variables/" + prefix + i;
                aws.updateStage(stage ->
                        stage.restApiId(api).stageName("dev").patchOperations(Aws.replace(variable, "changed")));
            }
        }
    }

    private static String deployed(ApiGatewayClient aws) {
        var api = aws.createRestApi(made -> made.name("shared"));
        String root = api.rootResourceId();
        aws.putMethod(method ->
                method.restApiId(api.id()).resourceId(root).httpMethod("GET").authorizationType("NONE"));
        aws.putIntegration(integration -> integration
                .restApiId(api.id())
                .resourceId(root)
                .httpMethod("GET")
                .type(IntegrationType.MOCK));
        aws.createDeployment(deployment -> deployment.restApiId(api.id()).stageName("dev"));
        return api.id();
    }
}
