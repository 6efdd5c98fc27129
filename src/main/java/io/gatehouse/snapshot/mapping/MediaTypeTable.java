package io.gatehouse.snapshot.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values by media type, such as the templates of an integration, in the order of their keys. */
public final class MediaTypeTable<V> {
    private static final String JSON = "application/json";

    /** One entry. */
    public record Entry<V>(String mediaType, V value) {}

    private final List<Entry<V>> entries;

    public MediaTypeTable(List<Entry<V>> entries) {
        this.entries = List.copyOf(entries);
    }

    public static <V> MediaTypeTable<V> empty() {
        return new MediaTypeTable<>(List.of());
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The same keys with other values. */
    public <T> MediaTypeTable<T> map(Function<V, T> change) {
        var changed = new ArrayList<Entry<T>>(entries.size());
        for (Entry<V> entry : entries) {
            changed.add(new Entry<>(entry.mediaType, change.apply(entry.value)));
        }
        return new MediaTypeTable<>(changed);
    }

    /**
     * Makes a table of a map, ordered by key so that every node chooses alike.
     *
     * @throws IllegalArgumentException when a key could not stand in a header
     */
    public static <V> MediaTypeTable<V> of(Map<String, V> values) {
        for (String key : values.keySet()) {
            if (key.isBlank() || !key.chars().allMatch(c -> c >= ' ' && c <= '~')) {
                throw new IllegalArgumentException("Invalid content type specified: " + key);
            }
        }
        var entries = new ArrayList<Entry<V>>(values.size());
        values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> entries.add(new Entry<>(entry.getKey(), entry.getValue())));
        return new MediaTypeTable<>(entries);
    }

    /**
     * The entry for the first media type of a {@code Content-Type} or {@code Accept} field; its parameters do not count.
     *
     * @param field null or empty when there was none: {@code application/json}
     */
    public @Nullable Entry<V> find(@Nullable String field) {
        if (field == null || field.isBlank()) {
            return named(JSON, 0, JSON.length());
        }
        int from = 0;
        while (field.charAt(from) == ' ') {
            from++;
        }
        int to = from;
        while (to < field.length() && ",; \t".indexOf(field.charAt(to)) < 0) {
            to++;
        }
        return named(field, from, to);
    }

    /** The entry of a key, or null. */
    public @Nullable Entry<V> named(String key) {
        return named(key, 0, key.length());
    }

    private @Nullable Entry<V> named(String text, int from, int to) {
        for (int i = 0; i < entries.size(); i++) {
            Entry<V> entry = entries.get(i);
            if (entry.mediaType.length() == to - from
                    && entry.mediaType.regionMatches(true, 0, text, from, to - from)) {
                return entry;
            }
        }
        return null;
    }

    /** The entry for an {@code Accept} field, else the one for JSON, else the first; null when there is none at all. */
    public @Nullable Entry<V> best(@Nullable String accept) {
        if (entries.size() <= 1) {
            return entries.isEmpty() ? null : entries.get(0);
        }
        Entry<V> accepted = find(accept);
        Entry<V> fallback = accepted == null ? named(JSON) : accepted;
        return fallback == null ? entries.get(0) : fallback;
    }
}
