package io.gatehouse.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.config.DataFolder;
import io.gatehouse.config.Settings;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Key;
import io.gatehouse.store.Seal;
import io.gatehouse.store.SealException;
import io.gatehouse.store.Store;
import io.gatehouse.store.TestStore;
import io.gatehouse.store.Transaction;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessKeysTest {
    private static final String ID = "gatehouse.admin.access-key-id";
    private static final String SECRET = "gatehouse.admin.secret-access-key";
    private static final String PASSWORD = "gatehouse.admin.password";

    private final Path folder;
    private final CountingStore store = new CountingStore(TestStore.inMemory());
    private final AtomicLong nanos = new AtomicLong();

    AccessKeysTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void atFirstSight() {
        store.away = false;
    }

    private AccessKeys start(String... namesAndValues) {
        AccessKeys keys = keys(namesAndValues);
        keys.start();
        return keys;
    }

    private AccessKeys keys(String... namesAndValues) {
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            texts.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        Settings settings = TestStore.settings(folder, texts);
        DataFolder dataFolder = DataFolder.open(folder);
        return new AccessKeys(store, Seal.open(settings, dataFolder), dataFolder, settings, nanos::get);
    }

    private Path file() {
        return folder.resolve("admin-credentials");
    }

    private Map<String, String> credentials() throws IOException {
        Map<String, String> found = new HashMap<>();
        for (String line : Files.readAllLines(file())) {
            String[] parts = line.split("[=:] ", 2);
            if (parts.length == 2) {
                found.put(parts[0].strip(), parts[1]);
            }
        }
        return found;
    }

    private JsonObject user() {
        Optional<JsonObject> user = store.transaction(tx -> tx.find(Key.root("users", "admin")));
        return user.orElseThrow();
    }

    // First start.

    @Test
    void withoutSettingsTheAdministratorIsRandomAndToldInAFileOfTheOwner() throws IOException {
        AccessKeys keys = start();
        Map<String, String> told = credentials();
        assertThat(told.get("aws_access_key_id")).matches("AKIA[A-Z2-7]{16}");
        assertThat(told.get("aws_secret_access_key")).matches("[A-Za-z0-9]{40}");
        assertThat(told).containsEntry("region", "us-east-1").containsEntry("# console user", "admin");
        assertThat(Files.readString(file())).contains("[default]\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(keys.find(told.getOrDefault("aws_access_key_id", "")))
                .contains(new AccessKey(
                        told.getOrDefault("aws_access_key_id", ""),
                        told.getOrDefault("aws_secret_access_key", ""),
                        "admin"));
        assertThat(PasswordHash.matches(told.getOrDefault("# console password", ""), user().getString("password")))
                .isTrue();
    }

    @Test
    void theSecretIsSealedInTheStore() throws IOException {
        start();
        Map<String, String> told = credentials();
        Optional<JsonObject> document =
                store.transaction(tx -> tx.find(Key.root("accesskeys", told.getOrDefault("aws_access_key_id", ""))));
        assertThat(document.orElseThrow().getString("secretAccessKey"))
                .startsWith("v1.")
                .doesNotContain(told.getOrDefault("aws_secret_access_key", ""));
        assertThat(user().getString("password")).doesNotContain(told.getOrDefault("# console password", ""));
    }

    @Test
    void whatTheSettingsGiveIsNotWrittenToAFile() {
        AccessKeys keys = start(ID, "test", SECRET, "test", PASSWORD, "words");
        assertThat(keys.find("test")).contains(new AccessKey("test", "test", "admin"));
        assertThat(file()).doesNotExist();
    }

    @Test
    void onlyTheRandomPasswordIsToldWhenTheKeyIsGiven() throws IOException {
        start(ID, "test", SECRET, "geheim");
        assertThat(Files.readString(file())).contains("# console password: ").doesNotContain("geheim", "[default]");
    }

    @Test
    void theNextStartChangesNothing() throws IOException {
        start();
        String told = Files.readString(file());
        JsonObject user = user();
        start();
        assertThat(Files.readString(file())).isEqualTo(told);
        assertThat(user()).isEqualTo(user);
    }

    @Test
    void aStartThatDidNotEndIsMadeGoodByTheNext() throws IOException {
        Files.writeString(file(), "[default]\naws_access_key_id = AKIAOLD\n");
        AccessKeys keys = start();
        assertThat(credentials().get("aws_access_key_id")).startsWith("AKIA").isNotEqualTo("AKIAOLD");
        assertThat(keys.find(credentials().getOrDefault("aws_access_key_id", "")))
                .isPresent();
    }

    // Later settings.

    @Test
    void aKeyInTheSettingsReplacesTheOneStored() throws IOException {
        start();
        String before = credentials().getOrDefault("aws_access_key_id", "");
        String password = credentials().getOrDefault("# console password", "");
        AccessKeys keys = start(ID, "mine", SECRET, "geheim");
        assertThat(keys.find("mine")).contains(new AccessKey("mine", "geheim", "admin"));
        assertThat(keys.find(before)).isEmpty();
        assertThat(Files.readString(file()))
                .as("the key told there no longer holds, the password does")
                .contains(password)
                .doesNotContain("[default]", before, "geheim");
    }

    @Test
    void aPasswordInTheSettingsReplacesTheOneStored() throws IOException {
        start();
        String id = credentials().getOrDefault("aws_access_key_id", "");
        start(PASSWORD, "words");
        assertThat(PasswordHash.matches("words", user().getString("password"))).isTrue();
        assertThat(Files.readString(file())).contains(id).doesNotContain("console");
        start(ID, "mine", SECRET, "geheim", PASSWORD, "words");
        assertThat(file()).doesNotExist();
    }

    @Test
    void aSecretAloneIsTheStoredKeysNewSecret() throws IOException {
        start();
        String id = credentials().getOrDefault("aws_access_key_id", "");
        AccessKeys keys = start(SECRET, "geheim");
        assertThat(keys.find(id).orElseThrow().secretAccessKey()).isEqualTo("geheim");
    }

    @Test
    void aLostSealingKeyIsToldAndCuredByTheSettings() throws IOException {
        start();
        String id = credentials().getOrDefault("aws_access_key_id", "");
        Files.delete(folder.resolve("sealing-key"));
        AccessKeys keys = start();
        assertThatThrownBy(() -> keys.find(id)).isInstanceOf(SealException.class);
        AccessKeys cured = start(ID, "mine", SECRET, "geheim");
        assertThat(cured.find("mine")).isPresent();
        assertThat(cured.find(id)).isEmpty();
    }

    // Looking up.

    @Test
    void aKeyInUseCostsAQueryAMinute() {
        AccessKeys keys = start(ID, "test", SECRET, "test", PASSWORD, "x");
        keys.find("test");
        int before = store.transactions.get();
        for (int i = 0; i < 100; i++) {
            assertThat(keys.find("test")).isPresent();
        }
        assertThat(store.transactions).hasValue(before);
        nanos.addAndGet(61_000_000_000L);
        assertThat(keys.find("test")).isPresent();
        assertThat(store.transactions).hasValue(before + 1);
    }

    @Test
    void aForgottenKeyIsLookedUpAnew() {
        AccessKeys keys = start(ID, "test", SECRET, "test", PASSWORD, "x");
        keys.find("test");
        store.transaction(tx -> tx.delete(Key.root("accesskeys", "test")));
        assertThat(keys.find("test")).as("remembered").isPresent();
        keys.forget("test");
        assertThat(keys.find("test")).isEmpty();
    }

    @Test
    void whatCannotBeAnAccessKeyIdCostsNothing() {
        AccessKeys keys = start(ID, "test", SECRET, "test", PASSWORD, "x");
        int before = store.transactions.get();
        for (String id : new String[] {"", "a/b", "a b", "\u0000", "\u00e4", "x".repeat(129), "' or 1=1"}) {
            assertThat(keys.find(id)).isEmpty();
        }
        assertThat(store.transactions).hasValue(before);
        assertThat(keys.find("AKIAUNKNOWN")).isEmpty();
    }

    @Test
    void aSecretMovedFromAnotherKeyDoesNotOpen() {
        AccessKeys keys = start(ID, "test", SECRET, "test", PASSWORD, "x");
        store.transaction(tx -> {
            JsonObject own = tx.find(Key.root("accesskeys", "test")).orElseThrow();
            tx.put(
                    Key.root("accesskeys", "mallory"),
                    Json.createObjectBuilder(own).add("accessKeyId", "mallory").build());
            return true;
        });
        assertThatThrownBy(() -> keys.find("mallory")).isInstanceOf(SealException.class);
    }

    // Without the database.

    @Test
    void theAdministratorIsMadeOnceTheDatabaseIsBack() throws IOException {
        store.away = true;
        AccessKeys keys = keys();
        assertThatThrownBy(keys::start).isInstanceOf(AwsException.class);
        assertThatThrownBy(() -> keys.find("AKIA"))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.status()).isEqualTo(503));
        store.away = false;
        assertThat(keys.find("AKIA")).isEmpty();
        assertThat(keys.find(credentials().getOrDefault("aws_access_key_id", "")))
                .isPresent();
    }

    @Test
    void textsOfKeysLeaveTheSecretOut() {
        assertThat(new AccessKey("AKIA", "s3cr3t", "admin").toString()).doesNotContain("s3cr3t");
    }

    @Test
    void passwordHashesTellPasswordsApart() {
        String hash = PasswordHash.of("words");
        assertThat(PasswordHash.matches("words", hash)).isTrue();
        assertThat(PasswordHash.matches("word", hash)).isFalse();
        assertThat(PasswordHash.matches("words", "")).isFalse();
        assertThat(PasswordHash.matches("words", hash.replace("210000", "x"))).isFalse();
        assertThat(PasswordHash.matches("words", hash.replace("210000", "2000000000")))
                .isFalse();
        assertThat(PasswordHash.matches("words", "pbkdf2-sha512.1.%%.%%")).isFalse();
    }

    private static final class CountingStore implements Store {
        private final Store store;
        private final AtomicInteger transactions = new AtomicInteger();
        private volatile boolean away;

        CountingStore(Store store) {
            this.store = store;
        }

        @Override
        public <T> T transaction(Function<Transaction, T> work) {
            transactions.incrementAndGet();
            if (away) {
                throw AwsException.serviceUnavailable("away");
            }
            return store.transaction(work);
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
