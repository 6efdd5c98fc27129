package io.gatehouse.control;

import io.gatehouse.config.DataFolder;
import io.gatehouse.config.Settings;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Key;
import io.gatehouse.store.Seal;
import io.gatehouse.store.Store;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The access keys that sign control-plane calls. Their secrets are sealed in the store; those in use are remembered for
 * a minute, so that a signed call costs no query. The first administrator is made before the first key is looked up.
 * Safe for many threads.
 */
public final class AccessKeys {
    private static final String KIND = "accesskeys";
    private static final int LONGEST_ID = 128;
    private static final int REMEMBERED = 10_000;
    private static final long FRESH_NANOS = Duration.ofMinutes(1).toNanos();

    private record Remembered(AccessKey accessKey, long untilNanos) {}

    private final Store store;
    private final Seal seal;
    private final FirstAdministrator firstAdministrator;
    private final LongSupplier nanoTime;
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();
    private final ReentrantLock starting = new ReentrantLock();
    private volatile boolean started;

    public AccessKeys(Store store, Seal seal, DataFolder folder, Settings settings) {
        this(store, seal, folder, settings, System::nanoTime);
    }

    AccessKeys(Store store, Seal seal, DataFolder folder, Settings settings, LongSupplier nanoTime) {
        this.store = store;
        this.seal = seal;
        this.firstAdministrator = new FirstAdministrator(store, seal, folder, settings);
        this.nanoTime = nanoTime;
    }

    /**
     * Makes the first administrator, unless that was done.
     *
     * @throws AwsException {@code ServiceUnavailableException} when the database is away; the first call that finds it
     *     back does it then
     */
    public void start() {
        if (started) {
            return;
        }
        try {
            if (!starting.tryLock(3, TimeUnit.SECONDS)) {
                throw AwsException.serviceUnavailable("The server is starting. Please try again later.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AwsException.serviceUnavailable("The server is stopping.");
        }
        try {
            if (!started) {
                firstAdministrator.ensure();
                started = true;
            }
        } finally {
            starting.unlock();
        }
    }

    /**
     * The key of this id, unless there is none.
     *
     * @throws AwsException {@code ServiceUnavailableException} when the database is away
     * @throws io.gatehouse.store.SealException when the stored secret was tampered with or its sealing key is lost
     */
    public Optional<AccessKey> find(String accessKeyId) {
        if (!isAccessKeyId(accessKeyId)) {
            return Optional.empty();
        }
        start();
        Remembered known = remembered.get(accessKeyId);
        if (known != null && known.untilNanos() - nanoTime.getAsLong() > 0) {
            return Optional.of(known.accessKey());
        }
        Optional<AccessKey> found =
                store.transaction(tx -> tx.find(key(accessKeyId))).map(document -> open(seal, document));
        found.ifPresentOrElse(this::remember, () -> forget(accessKeyId));
        return found;
    }

    /** Looks the key up anew with its next use; to be called after it was changed or deleted. */
    public void forget(String accessKeyId) {
        remembered.remove(accessKeyId);
    }

    private void remember(AccessKey accessKey) {
        if (remembered.size() >= REMEMBERED) {
            remembered.clear();
        }
        remembered.put(accessKey.accessKeyId(), new Remembered(accessKey, nanoTime.getAsLong() + FRESH_NANOS));
    }

    private static boolean isAccessKeyId(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_ID
                && text.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
    }

    static Key key(String accessKeyId) {
        return Key.root(KIND, accessKeyId);
    }

    /** The document of a key, its secret sealed. */
    static JsonObject sealed(Seal seal, AccessKey accessKey, long createdMillis) {
        String id = accessKey.accessKeyId();
        return Json.createObjectBuilder()
                .add("accessKeyId", id)
                .add("secretAccessKey", seal.seal(accessKey.secretAccessKey(), place(id)))
                .add("userName", accessKey.userName())
                .add("createdDate", createdMillis / 1000)
                .build();
    }

    static AccessKey open(Seal seal, JsonObject document) {
        String id = document.getString("accessKeyId");
        return new AccessKey(
                id, seal.open(document.getString("secretAccessKey"), place(id)), document.getString("userName"));
    }

    private static String place(String accessKeyId) {
        return key(accessKeyId).path() + "#secretAccessKey";
    }
}
