package io.gatehouse.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A transaction over one entity manager. Single values are managed entities; listings are plain rows, which the entity
 * manager forgets at once. Bulk statements and locks empty the entity manager, so the versions read are remembered here.
 */
final class DocumentTransaction implements Transaction {
    /** PostgreSQL's indexes take values up to about 2700 bytes, and one of them has three columns. */
    private static final int LONGEST_PATH_BYTES = 1000;

    /** The character after the slash: paths below another one sort before it. */
    private static final char END_OF_SUBTREE = '/' + 1;

    /** The version of what was looked for in vain. */
    private static final long ABSENT = -1;

    private static final int PATHS_AT_ONCE = 500;
    private static final String ROW = "select d.path, d.parent, d.kind, d.id, d.version, d.body from Document d ";

    private final EntityManager em;
    private final Map<String, Long> versionsRead = new HashMap<>();
    private final Set<String> own = new HashSet<>();
    private final List<Runnable> actions = new ArrayList<>();
    private boolean wrote;
    private boolean ended;

    DocumentTransaction(EntityManager em) {
        this.em = em;
    }

    @Override
    public Optional<JsonObject> find(Key key) {
        return managed(key).map(document -> Json.parse(document.getBody()));
    }

    @Override
    public Map<Key, JsonObject> find(Collection<Key> keys) {
        checkActive();
        List<String> paths = keys.stream()
                .map(Key::path)
                .filter(DocumentTransaction::isStorable)
                .toList();
        Map<Key, JsonObject> found = new HashMap<>();
        for (int from = 0; from < paths.size(); from += PATHS_AT_ONCE) {
            List<String> some = paths.subList(from, Math.min(from + PATHS_AT_ONCE, paths.size()));
            entries(em.createQuery(ROW + "where d.path in :paths", Object[].class)
                            .setParameter("paths", some))
                    .forEach(entry -> found.put(entry.key(), entry.value()));
        }
        return found;
    }

    @Override
    public boolean exists(Key key) {
        return managed(key).isPresent();
    }

    @Override
    public boolean insert(Key key, JsonObject value) {
        checkStorable(key);
        if (managed(key).isPresent()) {
            return false;
        }
        persist(key, value);
        return true;
    }

    @Override
    public void put(Key key, JsonObject value) {
        checkStorable(key);
        Optional<Document> stored = managed(key);
        if (stored.isPresent()) {
            stored.get().setBody(text(value), System.currentTimeMillis());
            own.add(key.path());
            wrote = true;
        } else {
            persist(key, value);
        }
    }

    private void persist(Key key, JsonObject value) {
        em.persist(new Document(key, text(value), System.currentTimeMillis()));
        own.add(key.path());
        wrote = true;
    }

    @Override
    public boolean delete(Key key) {
        if (!isStorable(key.path())) {
            return false;
        }
        checkActive();
        em.flush();
        em.createQuery("delete from Document d where d.path > :after and d.path < :before")
                .setParameter("after", key.path() + '/')
                .setParameter("before", key.path() + END_OF_SUBTREE)
                .executeUpdate();
        int deleted = em.createQuery("delete from Document d where d.path = :path")
                .setParameter("path", key.path())
                .executeUpdate();
        em.clear();
        forget(versionsRead.keySet(), key);
        wrote = true;
        return deleted > 0;
    }

    private static void forget(Set<String> paths, Key key) {
        paths.removeIf(path -> path.equals(key.path()) || path.startsWith(key.path() + '/'));
    }

    @Override
    public List<Entry> children(String parent, String kind, @Nullable String afterId, int limit) {
        checkActive();
        if (limit <= 0 || !isStorable(parent + kind) || (afterId != null && !isStorable(afterId))) {
            return List.of();
        }
        TypedQuery<Object[]> query = em.createQuery(
                        ROW + "where d.parent = :parent and d.kind = :kind"
                                + (afterId == null ? "" : " and d.id > :after") + " order by d.id",
                        Object[].class)
                .setParameter("parent", parent)
                .setParameter("kind", kind);
        if (afterId != null) {
            query.setParameter("after", afterId);
        }
        if (limit != Integer.MAX_VALUE) {
            query.setMaxResults(limit);
        }
        return entries(query);
    }

