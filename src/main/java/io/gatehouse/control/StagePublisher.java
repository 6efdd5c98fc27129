package io.gatehouse.control;

import io.gatehouse.control.kind.RestKeys;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import io.gatehouse.model.rest.Stage;
import io.gatehouse.snapshot.ApiDefinition;
import io.gatehouse.snapshot.ApiSnapshot;
import io.gatehouse.snapshot.BrokenDefinitionException;
import io.gatehouse.snapshot.LiveStage;
import io.gatehouse.snapshot.SnapshotCompiler;
import io.gatehouse.snapshot.SnapshotFiles;
import io.gatehouse.snapshot.StageKey;
import io.gatehouse.snapshot.StageRegistry;
import io.gatehouse.snapshot.StageSettings;
import io.gatehouse.store.Store;
import io.gatehouse.store.Transaction;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Brings what this node serves in line with the store, one API at a time: stages that are new or changed are published,
 * those that are gone are withdrawn. A deployment is compiled once; a stage that changes without one keeps its snapshot.
 * Whatever cannot be read now is tried again until it can, so a committed change reaches the data plane even when the
 * database goes away in between. Safe for use by many threads.
 */
public final class StagePublisher implements AutoCloseable {
    private static final Logger LOG = System.getLogger(StagePublisher.class.getName());
    private static final int LOCKS = 64;
    private static final long RETRY_MILLIS = 1_000;
    private static final long CLOSE_SECONDS = 10;

    /**
     * What was published of a stage.
     *
     * @param stage its document; empty when it came from a file
     */
    private record Published(JsonObject stage, ApiSnapshot snapshot) {}

    /**
     * What the store has of a stage.
     *
     * @param definition null when the stage has not changed
     */
    private record Found(StageKey key, JsonObject stage, @Nullable JsonObject definition) {}

    private final Store store;
    private final SnapshotCompiler compiler;
    private final StageRegistry registry;
    private final SnapshotFiles files;
    private final long retryMillis;
    private final Map<StageKey, Published> published = new ConcurrentHashMap<>();
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final ReentrantLock[] locks = new ReentrantLock[LOCKS];
    private final ScheduledThreadPoolExecutor retries;
    private volatile Runnable beforeAll = () -> {};
    private volatile boolean startWaiting;

    public StagePublisher(Store store, SnapshotCompiler compiler, StageRegistry registry, SnapshotFiles files) {
        this(store, compiler, registry, files, RETRY_MILLIS);
    }

    StagePublisher(
            Store store, SnapshotCompiler compiler, StageRegistry registry, SnapshotFiles files, long retryMillis) {
        this.store = store;
        this.compiler = compiler;
        this.registry = registry;
        this.files = files;
        this.retryMillis = retryMillis;
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new ReentrantLock();
        }
        retries = new ScheduledThreadPoolExecutor(1, work -> {
            var thread = new Thread(work, "gatehouse-publisher");
            thread.setDaemon(true);
            thread.setContextClassLoader(StagePublisher.class.getClassLoader());
            return thread;
        });
        retries.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** To be called by an operation that changes stages or deployments of an API, inside its transaction. */
    public void moved(Transaction tx, String apiId) {
        tx.afterCommit(() -> refreshOrRetry(apiId));
    }

    /**
     * Publishes all there is; what was kept in files while the database is away, and the rest once it is back.
     *
     * @param before done first, and like the rest again until the database is there
     */
    public void start(Runnable before) {
        beforeAll = before;
        try {
            refreshAll();
        } catch (AwsException away) {
            publishKept();
            startWaiting = true;
            retryLater();
        }
    }

    private void refreshAll() {
        beforeAll.run();
        List<Entry> apis = store.transaction(tx -> tx.children("", "restapis"));
        var known = new HashSet<String>();
        apis.forEach(api -> known.add(api.id()));
        published.keySet().forEach(key -> known.add(key.apiId()));
        known.forEach(this::refresh);
        for (SnapshotFiles.Kept kept : files.readAll()) {
            if (!published.containsKey(kept.key())) {
                files.remove(kept.key());
            }
        }
        LOG.log(Level.INFO, "stages published stages={0} apis={1}", published.size(), apis.size());
    }

    private void publishKept() {
        for (SnapshotFiles.Kept kept : files.readAll()) {
            unlessBroken(kept.key(), () -> publish(kept));
        }
        LOG.log(Level.WARNING, "database away at start, stages published from files={0}", published.size());
    }

    private void publish(SnapshotFiles.Kept kept) {
        compile(kept.key(), kept.definition()).ifPresent(snapshot -> {
            published.put(kept.key(), new Published(JsonValue.EMPTY_JSON_OBJECT, snapshot));
            registry.publish(new LiveStage(kept.key(), snapshot, StageSettings.of(kept.stage())));
        });
    }

