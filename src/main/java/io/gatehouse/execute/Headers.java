package io.gatehouse.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * HTTP fields in the order and letter case in which they came; names are compared without case. Filled by the one who
 * makes a message, read-only for those who are handed it. Not thread-safe while it is filled.
 */
public final class Headers {
    private final List<String> flat;

    public Headers() {
        flat = new ArrayList<>(32);
    }

    public Headers(Headers other) {
        flat = new ArrayList<>(other.flat);
    }

    /** Appends a line; there may be others of the same name. */
    public Headers add(String name, String value) {
        flat.add(name);
        flat.add(value);
        return this;
    }

    /** Makes this the only line of its name. */
    public Headers set(String name, String value) {
        for (int i = 0; i < flat.size(); i += 2) {
            if (flat.get(i).equalsIgnoreCase(name)) {
                removeFrom(i + 2, n -> n.equalsIgnoreCase(name));
                flat.set(i, name);
                flat.set(i + 1, value);
                return this;
            }
        }
        return add(name, value);
    }

    public Headers remove(String name) {
        removeFrom(0, n -> n.equalsIgnoreCase(name));
        return this;
    }

    public Headers removeIf(Predicate<String> name) {
        removeFrom(0, name);
        return this;
    }

    private void removeFrom(int start, Predicate<String> name) {
        for (int i = start; i < flat.size(); ) {
            if (name.test(flat.get(i))) {
                flat.remove(i + 1);
                flat.remove(i);
            } else {
                i += 2;
            }
        }
    }

    /** The first value of a name, or null. */
    public @Nullable String first(String name) {
        for (int i = 0; i < flat.size(); i += 2) {
            if (flat.get(i).equalsIgnoreCase(name)) {
                return flat.get(i + 1);
            }
        }
        return null;
    }

    /** The last value of a name, or null. */
    public @Nullable String last(String name) {
        for (int i = flat.size() - 2; i >= 0; i -= 2) {
            if (flat.get(i).equalsIgnoreCase(name)) {
                return flat.get(i + 1);
            }
        }
        return null;
    }

    /** Every value of a name, in order. */
    public List<String> all(String name) {
        var values = new ArrayList<String>(2);
        for (int i = 0; i < flat.size(); i += 2) {
            if (flat.get(i).equalsIgnoreCase(name)) {
                values.add(flat.get(i + 1));
            }
        }
        return values;
    }

    public boolean contains(String name) {
        return first(name) != null;
    }

    /** Lines, not names. */
    public int size() {
        return flat.size() / 2;
    }

    public String name(int line) {
        return flat.get(2 * line);
    }

    public String value(int line) {
        return flat.get(2 * line + 1);
    }

    public void forEach(BiConsumer<String, String> line) {
        for (int i = 0; i < flat.size(); i += 2) {
            line.accept(flat.get(i), flat.get(i + 1));
        }
    }

    @Override
    public String toString() {
        return flat.size() / 2 + " header lines";
    }
}