    @Override
    public long count(String parent, String kind) {
        checkActive();
        if (!isStorable(parent + kind)) {
            return 0;
        }
        return em.createQuery("select count(d) from Document d where d.parent = :parent and d.kind = :kind", Long.class)
                .setParameter("parent", parent)
                .setParameter("kind", kind)
                .getSingleResult();
    }

    @Override
    public List<Entry> subtree(Key parent) {
        return descendants(parent, parent, null);
    }

    @Override
    public List<Entry> descendants(Key first, Key last, @Nullable String kind) {
        checkActive();
        if (!isStorable(first.path()) || !isStorable(last.path()) || (kind != null && !isStorable(kind))) {
            return List.of();
        }
        TypedQuery<Object[]> query = em.createQuery(
                        ROW + "where d.path > :after and d.path < :before" + (kind == null ? "" : " and d.kind = :kind")
                                + " order by d.path",
                        Object[].class)
                .setParameter("after", first.path() + '/')
                .setParameter("before", last.path() + END_OF_SUBTREE);
        if (kind != null) {
            query.setParameter("kind", kind);
        }
        return entries(query);
    }

    private List<Entry> entries(TypedQuery<Object[]> query) {
        List<Object[]> rows = query.getResultList();
        List<Entry> entries = new ArrayList<>(rows.size());
        for (Object[] row : rows) {
            seen((String) row[0], ((Number) row[4]).longValue());
            Key key = new Key((String) row[1], (String) row[2], (String) row[3]);
            entries.add(new Entry(key, Json.parse((String) row[5])));
        }
        return entries;
    }

    @Override
    public boolean lock(Key key) {
        checkActive();
        if (!isStorable(key.path())) {
            return false;
        }
        em.flush();
        em.clear();
        Document document = em.find(Document.class, key.path(), LockModeType.PESSIMISTIC_WRITE);
        if (document != null) {
            seen(document.getPath(), document.getVersion());
        }
        return document != null;
    }

    @Override
    public void afterCommit(Runnable action) {
        checkActive();
        actions.add(action);
    }

    /** Sends everything to the database; nothing can be asked of this transaction afterwards. */
    void end() {
        em.flush();
        ended = true;
    }

    boolean wrote() {
        return wrote;
    }

    List<Runnable> actions() {
        return actions;
    }

    private Optional<Document> managed(Key key) {
        checkActive();
        if (!isStorable(key.path())) {
            return Optional.empty();
        }
        Document document = em.find(Document.class, key.path());
        seen(key.path(), document == null ? ABSENT : document.getVersion());
        return Optional.ofNullable(document);
    }

    /**
     * A value that another writer adds, changes or takes away between two of our reads is a collision; our own rows are
     * ours till the end.
     */
    private void seen(String path, long version) {
        if (own.contains(path)) {
            return;
        }
        Long before = versionsRead.putIfAbsent(path, version);
        if (before != null && before != version) {
            throw new OptimisticLockException("changed since it was read: " + path);
        }
    }

    private void checkActive() {
        if (ended) {
            throw new IllegalStateException("the transaction has ended");
        }
    }

    private static void checkStorable(Key key) {
        if (!isStorable(key.path())) {
            throw AwsException.badRequest("Invalid identifier specified: too long, or characters that cannot be kept");
        }
    }

    /** What is not storable is never found: databases refuse even to look for it. */
    private static boolean isStorable(String text) {
        return text.indexOf('\0') < 0
                && UTF_8.newEncoder().canEncode(text)
                && text.getBytes(UTF_8).length <= LONGEST_PATH_BYTES;
    }

    /** JSON text without half surrogate pairs, which UTF-8 has no bytes for: they stay escaped. */
    private static String text(JsonObject value) {
        String text = value.toString();
        if (UTF_8.newEncoder().canEncode(text)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 64);
        text.codePoints().forEach(point -> {
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                escaped.append("\\u").append(Integer.toHexString(point));
            } else {
                escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }
}
