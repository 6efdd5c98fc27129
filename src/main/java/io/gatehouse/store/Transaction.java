package io.gatehouse.store;

import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One unit of work: all of it is on disk when it ends, or none of it. Not shared between threads. */
public interface Transaction {

    /** A stored value with its key. */
    record Entry(Key key, JsonObject value) {
        public String id() {
            return key.id();
        }

        public <T> T as(Class<T> type) {
            return Json.bind(type, value);
        }
    }

    Optional<JsonObject> find(Key key);

    default <T> Optional<T> find(Class<T> type, Key key) {
        return find(key).map(tree -> Json.bind(type, tree));
    }

    default boolean exists(Key key) {
        return find(key).isPresent();
    }

    /** Those of these values that are there, in one go. */
    default Map<Key, JsonObject> find(Collection<Key> keys) {
        Map<Key, JsonObject> found = new HashMap<>();
        keys.forEach(key -> find(key).ifPresent(value -> found.put(key, value)));
        return found;
    }

    /**
     * Adds a value.
     *
     * @return false when one with this key is there already; nothing is changed then
     */
    boolean insert(Key key, JsonObject value);

    /** Adds or replaces a value. */
    void put(Key key, JsonObject value);

    /**
     * Removes a value and everything below it.
     *
     * @return false when there was none
     */
    boolean delete(Key key);

    /** The values of one kind directly below {@code parent} (empty path: the top), ordered by id. */
    default List<Entry> children(String parent, String kind) {
        return children(parent, kind, null, Integer.MAX_VALUE);
    }

    /**
     * A page of {@link #children(String, String)}.
     *
     * @param afterId the id after which to begin; null for the first page
     * @param limit how many at the most
     */
    List<Entry> children(String parent, String kind, @Nullable String afterId, int limit);

    /** How many values of one kind lie directly below {@code parent} (empty path: the top); none of them is read. */
    long count(String parent, String kind);

    /** Every value below {@code parent}, not itself, at any depth, ordered by path. */
    List<Entry> subtree(Key parent);

    /**
     * Every value below any of neighbouring siblings, at any depth, ordered by path: what a page of a listing needs of
     * its entries.
     *
     * @param first sibling of {@code last}, the same or one before it
     * @param kind only these; null for all
     */
    List<Entry> descendants(Key first, Key last, @Nullable String kind);

    /**
     * Makes other writers of this value and what is below it wait until this transaction ends. Every writing operation
     * on an API locks the API first, so rules between its parts hold.
     *
     * @return false when there is no such value
     */
    boolean lock(Key key);

    /** Runs {@code action} once this transaction is on disk, never when it is rolled back. */
    void afterCommit(Runnable action);
}
