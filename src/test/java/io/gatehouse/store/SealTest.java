package io.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.config.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealTest {
    private static final String PLACE = "/accesskeys/AKIA#secretAccessKey";
    private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private static byte[] key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    @Test
    void whatIsSealedOpensInItsPlace() {
        Seal seal = new Seal(List.of(key(1)));
        for (String text : List.of("", "secret", "\u00e4\uD83D\uDE80", "x".repeat(100_000))) {
            String sealed = seal.seal(text, PLACE);
            assertThat(sealed).startsWith("v1.");
            assertThat(text.isEmpty() || !sealed.contains(text)).isTrue();
            assertThat(seal.open(sealed, PLACE)).isEqualTo(text);
        }
    }

    @Test
    void theSameTextIsSealedDifferentlyEachTime() {
        Seal seal = new Seal(List.of(key(1)));
        assertThat(seal.seal("secret", PLACE)).isNotEqualTo(seal.seal("secret", PLACE));
    }

    @Test
    void anyChangeIsNoticed() {
        Seal seal = new Seal(List.of(key(1)));
        String sealed = seal.seal("secret", PLACE);
        for (int i = 0; i < sealed.length() - 1; i++) { // the last character has unused bits
            char other = sealed.charAt(i) == 'x' ? 'y' : 'x';
            String changed = sealed.substring(0, i) + other + sealed.substring(i + 1);
            assertThatThrownBy(() -> seal.open(changed, PLACE)).as(changed).isInstanceOf(SealException.class);
        }
        for (String broken :
                List.of("", "v1", "v1..", "secret", sealed.substring(0, 30), sealed + ".x", sealed + "=")) {
            assertThatThrownBy(() -> seal.open(broken, PLACE)).as(broken).isInstanceOf(SealException.class);
        }
    }

    @Test
    void aSealedTextCannotBeMoved() {
        Seal seal = new Seal(List.of(key(1)));
        String sealed = seal.seal("secret", PLACE);
        assertThatThrownBy(() -> seal.open(sealed, "/accesskeys/MALLORY#secretAccessKey"))
                .isInstanceOf(SealException.class)
                .hasMessage(
                        "the secret at /accesskeys/MALLORY#secretAccessKey was changed or moved since it was sealed");
    }

    @Test
    void aMissingKeyIsTold() {
        String sealed = new Seal(List.of(key(1))).seal("secret", PLACE);
        assertThatThrownBy(() -> new Seal(List.of(key(2))).open(sealed, PLACE))
                .isInstanceOf(SealException.class)
                .hasMessageContaining("is sealed with the key")
                .hasMessageContaining("gatehouse.sealing-key");
    }

    @Test
    void theKeyIsMadeAtFirstStartAndKept(@TempDir Path path) throws Exception {
        DataFolder folder = DataFolder.open(path);
        var settings = TestStore.settings(path, Map.of());
        String sealed = Seal.open(settings, folder).seal("secret", PLACE);
        assertThat(Seal.open(settings, folder).open(sealed, PLACE)).isEqualTo("secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.resolve("sealing-key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aKeyFromTheSettingsSealsAndTheFilesStillOpens(@TempDir Path path) {
        DataFolder folder = DataFolder.open(path);
        String old = Seal.open(TestStore.settings(path, Map.of()), folder).seal("old", PLACE);
        Seal both = Seal.open(TestStore.settings(path, Map.of("gatehouse.sealing-key", KEY)), folder);
        assertThat(both.open(old, PLACE)).isEqualTo("old");
        String sealed = both.seal("new", PLACE);
        assertThat(new Seal(List.of(key(0))).open(sealed, PLACE)).isEqualTo("new");
    }

    @Test
    void aTextIsFoundByItsFingerprintAlsoUnderANewerKey() {
        List<String> old = new Seal(List.of(key(1))).fingerprints("secret", "purpose");
        List<String> both = new Seal(List.of(key(2), key(1))).fingerprints("secret", "purpose");
        assertThat(old).hasSize(1).doesNotContain("secret");
        assertThat(both).hasSize(2).doesNotHaveDuplicates().endsWith(old.get(0));
        Seal seal = new Seal(List.of(key(1)));
        assertThat(seal.fingerprints("secret", "other")).isNotEqualTo(old);
        assertThat(seal.fingerprints("Secret", "purpose")).isNotEqualTo(old);
    }

    @Test
    void aDamagedKeyFileStopsTheStart(@TempDir Path path) {
        DataFolder folder = DataFolder.open(path);
        folder.write("sealing-key", "half a ke");
        assertThatThrownBy(() -> Seal.open(TestStore.settings(path, Map.of()), folder))
                .isInstanceOf(SealException.class)
                .hasMessageContaining("sealing-key is damaged")
                .hasMessageNotContaining("half a ke");
    }
}
