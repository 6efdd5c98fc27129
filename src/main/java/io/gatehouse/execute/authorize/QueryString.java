package io.gatehouse.execute.authorize;

import io.gatehouse.snapshot.mapping.PercentEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parameters of a query, decoded, in the order in which they came. */
public record QueryString(List<Parameter> parameters) {

    /** One name and its value; the value is empty when there was none. */
    public record Parameter(String name, String value) {}

    public QueryString {
        parameters = List.copyOf(parameters);
    }

    /**
     * Reads a raw query; a plus sign is a space.
     *
     * @throws IllegalArgumentException when it is not percent-encoded UTF-8
     */
    public static QueryString parse(String rawQuery) {
        var parameters = new ArrayList<Parameter>();
        for (int start = 0; start < rawQuery.length(); ) {
            int end = rawQuery.indexOf('&', start);
            end = end < 0 ? rawQuery.length() : end;
            if (end > start) {
                String pair = rawQuery.substring(start, end);
                int equals = pair.indexOf('=');
                parameters.add(
                        equals < 0
                                ? new Parameter(decode(pair), "")
                                : new Parameter(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1))));
            }
            start = end + 1;
        }
        return new QueryString(parameters);
    }

    public Optional<String> first(String name) {
        return parameters.stream()
                .filter(p -> p.name().equals(name))
                .map(Parameter::value)
                .findFirst();
    }

    public List<String> all(String name) {
        return parameters.stream()
                .filter(p -> p.name().equals(name))
                .map(Parameter::value)
                .toList();
    }

    private static String decode(String text) {
        return PercentEncoding.decodeStrictly(text.replace('+', ' '));
    }
}