    /** One stage that cannot be read keeps no other from being served, and no server from starting. */
    private static void unlessBroken(StageKey key, Runnable publication) {
        try {
            publication.run();
        } catch (RuntimeException broken) {
            LOG.log(
                    Level.ERROR,
                    "stage not published, what is stored is broken api=" + key.apiId() + " stage=" + key.stageName(),
                    broken);
        }
    }

    private void refreshOrRetry(String apiId) {
        try {
            refresh(apiId);
        } catch (AwsException away) {
            waiting.add(apiId);
            retryLater();
        }
    }

    private void retryLater() {
        try {
            var unused = retries.schedule(this::retry, retryMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.log(Level.DEBUG, "not tried again, the server stops");
        }
    }

    private void retry() {
        try {
            if (startWaiting) {
                refreshAll();
                startWaiting = false;
            }
            for (String apiId : List.copyOf(waiting)) {
                waiting.remove(apiId);
                refreshOrRetry(apiId);
            }
        } catch (AwsException away) {
            retryLater();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "stages cannot be published", e);
            retryLater();
        }
    }

    /**
     * Makes this node serve what the store has of the API. Doing it again changes nothing.
     *
     * @throws AwsException when the store cannot be read; what was served before stays
     */
    public void refresh(String apiId) {
        ReentrantLock lock = locks[Math.floorMod(apiId.hashCode(), LOCKS)];
        lock.lock();
        try {
            // Read under the lock: of two refreshes the later one sees what the earlier one saw, or more.
            List<Found> found = store.transaction(tx -> read(tx, apiId));
            for (Found stage : found) {
                unlessBroken(stage.key(), () -> publish(stage));
            }
            withdrawMissing(apiId, found);
        } finally {
            lock.unlock();
        }
    }

    private List<Found> read(Transaction tx, String apiId) {
        var found = new ArrayList<Found>();
        for (Entry stage : tx.children(RestKeys.restApi(apiId).path(), "stages")) {
            var key = new StageKey(apiId, stage.id());
            Published before = published.get(key);
            JsonObject definition = null;
            if (before == null || !before.stage().equals(stage.value())) {
                String deployment = Tree.text(stage.value(), "deploymentId", "");
                definition = tx.find(RestKeys.definition(RestKeys.deployment(apiId, deployment)))
                        .orElse(null);
                if (definition == null) {
                    LOG.log(Level.ERROR, "stage without definition api={0} stage={1}", apiId, stage.id());
                    definition = JsonValue.EMPTY_JSON_OBJECT;
                }
            }
            found.add(new Found(key, stage.value(), definition));
        }
        return found;
    }

    private void publish(Found found) {
        JsonObject document = found.definition();
        if (document == null || document.isEmpty()) {
            return;
        }
        ApiDefinition definition = Json.bind(ApiDefinition.class, document);
        Optional<ApiSnapshot> snapshot =
                compiled(found.key().apiId(), definition.deploymentId()).or(() -> compile(found.key(), definition));
        snapshot.ifPresent(ready -> {
            Stage stage = Json.bind(Stage.class, found.stage());
            registry.publish(new LiveStage(found.key(), ready, StageSettings.of(stage)));
            published.put(found.key(), new Published(found.stage(), ready));
            files.keep(found.key(), stage, definition);
            LOG.log(
                    Level.INFO,
                    "stage published api={0} stage={1} deployment={2}",
                    found.key().apiId(),
                    found.key().stageName(),
                    definition.deploymentId());
        });
    }

    private Optional<ApiSnapshot> compiled(String apiId, String deploymentId) {
        return published.entrySet().stream()
                .filter(entry -> entry.getKey().apiId().equals(apiId))
                .map(entry -> entry.getValue().snapshot())
                .filter(snapshot -> snapshot.deploymentId().equals(deploymentId))
                .findFirst();
    }

    /** Was compiled before it was stored: only another version of this server can have stored what cannot be now. */
    private Optional<ApiSnapshot> compile(StageKey key, ApiDefinition definition) {
        try {
            return Optional.of(compiler.compile(definition));
        } catch (BrokenDefinitionException e) {
            LOG.log(
                    Level.ERROR,
                    "stage not published, its definition is broken api={0} stage={1}: {2}",
                    key.apiId(),
                    key.stageName(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    private void withdrawMissing(String apiId, List<Found> found) {
        var there = new HashSet<String>();
        found.forEach(stage -> there.add(stage.key().stageName()));
        var live = new HashSet<>(registry.stageNames(apiId));
        published.keySet().forEach(key -> {
            if (key.apiId().equals(apiId)) {
                live.add(key.stageName());
            }
        });
        for (String name : live) {
            if (!there.contains(name)) {
                var key = new StageKey(apiId, name);
                registry.withdraw(key);
                published.remove(key);
                files.remove(key);
                LOG.log(Level.INFO, "stage withdrawn api={0} stage={1}", apiId, name);
            }
        }
    }

    @Override
    public void close() {
        // Without interrupts: they would close files and the embedded database under whoever uses them.
        retries.shutdown();
        try {
            if (!retries.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "publishing did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
