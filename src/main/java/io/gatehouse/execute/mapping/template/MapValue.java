package io.gatehouse.execute.mapping.template;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map in the order in which its members were put. Its keys are texts, numbers or booleans. */
class MapValue {
    private final Map<Object, @Nullable Object> members = new LinkedHashMap<>();

    final Map<Object, @Nullable Object> members() {
        return members;
    }

    @Nullable
    final Object get(@Nullable Object key) {
        return members.get(key(key));
    }

    /** Puts a member and returns what was there. */
    @Nullable
    Object put(Budget budget, @Nullable Object key, @Nullable Object value) {
        budget.take(2L * Budget.ELEMENT);
        return members.put(key(key), value);
    }

    /** Takes a member out and returns it. */
    @Nullable
    Object remove(@Nullable Object key) {
        return members.remove(key(key));
    }

    void clear() {
        members.clear();
    }

    private static Object key(@Nullable Object key) {
        if (key == null) {
            return "";
        }
        if (key instanceof String || key instanceof Number || key instanceof Boolean) {
            return key;
        }
        throw new TemplateFailure("Only texts, numbers and booleans can be keys of a map");
    }
}
