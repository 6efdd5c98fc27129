package io.gatehouse.execute.mapping.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@code #foreach} under way: what {@code $foreach} tells. */
final class Loop implements Fixture {
    private final List<@Nullable Object> elements;
    private final @Nullable Loop parent;
    private int count;

    Loop(List<@Nullable Object> elements, @Nullable Loop parent) {
        this.elements = elements;
        this.parent = parent;
    }

    /** What a loop over a value goes through: the elements of a list, the values of a map, nothing else. */
    static List<@Nullable Object> elements(Budget budget, @Nullable Object value) {
        if (value instanceof ListValue list) {
            return list.elements();
        }
        if (value instanceof MapValue map) {
            budget.take((long) Budget.ELEMENT * map.members().size());
            return new ArrayList<>(map.members().values());
        }
        return List.of();
    }

    @Nullable
    Loop parent() {
        return parent;
    }

    /** The rounds begun. */
    int count() {
        return count;
    }

    boolean hasNext() {
        return count < elements.size();
    }

    @Nullable
    Object next() {
        return elements.get(count++);
    }

    @Override
    public @Nullable Object property(Budget budget, String name) {
        return switch (name) {
            case "index" -> count - 1;
            case "count" -> count;
            case "hasNext" -> hasNext();
            case "first" -> count == 1;
            case "last" -> !hasNext();
            case "parent" -> parent;
            case "topmost" -> topmost();
            default -> null;
        };
    }

    private Loop topmost() {
        Loop top = this;
        while (top.parent != null) {
            top = top.parent;
        }
        return top;
    }
}
