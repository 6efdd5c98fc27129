package io.gatehouse.execute.mapping.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What templates can call: tables of methods, by the kind of the value. There is no reflection, so what is not in a
 * table cannot be reached. What does not exist gives null, as in AWS.
 */
final class Methods {
    private Methods() {}

    /** {@code value.name}. */
    static @Nullable Object property(Budget budget, Object value, String name) {
        budget.step();
        if (value instanceof MapValue map) {
            return map.get(name);
        }
        if (value instanceof MapEntry entry) {
            return name.equals("key") ? entry.key() : name.equals("value") ? entry.value() : null;
        }
        if (value instanceof Fixture fixture) {
            return fixture.property(budget, name);
        }
        if (name.equals("empty")) {
            return call(budget, value, "isEmpty", new Arguments(budget, new @Nullable Object[0]));
        }
        return null;
    }

    /** {@code value.name(arguments)}. */
    static @Nullable Object call(Budget budget, Object value, String name, Arguments arguments) {
        budget.step();
        if (value instanceof Fixture fixture) {
            return fixture.call(budget, name, arguments);
        }
        Object common = common(budget, value, name, arguments);
        if (common != null) {
            return common;
        }
        if (value instanceof String text) {
            return StringMethods.call(budget, text, name, arguments);
        }
        if (value instanceof ListValue list) {
            return ListMethods.call(budget, list, name, arguments);
        }
        if (value instanceof MapValue map) {
            return MapMethods.call(budget, map, name, arguments);
        }
        if (value instanceof Number number) {
            return NumberMethods.call(number, name, arguments);
        }
        if (value instanceof MapEntry entry && arguments.count() == 0) {
            return name.equals("getKey") ? entry.key() : name.equals("getValue") ? entry.value() : null;
        }
        return value instanceof Boolean truth ? ofBoolean(truth, name, arguments) : null;
    }

    private static @Nullable Object common(Budget budget, Object value, String name, Arguments arguments) {
        if (name.equals("toString") && arguments.count() == 0) {
            return Values.text(budget, value);
        }
        return name.equals("equals") && arguments.count() == 1
                ? (Object) Values.equal(budget, value, arguments.get(0))
                : null;
    }

    private static @Nullable Object ofBoolean(Boolean truth, String name, Arguments arguments) {
        return switch (name) {
            case "booleanValue" -> truth;
            case "parseBoolean", "valueOf" -> arguments.count() == 1 ? Boolean.valueOf(arguments.text(0)) : null;
            default -> null;
        };
    }

    /** Copies elements of any kind of list into one that templates made. */
    static ListValue list(Budget budget, Iterable<?> elements) {
        ListValue list = ListValue.plain();
        for (Object element : elements) {
            list.add(budget, element);
        }
        return list;
    }

    /** The elements of a list, or of a list that was given as an argument. */
    static List<@Nullable Object> elements(@Nullable Object value) {
        return value instanceof ListValue list ? list.elements() : List.of();
    }
}
