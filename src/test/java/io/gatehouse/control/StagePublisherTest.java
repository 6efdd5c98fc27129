package io.gatehouse.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.config.DataFolder;
import io.gatehouse.config.Settings;
import io.gatehouse.control.kind.RestKeys;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.control.operation.ControlPlane;
import io.gatehouse.control.protocol.Handler;
import io.gatehouse.control.protocol.Input;
import io.gatehouse.execute.mapping.template.MappingTemplate;
import io.gatehouse.execute.validate.ModelSchemas;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import io.gatehouse.snapshot.LiveStage;
import io.gatehouse.snapshot.SnapshotCompiler;
import io.gatehouse.snapshot.SnapshotFiles;
import io.gatehouse.snapshot.StageKey;
import io.gatehouse.snapshot.StageRegistry;
import io.gatehouse.store.Key;
import io.gatehouse.store.Store;
import io.gatehouse.store.TestStore;
import io.gatehouse.store.Transaction;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagePublisherTest {
    private final AtomicBoolean away = new AtomicBoolean();
    private final StageRegistry registry = new StageRegistry();
    private final SnapshotCompiler compiler =
            new SnapshotCompiler(models -> new ModelSchemas(models)::of, MappingTemplate::parse);
    private Store real;
    private Store store;
    private SnapshotFiles files;
    private StagePublisher publisher;
    private Map<String, Handler> handlers;
    private String apiId;

    @BeforeEach
    void open(@TempDir Path folder) {
        real = TestStore.inMemory();
        store = new Store() {
            @Override
            public <R> R transaction(Function<Transaction, R> work) {
                if (away.get()) {
                    throw AwsException.serviceUnavailable("away");
                }
                return real.transaction(work);
            }

            @Override
            public void close() {
                real.close();
            }
        };
        files = new SnapshotFiles(DataFolder.open(folder));
        publisher = publisher(registry);
        Settings settings = TestStore.settings(folder, Map.of());
        handlers =
                ControlWiring.handlers(settings, TestStore.seal(), compiler, publisher::moved, ControlPlane.NO_BACKEND);
        apiId = makeApi();
    }

    @AfterEach
    void close() {
        away.set(false);
        publisher.close();
        store.close();
    }

    @Test
    void deploymentToAStageIsServedWhenTheOperationEnds() {
        String deployment = deploy("dev");
        assertThat(live("dev").snapshot().deploymentId()).isEqualTo(deployment);
    }

    @Test
    void redeploymentReplacesAndRollbackRestores() {
        String first = deploy("dev");
        String second = deploy("dev");
        assertThat(live("dev").snapshot().deploymentId()).isEqualTo(second);
        patch("dev", "replace", "/deploymentId", first);
        assertThat(live("dev").snapshot().deploymentId()).isEqualTo(first);
    }

    @Test
    void changedVariableTakesEffectWithoutCompiling() {
        deploy("dev");
        var snapshot = live("dev").snapshot();
        patch("dev", "replace", "/variables/color", "blue");
        assertThat(live("dev").settings().variables()).containsEntry("color", "blue");
        assertThat(live("dev").snapshot()).isSameAs(snapshot);
    }

    @Test
    void refreshingAgainChangesNothing() {
        deploy("dev");
        LiveStage before = live("dev");
        publisher.refresh(apiId);
        assertThat(live("dev")).isSameAs(before);
    }

    @Test
    void deletedStagesAndApisAreWithdrawnAndForgotten() {
        deploy("dev");
        deploy("prod");
        call("DeleteStage", Map.of("stageName", "dev"));
        assertThat(registry.stageNames(apiId)).containsExactly("prod");
        call("DeleteRestApi", Map.of());
        assertThat(registry.stageNames(apiId)).isEmpty();
        assertThat(files.readAll()).isEmpty();
    }

    @Test
    void startPublishesWhatIsStored() {
        deploy("dev");
        var fresh = new StageRegistry();
        try (var another = publisher(fresh)) {
            another.start(() -> {});
        }
        assertThat(fresh.stageNames(apiId)).containsExactly("dev");
    }

    @Test
    void aStageThatCannotBeReadKeepsNoOtherFromBeingServed() {
        deploy("broken");
        deploy("dev");
        Key key = RestKeys.stage(apiId, "broken");
        store.transaction(tx -> {
            JsonObject variables = Json.object().addNull("a").build();
            tx.put(key, Tree.with(tx.find(key).orElseThrow(), "variables", variables));
            return true;
        });
        var fresh = new StageRegistry();
        try (var another = publisher(fresh)) {
            another.start(() -> {});
        }
        assertThat(fresh.stageNames(apiId)).containsExactly("dev");
    }

    @Test
    void startWithoutDatabaseServesWhatWasKeptAndReconcilesLater() {
        String first = deploy("dev");
        deploy("gone");
        publisher.close();
        var fresh = new StageRegistry();
        away.set(true);
        var prepared = new AtomicInteger();
        try (var another = publisher(fresh)) {
            another.start(() -> {
                if (away.get()) {
                    throw AwsException.serviceUnavailable("away");
                }
                prepared.incrementAndGet();
            });
            assertThat(prepared).hasValue(0);
            assertThat(fresh.stageNames(apiId)).containsExactlyInAnyOrder("dev", "gone");
            assertThat(fresh.find(new StageKey(apiId, "dev")))
                    .extracting(stage -> stage.snapshot().deploymentId())
                    .isEqualTo(first);
            // Another node deletes a stage while this one cannot know.
            real.transaction(tx -> tx.delete(RestKeys.stage(apiId, "gone")));
            away.set(false);
            until(() -> fresh.stageNames(apiId).size() == 1);
        }
        assertThat(fresh.stageNames(apiId)).containsExactly("dev");
        assertThat(prepared).hasPositiveValue();
    }

    @Test
    void changeIsPublishedOnceTheDatabaseIsBackAfterItWasCommitted() {
        deploy("dev");
        call(
                "UpdateStage",
                Map.of("stageName", "dev"),
                "{\"patchOperations\": [{\"op\": \"replace\", \"path\": \"/variables/color\", \"value\": \"blue\"}]}",
                // The database goes away after the commit and before the publisher reads.
                () -> away.set(true));
        assertThat(live("dev").settings().variables()).isEmpty();
        away.set(false);
        until(() -> !live("dev").settings().variables().isEmpty());
    }

    @Test
    void concurrentChangesEndWithWhatTheStoreHas() throws Exception {
        deploy("dev");
        var together = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(4);
        try {
            var all = new ArrayList<Future<?>>();
            for (int i = 0; i < 24; i++) {
                String value = "v" + i;
                all.add(pool.submit(() -> {
                    together.await();
                    patch("dev", "replace", "/variables/color", value);
                    return null;
                }));
            }
            together.countDown();
            for (Future<?> one : all) {
                one.get(30, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        String stored = store.transaction(tx -> tx.find(RestKeys.stage(apiId, "dev"))
                .orElseThrow()
                .getJsonObject("variables")
                .getString("color"));
        assertThat(live("dev").settings().variables()).containsEntry("color", stored);
    }

    private StagePublisher publisher(StageRegistry into) {
        return new StagePublisher(store, compiler, into, files, 5);
    }

    private LiveStage live(String stage) {
        return Objects.requireNonNull(registry.find(new StageKey(apiId, stage)), stage);
    }

    private String makeApi() {
        apiId = "";
        JsonObject api = call("CreateRestApi", Map.of("name", "test"));
        apiId = api.getString("id");
        Map<String, String> method = Map.of("resourceId", api.getString("rootResourceId"), "httpMethod", "GET");
        call("PutMethod", method, "{\"authorizationType\": \"NONE\"}", () -> {});
        call("PutIntegration", method, "{\"type\": \"MOCK\"}", () -> {});
        return apiId;
    }

    private String deploy(String stage) {
        return call("CreateDeployment", Map.of("stageName", stage)).getString("id");
    }

    private void patch(String stage, String op, String path, String value) {
        String operation = jakarta.json.Json.createObjectBuilder()
                .add("op", op)
                .add("path", path)
                .add("value", value)
                .build()
                .toString();
        call("UpdateStage", Map.of("stageName", stage), "{\"patchOperations\": [" + operation + "]}", () -> {});
    }

    private JsonObject call(String operation, Map<String, String> texts) {
        return call(operation, texts, "{}", () -> {});
    }

    private JsonObject call(String operation, Map<String, String> texts, String members, Runnable onceCommitted) {
        var input = jakarta.json.Json.createObjectBuilder(Json.parse(members));
        texts.forEach(input::add);
        if (!apiId.isEmpty()) {
            input.add("restApiId", apiId);
        }
        Handler handler = Objects.requireNonNull(handlers.get("apigateway." + operation));
        Object answer = store.transaction(tx -> {
            tx.afterCommit(onceCommitted);
            Object result = handler.handle(new Input(operation, input.build(), new byte[0]), tx);
            return result == null ? JsonValue.EMPTY_JSON_OBJECT : result;
        });
        return (JsonObject) answer;
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
