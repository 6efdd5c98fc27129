package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two writers of one API never lose an update. */
class ConcurrentUpdatesTest {
    private static final int CHANGES = 500;

    private final ControlPlane plane = new ControlPlane();
    private final String api = Stages.deployed(plane, "dev");

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void twoClientsPatchOneStageFiveHundredTimesEach() throws Exception {
        bothAtOnce(client -> change -> {
            String name = "client" + client + "_" + change;
            plane.call(
                    "UpdateStage",
                    "{'restApiId': '%s', 'stageName': 'dev', 'patchOperations':"
                            + " [{'op': 'replace', 'path': '/variables/%s', 'value': '%s'}]}",
                    api,
                    name,
                    change);
        });
        JsonObject variables = plane.call("GetStage", "{'restApiId': '%s', 'stageName': 'dev'}", api)
                .getJsonObject("variables");
        assertThat(variables).hasSize(2 * CHANGES);
    }

    @Test
    void twoClientsPatchOneApiFiveHundredTimesEach() throws Exception {
        bothAtOnce(client -> change -> plane.call(
                "UpdateRestApi",
                "{'restApiId': '%s', 'patchOperations': [{'op': 'add', 'path': '/binaryMediaTypes/x~1c%s-%s'}]}",
                api,
                client,
                change));
        assertThat(plane.call("GetRestApi", "{'restApiId': '%s'}", api).getJsonArray("binaryMediaTypes"))
                .hasSize(2 * CHANGES);
    }

    /** What one client does. */
    private interface Client {
        Change of(int client);
    }

    /** One of a client's changes. */
    private interface Change {
        void make(int number);
    }

    private static void bothAtOnce(Client clients) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int client = 0; client < 2; client++) {
                Change change = clients.of(client);
                work.add(() -> {
                    for (int i = 0; i < CHANGES; i++) {
                        change.make(i);
                    }
                    return null;
                });
            }
            for (Future<Void> done : pool.invokeAll(work, 120, TimeUnit.SECONDS)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
