package io.gatehouse.store;

import io.gatehouse.config.DataFolder;
import io.gatehouse.config.Settings;
import io.gatehouse.config.SettingsReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Real stores for tests. */
public final class TestStore {
    static final Map<String, String> HIBERNATE =
            Map.of("jakarta.persistence.provider", "org.hibernate.jpa.HibernatePersistenceProvider");

    private static final DocumentStore SHARED = new DocumentStore(
            Database.open(
                    settings(Path.of("unused"), Map.of("gatehouse.db.url", "jdbc:h2:mem:shared;DB_CLOSE_DELAY=-1"))),
            HIBERNATE);

    private TestStore() {}

    /** A store in a file below {@code folder}, as a server has it; closed and opened again it has what was written. */
    public static Store open(Path folder) {
        DataFolder.open(folder);
        return new DocumentStore(Database.open(settings(folder, Map.of())), HIBERNATE);
    }

    /** An empty store in memory, made in no time: all callers share one, which each call empties. */
    public static Store inMemory() {
        SHARED.clear();
        return new Store() {
            @Override
            public <T> T transaction(Function<Transaction, T> work) {
                return SHARED.transaction(work);
            }

            @Override
            public void close() {
                SHARED.clear();
            }
        };
    }

    /** A seal of a key that everybody knows. */
    public static Seal seal() {
        return new Seal(List.of(new byte[32]));
    }

    /** Settings as read from {@code texts}, with the given data folder. */
    public static Settings settings(Path folder, Map<String, String> texts) {
        Map<String, String> all = new HashMap<>(texts);
        all.put("gatehouse.data-dir", folder.toString());
        return SettingsReader.of(all).read();
    }
}
