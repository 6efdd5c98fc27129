package io.gatehouse.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.config.DataFolder;
import io.gatehouse.config.Settings;
import io.gatehouse.control.kind.RestKeys;
import io.gatehouse.control.operation.ControlPlane;
import io.gatehouse.execute.mapping.template.MappingTemplate;
import io.gatehouse.execute.validate.ModelSchemas;
import io.gatehouse.snapshot.SnapshotCompiler;
import io.gatehouse.snapshot.SnapshotFiles;
import io.gatehouse.snapshot.StageKey;
import io.gatehouse.snapshot.StageRegistry;
import io.gatehouse.store.Store;
import io.gatehouse.store.TestStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {
    private final StageRegistry registry = new StageRegistry();
    private Store store;
    private DataFolder folder;
    private StagePublisher publisher;
    private Quickstart quickstart;

    @BeforeEach
    void open(@TempDir Path path) {
        store = TestStore.inMemory();
        folder = DataFolder.open(path);
        Settings settings = TestStore.settings(path, Map.of());
        publisher = new StagePublisher(
                store,
                new SnapshotCompiler(models -> new ModelSchemas(models)::of, MappingTemplate::parse),
                registry,
                new SnapshotFiles(folder));
        quickstart = new Quickstart(
                ControlWiring.handlers(
                        settings,
                        TestStore.seal(),
                        new SnapshotCompiler(models -> new ModelSchemas(models)::of, MappingTemplate::parse),
                        publisher::moved,
                        ControlPlane.NO_BACKEND),
                store,
                settings);
    }

    @AfterEach
    void close() {
        publisher.close();
        store.close();
    }

    @Test
    void emptyStoreGetsAnExampleThatServesAtOnce() {
        quickstart.start(folder);
        assertThat(apis()).hasSize(1);
        assertThat(registry.find(new StageKey(apis().get(0), "dev"))).isNotNull();
    }

    @Test
    void secondStartMakesNoSecondExample() {
        quickstart.start(folder);
        quickstart.start(folder);
        assertThat(apis()).hasSize(1);
    }

    @Test
    void deletedExampleStaysDeleted() {
        quickstart.start(folder);
        store.transaction(tx -> tx.delete(RestKeys.restApi(apis().get(0))));
        quickstart.start(folder);
        assertThat(apis()).isEmpty();
    }

    private List<String> apis() {
        return store.transaction(tx ->
                tx.children("", "restapis").stream().map(entry -> entry.id()).toList());
    }
}
