package io.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.store.Transaction.Entry;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it writes loses nothing it has acknowledged and leaves nothing half done. */
class KillTest {
    private static final int PARTS = 3;

    @Test
    void whatWasAcknowledgedIsThereAndNothingIsHalfDone(@TempDir Path folder) throws Exception {
        List<String> acknowledged = writeAndKill(folder, 100);
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(100);
        try (Store store = TestStore.open(folder)) {
            List<Entry> apis = store.transaction(tx -> tx.children("", "restapis"));
            assertThat(apis).extracting(Entry::id).containsAll(acknowledged);
            for (Entry api : apis) {
                List<Entry> parts = store.transaction(tx -> tx.subtree(api.key()));
                assertThat(parts).as(api.id()).hasSize(PARTS);
            }
        }
    }

    private static List<String> writeAndKill(Path folder, int atLeast) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                acknowledged.add(line);
                if (acknowledged.size() == atLeast) {
                    process.toHandle().destroyForcibly(); // the process's own method would close the stream
                }
            }
        } finally {
            process.destroyForcibly();
        }
        return acknowledged;
    }

    /** Writes without end and tells each id once it is written. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) {
            Store store = TestStore.open(Path.of(args[0]));
            JsonObject value =
                    Json.createObjectBuilder().add("x", "y".repeat(2000)).build();
            for (int i = 0; ; i++) {
                Key api = Key.root("restapis", "r" + i);
                store.transaction(tx -> {
                    tx.insert(api, value);
                    for (int part = 0; part < PARTS; part++) {
                        tx.insert(api.child("parts", "p" + part), value);
                    }
                    return true;
                });
                System.out.println(api.id());
            }
        }
    }
}
