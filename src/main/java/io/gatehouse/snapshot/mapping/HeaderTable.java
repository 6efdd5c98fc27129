package io.gatehouse.snapshot.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values by header name, without regard to case. Names are bucketed by length, so a look-up compares with one or two
 * candidates and makes no lower-case copy.
 */
public final class HeaderTable<V> {
    private record Entry<V>(String name, V value) {}

    private final List<Entry<V>[]> byLength;

    private HeaderTable(List<Entry<V>[]> byLength) {
        this.byLength = byLength;
    }

    public static <V> HeaderTable<V> of(Map<String, V> values) {
        int longest = values.keySet().stream().mapToInt(String::length).max().orElse(0);
        var byLength = new ArrayList<Entry<V>[]>();
        for (int length = 0; length <= longest; length++) {
            byLength.add(bucket(values, length));
        }
        return new HeaderTable<>(byLength);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <V> Entry<V>[] bucket(Map<String, V> values, int length) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().length() == length)
                .map(entry -> new Entry<>(entry.getKey(), entry.getValue()))
                .toArray(Entry[]::new);
    }

    /** The value of a name, or null. */
    public @Nullable V find(String name) {
        int length = name.length();
        if (length >= byLength.size()) {
            return null;
        }
        for (Entry<V> entry : byLength.get(length)) {
            if (entry.name.equalsIgnoreCase(name)) {
                return entry.value;
            }
        }
        return null;
    }
}
