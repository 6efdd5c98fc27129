package io.gatehouse.control;

import io.gatehouse.config.DataFolder;
import io.gatehouse.config.Settings;
import io.gatehouse.store.Key;
import io.gatehouse.store.Seal;
import io.gatehouse.store.SealException;
import io.gatehouse.store.Store;
import io.gatehouse.store.Transaction;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes the one user that is there from the beginning. What the settings do not give is random and told in one place
 * only, a file in the data folder that only its owner may read. Settings given later win over what is stored.
 */
final class FirstAdministrator {
    /** The file in the data folder, in the format of AWS's own credentials file. */
    static final String FILE = "admin-credentials";

    static final String NAME = "admin";

    private static final Logger LOG = System.getLogger(FirstAdministrator.class.getName());
    private static final Key USER = Key.root("users", NAME);
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final SecureRandom random = new SecureRandom();
    private final Store store;
    private final Seal seal;
    private final DataFolder folder;
    private final Settings settings;

    FirstAdministrator(Store store, Seal seal, DataFolder folder, Settings settings) {
        this.store = store;
        this.seal = seal;
        this.folder = folder;
        this.settings = settings;
    }

    /** Makes the administrator, or brings the one stored in line with the settings. */
    void ensure() {
        if (find(USER).isPresent() || !create()) {
            adopt(find(USER).orElseThrow());
        }
    }

    /**
     * Makes the administrator.
     *
     * @return false when another node was faster
     */
    private boolean create() {
        Settings.Admin given = settings.admin();
        AccessKey accessKey = new AccessKey(
                given.accessKeyId().orElseGet(() -> "AKIA" + randomText(16, BASE32)),
                given.secretAccessKey().orElseGet(() -> randomText(40, BASE62)),
                NAME);
        String password = given.password().orElseGet(() -> randomText(20, BASE62));
        // Before the commit: a crash in between costs a file that the next start replaces, never the credentials.
        boolean told = tell(accessKey, password);
        JsonObject user = user(accessKey.accessKeyId(), PasswordHash.of(password));
        JsonObject document = AccessKeys.sealed(seal, accessKey, System.currentTimeMillis());
        boolean made = store.transaction(tx -> {
            boolean first = tx.insert(USER, user);
            if (first) {
                tx.put(AccessKeys.key(accessKey.accessKeyId()), document);
            }
            return first;
        });
        if (told && made) {
            LOG.log(Level.INFO, "administrator made, credentials file={0}", folder.file(FILE));
        } else if (told) {
            folder.delete(FILE);
        }
        return made;
    }

    private boolean tell(AccessKey accessKey, String password) {
        Settings.Admin given = settings.admin();
        boolean randomKey =
                given.accessKeyId().isEmpty() || given.secretAccessKey().isEmpty();
        boolean randomPassword = given.password().isEmpty();
        StringBuilder text = new StringBuilder("# Gatehouse's first administrator, made ")
                .append(Instant.ofEpochSecond(System.currentTimeMillis() / 1000))
                .append('\n');
        if (randomPassword) {
            text.append("# console user: ").append(NAME).append('\n');
            text.append("# console password: ").append(password).append('\n');
        }
        if (randomKey) {
            text.append("[default]\n");
            text.append("aws_access_key_id = ").append(accessKey.accessKeyId()).append('\n');
            text.append("aws_secret_access_key = ")
                    .append(accessKey.secretAccessKey())
                    .append('\n');
            text.append("region = ").append(settings.region()).append('\n');
        }
        if (randomKey || randomPassword) {
            folder.write(FILE, text.toString());
        }
        return randomKey || randomPassword;
    }

    private void adopt(JsonObject user) {
        Settings.Admin given = settings.admin();
        String storedId = user.getString("accessKeyId");
        String storedHash = user.getString("password");
        Optional<String> storedSecret = storedSecret(storedId);
        String id = given.accessKeyId().orElse(storedId);
        Optional<String> secret = given.secretAccessKey().or(() -> storedSecret);
        boolean newKey = secret.isPresent() && !(id.equals(storedId) && secret.equals(storedSecret));
        Optional<String> newPassword = given.password().filter(password -> !PasswordHash.matches(password, storedHash));
        if (!newKey && newPassword.isEmpty()) {
            return;
        }
        JsonObject changed =
                user(newKey ? id : storedId, newPassword.map(PasswordHash::of).orElse(storedHash));
        store.transaction(tx -> {
            tx.put(USER, changed);
            if (newKey) {
                AccessKey accessKey = new AccessKey(id, secret.orElseThrow(), NAME);
                tx.delete(AccessKeys.key(storedId));
                tx.put(AccessKeys.key(id), AccessKeys.sealed(seal, accessKey, System.currentTimeMillis()));
            }
            return true;
        });
        untell(newKey, newPassword.isPresent());
        LOG.log(Level.INFO, "administrator changed by the settings, accessKeyId={0}", newKey ? id : storedId);
    }

    /** Takes what no longer holds out of the file. */
    private void untell(boolean newKey, boolean newPassword) {
        folder.read(FILE).ifPresent(text -> {
            String left = text.lines()
                    .filter(line -> !(newKey && !line.startsWith("#")))
                    .filter(line -> !(newPassword && line.startsWith("# console")))
                    .map(line -> line + "\n")
                    .collect(Collectors.joining());
            if (left.contains("console") || left.contains("[default]")) {
                folder.write(FILE, left);
            } else {
                folder.delete(FILE);
            }
        });
    }

    /** The stored secret, unless it cannot be opened; that is said in the log. */
    private Optional<String> storedSecret(String accessKeyId) {
        try {
            return find(AccessKeys.key(accessKeyId))
                    .map(document -> AccessKeys.open(seal, document).secretAccessKey());
        } catch (SealException e) {
            LOG.log(
                    Level.ERROR,
                    "the administrator''s access key cannot be used: {0}; or give a new one with the settings"
                            + " gatehouse.admin.access-key-id and gatehouse.admin.secret-access-key",
                    e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<JsonObject> find(Key key) {
        return store.transaction((Transaction tx) -> tx.find(key));
    }

    private static JsonObject user(String accessKeyId, String passwordHash) {
        return Json.createObjectBuilder()
                .add("userName", NAME)
                .add("accessKeyId", accessKeyId)
                .add("password", passwordHash)
                .build();
    }

    private String randomText(int length, String alphabet) {
        return random.ints(length, 0, alphabet.length())
                .mapToObj(alphabet::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }
}
