package io.gatehouse.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.config.DataFolder;
import io.gatehouse.model.Json;
import io.gatehouse.model.rest.Stage;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.bind.JsonbException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What this node serves, kept in the folder {@code snapshots} of the data folder, so that it can serve the same after a
 * start without the database. One file holds a stage and the definition it points at, and is whole or absent.
 *
 * <p>A file that cannot be written costs a warning, never the publishing. Safe for use by many threads, one at a time for
 * one stage.
 */
public final class SnapshotFiles {
    private static final Logger LOG = System.getLogger(SnapshotFiles.class.getName());
    private static final String SUFFIX = ".json";

    /** A stage as it was kept. */
    public record Kept(StageKey key, Stage stage, ApiDefinition definition) {}

    private final DataFolder folder;

    public SnapshotFiles(DataFolder dataFolder) {
        folder = DataFolder.open(dataFolder.file("snapshots"));
    }

    /** Keeps a stage in place of what was kept of it before. */
    public void keep(StageKey key, Stage stage, ApiDefinition definition) {
        String text = jakarta.json.Json.createObjectBuilder()
                .add("apiId", key.apiId())
                .add("stageName", key.stageName())
                .add("stage", Json.tree(stage))
                .add("definition", Json.tree(definition))
                .build()
                .toString();
        String name = fileName(key);
        try {
            if (!folder.read(name).equals(Optional.of(text))) {
                folder.write(name, text);
            }
        } catch (UncheckedIOException unwritable) {
            LOG.log(Level.WARNING, "stage not kept for a start without database: " + name, unwritable);
        }
    }

    /** Forgets a stage. */
    public void remove(StageKey key) {
        try {
            folder.delete(fileName(key));
        } catch (UncheckedIOException undeletable) {
            LOG.log(Level.WARNING, "stage not removed from what is kept: " + fileName(key), undeletable);
        }
    }

    /** Every stage that was kept, in the order of their names; a file that is none is left alone with a warning. */
    public List<Kept> readAll() {
        var kept = new ArrayList<Kept>();
        try (Stream<Path> files = Files.list(folder.path())) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(SUFFIX) && !name.startsWith(".")) {
                    read(name).ifPresent(kept::add);
                }
            }
        } catch (IOException | UncheckedIOException unreadable) {
            LOG.log(Level.WARNING, "folder of kept stages cannot be read", unreadable);
        }
        return kept;
    }

    private Optional<Kept> read(String name) {
        try {
            JsonObject file = Json.parse(folder.read(name).orElseThrow());
            var key = new StageKey(file.getString("apiId"), file.getString("stageName"));
            Stage stage = Json.bind(Stage.class, file.getJsonObject("stage"));
            ApiDefinition definition = Json.bind(ApiDefinition.class, file.getJsonObject("definition"));
            boolean whole = fileName(key).equals(name)
                    && key.stageName().equals(stage.stageName())
                    && key.apiId()
                            .equals(Objects.requireNonNull(definition.restApi()).id())
                    && definition.resources() != null;
            if (whole) {
                return Optional.of(new Kept(key, stage, definition));
            }
            LOG.log(Level.WARNING, "kept stage skipped, its parts do not belong together: {0}", name);
        } catch (JsonException | JsonbException | NullPointerException | ClassCastException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "kept stage skipped, it cannot be read: {0} ({1})", name, e.getMessage());
        }
        return Optional.empty();
    }

    private static String fileName(StageKey key) {
        return URLEncoder.encode(key.apiId(), UTF_8) + "~" + URLEncoder.encode(key.stageName(), UTF_8) + SUFFIX;
    }
}
