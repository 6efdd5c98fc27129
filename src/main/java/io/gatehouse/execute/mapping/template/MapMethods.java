package io.gatehouse.execute.mapping.template;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of maps. */
final class MapMethods {
    private MapMethods() {}

    static @Nullable Object call(Budget budget, MapValue map, String name, Arguments arguments) {
        return switch (arguments.count()) {
            case 0 -> plain(budget, map, name);
            case 1 -> withOne(budget, map, name, arguments.get(0));
            case 2 -> withTwo(budget, map, name, arguments);
            default -> null;
        };
    }

    private static @Nullable Object plain(Budget budget, MapValue map, String name) {
        return switch (name) {
            case "size" -> map.members().size();
            case "isEmpty" -> map.members().isEmpty();
            case "keySet" -> Methods.list(budget, map.members().keySet());
            case "values" -> Methods.list(budget, map.members().values());
            case "entrySet" -> entries(budget, map);
            case "clear" -> {
                map.clear();
                yield null;
            }
            default -> null;
        };
    }

    private static ListValue entries(Budget budget, MapValue map) {
        ListValue entries = ListValue.plain();
        for (Map.Entry<Object, @Nullable Object> member : map.members().entrySet()) {
            entries.add(budget, new MapEntry(member.getKey(), member.getValue()));
        }
        return entries;
    }

    private static @Nullable Object withOne(Budget budget, MapValue map, String name, @Nullable Object argument) {
        return switch (name) {
            case "get" -> map.get(argument);
            case "containsKey" -> argument != null && map.members().containsKey(argument);
            case "containsValue" -> {
                for (Object value : map.members().values()) {
                    if (Values.equal(budget, value, argument)) {
                        yield true;
                    }
                }
                yield false;
            }
            case "remove" -> map.remove(argument);
            case "putAll" -> {
                putAll(budget, map, argument);
                yield null;
            }
            default -> null;
        };
    }

    private static void putAll(Budget budget, MapValue map, @Nullable Object more) {
        if (more instanceof MapValue other && other != map) {
            other.members().forEach((key, value) -> map.put(budget, key, value));
        }
    }

    private static @Nullable Object withTwo(Budget budget, MapValue map, String name, Arguments arguments) {
        Object key = arguments.get(0);
        Object value = arguments.get(1);
        return switch (name) {
            case "put" -> map.put(budget, key, value);
            case "putIfAbsent" -> {
                Object there = map.get(key);
                yield there == null ? map.put(budget, key, value) : there;
            }
            case "getOrDefault" -> {
                Object there = map.get(key);
                yield there == null ? value : there;
            }
            default -> null;
        };
    }
}
