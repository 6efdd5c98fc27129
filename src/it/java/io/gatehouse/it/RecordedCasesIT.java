package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.recorded.RecordedCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

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

        List<String> misses =
                cases.stream().flatMap(each -> each.replay(client).stream()).toList();

        long answers = cases.stream().mapToLong(RecordedCase::answers).sum();
        System.out.printf(
                "%s: %d recorded cases, %d answers of AWS, %d match%n",
                server, cases.size(), answers, answers - misses.size());
        assertThat(misses).isEmpty();
    }
}
