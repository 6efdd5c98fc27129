package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.recorded.RecordedCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/**
 * What AWS answered to recorded requests, asked of the running server: every case that calls only operations which
 * {@code not-implemented.txt} does not list.
 */
class RecordedCasesIT {
    private final Server server = Server.running();

    @Test
    void weAnswerAsAwsDid() throws IOException {
        Set<String> notImplemented = Set.copyOf(Files.readAllLines(Path.of("not-implemented.txt")));
        List<RecordedCase> cases =
                RecordedCase.allOf("000000000000", operation -> !notImplemented.contains("apigateway " + operation));
        var client = new ControlPlaneClient(server);

        var misses = new ArrayList<String>();
        for (RecordedCase each : cases) {
            deleteAllRestApis(); // AWS was asked with an empty account
            misses.addAll(each.replay(client));
        }

        long answers = cases.stream().mapToLong(RecordedCase::answers).sum();
        long notYet = cases.stream().mapToLong(RecordedCase::notYetAnswered).sum();
        System.out.printf(
                "%s: %d recorded cases, %d answers of AWS, %d match%n",
                server, cases.size(), answers, answers - misses.size() - notYet);
        assertThat(misses).isEmpty();
    }

    private void deleteAllRestApis() {
        try (ApiGatewayClient aws = Aws.client(server)) {
            List<RestApi> apis = aws.getRestApisPaginator().items().stream().toList();
            apis.forEach(api -> aws.deleteRestApi(request -> request.restApiId(api.id())));
        }
    }
}
