package io.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void itIsMadeForItsOwnerOnly(@TempDir Path parent) throws IOException {
        DataFolder folder = DataFolder.open(parent.resolve("a/b"));
        assertThat(permissions(folder.path())).isEqualTo("rwx------");
        assertThat(folder.path()).isEmptyDirectory();
    }

    @Test
    void oneThatIsThereIsKeptAsItIs(@TempDir Path parent) throws IOException {
        Path there = parent.resolve("there");
        Files.createDirectory(there);
        Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rwxrwx---"));
        DataFolder.open(there);
        assertThat(permissions(there)).isEqualTo("rwxrwx---");
    }

    @Test
    void filesAreForTheirOwnerOnlyAndComplete(@TempDir Path parent) throws IOException {
        DataFolder folder = DataFolder.open(parent);
        assertThat(folder.read("f")).isEmpty();
        folder.write("f", "one");
        folder.write("f", "two");
        assertThat(folder.read("f")).contains("two");
        assertThat(permissions(folder.file("f"))).isEqualTo("rw-------");
        folder.delete("f");
        folder.delete("f");
        assertThat(folder.path()).isEmptyDirectory();
    }

    @Test
    void theFirstOfManyWritersWins(@TempDir Path parent) throws IOException {
        DataFolder folder = DataFolder.open(parent);
        Set<String> kept = ConcurrentHashMap.newKeySet();
        CompletableFuture<?>[] writers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() -> kept.add(folder.writeOnce("key", "writer " + i))))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(writers).join();
        assertThat(kept).hasSize(1);
        assertThat(folder.read("key")).contains(kept.iterator().next());
        try (Stream<Path> files = Files.list(parent)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aFileInItsPlaceIsABadSetting(@TempDir Path parent) throws IOException {
        Path file = Files.createFile(parent.resolve("file"));
        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Bad setting gatehouse.data-dir: \"" + file + "\" is not a folder;"
                        + " example: gatehouse.data-dir=/var/lib/gatehouse");
        assertThatThrownBy(() -> DataFolder.open(file.resolve("below")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("cannot be written to");
    }
}
