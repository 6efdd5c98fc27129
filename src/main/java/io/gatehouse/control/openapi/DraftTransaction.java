package io.gatehouse.control.openapi;

import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction;
import jakarta.json.JsonObject;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One API in memory on top of a transaction: the hundreds of operations that an import is made of run on it at the cost
 * of a look-up each, and only what differs in the end is written. Everything outside of the API goes to the transaction
 * beneath.
 */
final class DraftTransaction implements Transaction {
    private final Transaction base;
    private final Key root;
    private final Map<String, Entry> before = new TreeMap<>();
    private final TreeMap<String, Entry> now = new TreeMap<>();
    /** The same entries by their parent and kind, by id. */
    private final Map<String, TreeMap<String, Entry>> collections = new HashMap<>();

    /** A draft of the API as it is; the API is locked. */
    DraftTransaction(Transaction base, Key root) {
        this.base = base;
        this.root = root;
        if (base.lock(root)) {
            base.find(root).ifPresent(value -> keep(new Entry(root, value)));
            base.subtree(root).forEach(this::keep);
            before.putAll(now);
        }
    }

    /** Writes what differs. */
    void flush() {
        String deleted = null;
        for (Map.Entry<String, Entry> old : before.entrySet()) {
            boolean gone = deleted != null && old.getKey().startsWith(deleted + '/');
            if (!gone && !now.containsKey(old.getKey())) {
                base.delete(old.getValue().key());
                deleted = old.getKey();
            }
        }
        now.forEach((path, entry) -> {
            Entry old = before.get(path);
            if (old == null || !old.value().equals(entry.value())) {
                base.put(entry.key(), entry.value());
            }
        });
    }

    @Override
    public Optional<JsonObject> find(Key key) {
        return inDraft(key) ? Optional.ofNullable(now.get(key.path())).map(Entry::value) : base.find(key);
    }

    @Override
    public boolean insert(Key key, JsonObject value) {
        if (!inDraft(key)) {
            return base.insert(key, value);
        }
        if (now.containsKey(key.path())) {
            return false;
        }
        keep(new Entry(key, value));
        return true;
    }

    @Override
    public void put(Key key, JsonObject value) {
        if (inDraft(key)) {
            keep(new Entry(key, value));
        } else {
            base.put(key, value);
        }
    }

    @Override
    public boolean delete(Key key) {
        if (!inDraft(key)) {
            return base.delete(key);
        }
        Map<String, Entry> below = below(key.path());
        below.values().forEach(entry -> collection(entry.key()).remove(entry.id()));
        below.clear();
        collection(key).remove(key.id());
        return now.remove(key.path()) != null;
    }

    private void keep(Entry entry) {
        now.put(entry.key().path(), entry);
        collection(entry.key()).put(entry.id(), entry);
    }

    private Map<String, Entry> collection(Key key) {
        return collections.computeIfAbsent(key.parent() + '/' + key.kind(), place -> new TreeMap<>());
    }

    private NavigableMap<String, Entry> collection(String parent, String kind) {
        NavigableMap<String, Entry> found = collections.get(parent + '/' + kind);
        return found == null ? Collections.emptyNavigableMap() : found;
    }

    @Override
    public List<Entry> children(String parent, String kind, @Nullable String afterId, int limit) {
        if (!inDraft(parent)) {
            return base.children(parent, kind, afterId, limit);
        }
        NavigableMap<String, Entry> all = collection(parent, kind);
        return (afterId == null ? all : all.tailMap(afterId, false))
                .values().stream().limit(limit).toList();
    }

    @Override
    public long count(String parent, String kind) {
        if (!inDraft(parent)) {
            return base.count(parent, kind);
        }
        return collection(parent, kind).size();
    }

    @Override
    public List<Entry> subtree(Key parent) {
        return inDraft(parent) ? List.copyOf(below(parent.path()).values()) : base.subtree(parent);
    }

    @Override
    public List<Entry> descendants(Key first, Key last, @Nullable String kind) {
        if (!inDraft(first)) {
            return base.descendants(first, last, kind);
        }
        return now.subMap(first.path() + '/', last.path() + '0').values().stream()
                .filter(entry -> kind == null || entry.key().kind().equals(kind))
                .toList();
    }

    @Override
    public boolean lock(Key key) {
        return inDraft(key) ? now.containsKey(key.path()) : base.lock(key);
    }

    @Override
    public void afterCommit(Runnable action) {
        base.afterCommit(action);
    }

    private boolean inDraft(Key key) {
        return inDraft(key.path());
    }

    private boolean inDraft(String path) {
        return path.equals(root.path()) || path.startsWith(root.path() + '/');
    }

    /** Everything whose path goes on after this one. */
    private Map<String, Entry> below(String path) {
        // '0' is the character after the slash.
        return now.subMap(path + '/', path + '0');
    }
}
