package io.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentStoreTest {
    static JsonObject json(String name) {
        return Json.createObjectBuilder().add("name", name).build();
    }

    @Test
    void writtenIsThereAfterReopening(@TempDir Path folder) {
        Key key = Key.root("restapis", "a1");
        try (Store store = TestStore.open(folder)) {
            assertThat((boolean) store.transaction(tx -> tx.insert(key, json("x"))))
                    .isTrue();
            assertThat((boolean) store.transaction(tx -> tx.insert(key, json("y"))))
                    .isFalse();
        }
        try (Store store = TestStore.open(folder)) {
            Optional<JsonObject> found = store.transaction(tx -> tx.find(key));
            assertThat(found).contains(json("x"));
        }
    }
}
