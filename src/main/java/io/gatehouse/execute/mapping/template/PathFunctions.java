package io.gatehouse.execute.mapping.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions at the end of a JSONPath. */
final class PathFunctions {
    static final Set<String> NAMES = Set.of("length", "size", "min", "max", "avg", "sum", "keys", "first", "last");

    private PathFunctions() {}

    static List<@Nullable Object> apply(Budget budget, String name, List<@Nullable Object> values) {
        List<@Nullable Object> results = new ArrayList<>(1);
        if (!values.isEmpty()) {
            Object result = apply(budget, name, values.get(0));
            if (result != null) {
                results.add(result);
            }
        }
        return results;
    }

    private static @Nullable Object apply(Budget budget, String name, @Nullable Object value) {
        if (value instanceof MapValue map) {
            return switch (name) {
                case "length", "size" -> map.members().size();
                case "keys" -> Methods.list(budget, map.members().keySet());
                default -> null;
            };
        }
        if (value instanceof ListValue list) {
            return switch (name) {
                case "length", "size" -> list.size();
                case "first" -> list.size() == 0 ? null : list.get(0);
                case "last" -> list.size() == 0 ? null : list.get(-1);
                case "keys" -> null;
                default -> aggregate(name, list);
            };
        }
        return value instanceof String text && name.equals("length") ? (Object) text.length() : null;
    }

    private static @Nullable Number aggregate(String name, ListValue list) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        int count = 0;
        for (Object element : list.elements()) {
            if (element instanceof Number number) {
                double value = number.doubleValue();
                min = Math.min(min, value);
                max = Math.max(max, value);
                sum += value;
                count++;
            }
        }
        if (count == 0) {
            return null;
        }
        return switch (name) {
            case "min" -> min;
            case "max" -> max;
            case "avg" -> sum / count;
            default -> sum;
        };
    }
}
