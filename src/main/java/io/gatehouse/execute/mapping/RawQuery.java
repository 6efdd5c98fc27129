package io.gatehouse.execute.mapping;

import io.gatehouse.snapshot.mapping.MappedParameter;
import io.gatehouse.snapshot.mapping.PercentEncoding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the raw query strings of calls, without taking them apart. Parameters are parted by {@code &} or
 * {@code ;}; what is no percent-encoding stands for itself.
 */
final class RawQuery {
    private RawQuery() {}

    /** The last value of a name, or null. */
    static @Nullable String last(@Nullable String query, String name) {
        List<String> values = all(query, name);
        return values.isEmpty() ? null : values.get(values.size() - 1);
    }

    /** Every value of a name, in order. */
    static List<String> all(@Nullable String query, String name) {
        if (query == null || query.isEmpty()) {
            return List.of();
        }
        var values = new ArrayList<String>(2);
        for (int from = 0; from <= query.length(); ) {
            int to = parameterEnd(query, from);
            int equals = equalsSign(query, from, to);
            if (isNamed(query, from, equals, name)) {
                values.add(equals == to ? "" : PercentEncoding.decodeQuery(query, equals + 1, to));
            }
            from = to + 1;
        }
        return values;
    }

    /** The last value of each name, in the order of their first. */
    static Map<String, String> lastOfEach(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return Map.of();
        }
        var values = new LinkedHashMap<String, String>();
        for (int from = 0; from <= query.length(); ) {
            int to = parameterEnd(query, from);
            int equals = equalsSign(query, from, to);
            if (to > from) {
                values.put(
                        PercentEncoding.decodeQuery(query, from, equals),
                        equals == to ? "" : PercentEncoding.decodeQuery(query, equals + 1, to));
            }
            from = to + 1;
        }
        return values;
    }

    /** Appends the parameters that no mapping sets, as they came. */
    static void appendUnmapped(String query, List<MappedParameter> mapped, StringBuilder to) {
        for (int from = 0; from <= query.length(); ) {
            int end = parameterEnd(query, from);
            if (end > from && !isMapped(query, from, equalsSign(query, from, end), mapped)) {
                separate(to).append(query, from, end);
            }
            from = end + 1;
        }
    }

    static void appendParameter(String name, String value, StringBuilder to) {
        PercentEncoding.encodeQueryPart(name, separate(to));
        PercentEncoding.encodeQueryPart(value, to.append('='));
    }

    static StringBuilder separate(StringBuilder query) {
        return query.isEmpty() ? query : query.append('&');
    }

    private static boolean isMapped(String query, int from, int to, List<MappedParameter> mapped) {
        for (int i = 0; i < mapped.size(); i++) {
            if (isNamed(query, from, to, mapped.get(i).name())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNamed(String query, int from, int to, String name) {
        if (to - from == name.length() && query.startsWith(name, from)) {
            return true;
        }
        // An encoded name is longer than the name it stands for.
        return to - from > name.length()
                && PercentEncoding.decodeQuery(query, from, to).equals(name);
    }

    private static int parameterEnd(String query, int from) {
        int at = from;
        while (at < query.length() && query.charAt(at) != '&' && query.charAt(at) != ';') {
            at++;
        }
        return at;
    }

    private static int equalsSign(String query, int from, int to) {
        int equals = query.indexOf('=', from);
        return equals < 0 || equals > to ? to : equals;
    }
}
