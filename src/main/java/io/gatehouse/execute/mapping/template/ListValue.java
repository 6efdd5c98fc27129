package io.gatehouse.execute.mapping.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list. One that was read from JSON prints as JSON, one that a template made prints as Java does. */
final class ListValue {
    private final List<@Nullable Object> elements;
    private final boolean json;

    private ListValue(List<@Nullable Object> elements, boolean json) {
        this.elements = elements;
        this.json = json;
    }

    static ListValue plain() {
        return new ListValue(new ArrayList<>(), false);
    }

    static ListValue json() {
        return new ListValue(new ArrayList<>(), true);
    }

    boolean isJson() {
        return json;
    }

    int size() {
        return elements.size();
    }

    List<@Nullable Object> elements() {
        return elements;
    }

    /** An element; the end counts backwards from -1. */
    @Nullable
    Object get(int index) {
        return elements.get(checked(index, elements.size()));
    }

    /** Puts a value in the place of another, which is returned. */
    @Nullable
    Object set(int index, @Nullable Object value) {
        return elements.set(checked(index, elements.size()), value);
    }

    void add(Budget budget, @Nullable Object value) {
        budget.take(Budget.ELEMENT);
        elements.add(value);
    }

    private static int checked(int index, int size) {
        int at = index < 0 ? index + size : index;
        if (at < 0 || at >= size) {
            throw new TemplateFailure("Index " + index + " out of bounds for length " + size);
        }
        return at;
    }
}
