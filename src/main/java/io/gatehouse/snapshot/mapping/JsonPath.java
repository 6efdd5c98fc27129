package io.gatehouse.snapshot.mapping;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way down into a JSON document by member names and indexes: {@code items[0].name}. Nothing else of JSONPath. */
public final class JsonPath {
    private record Step(@Nullable String member, int index) {}

    /** The expression is JSONPath, but more than names and indexes. */
    public static final class TooRichException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        TooRichException(String expression) {
            super("JSONPath " + expression);
        }
    }

    private final List<Step> steps;

    private JsonPath(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /**
     * Takes a path apart, which begins with a member name or a bracket.
     *
     * @throws TooRichException when it has more than names and indexes
     */
    public static JsonPath parse(String expression) {
        var steps = new ArrayList<Step>();
        int at = 0;
        while (at < expression.length()) {
            if (expression.charAt(at) == '[') {
                int close = expression.indexOf(']', at);
                if (close < 0) {
                    throw new TooRichException(expression);
                }
                steps.add(bracket(expression, expression.substring(at + 1, close)));
                at = close + 1;
            } else {
                int from = expression.charAt(at) == '.' ? at + 1 : at;
                at = from;
                while (at < expression.length() && ".[".indexOf(expression.charAt(at)) < 0) {
                    at++;
                }
                steps.add(member(expression, expression.substring(from, at)));
            }
        }
        if (steps.isEmpty()) {
            throw new TooRichException(expression);
        }
        return new JsonPath(steps);
    }

    private static Step member(String expression, String name) {
        if (name.isEmpty() || name.chars().anyMatch(c -> "*?@()$]'\"".indexOf(c) >= 0)) {
            throw new TooRichException(expression);
        }
        return new Step(name, -1);
    }

    private static Step bracket(String expression, String inside) {
        boolean quoted = inside.length() > 2
                && ((inside.startsWith("'") && inside.endsWith("'"))
                        || (inside.startsWith("\"") && inside.endsWith("\"")));
        if (quoted) {
            return new Step(inside.substring(1, inside.length() - 1), -1);
        }
        if (inside.isEmpty() || inside.length() > 8 || !inside.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new TooRichException(expression);
        }
        return new Step(null, Integer.parseInt(inside));
    }

    /** The text found: a string's content, else JSON; null when nothing or null is there. */
    public @Nullable String read(JsonValue document) {
        JsonValue found = document;
        for (Step step : steps) {
            found = step.member == null ? at(found, step.index) : of(found, step.member);
            if (found == null) {
                return null;
            }
        }
        if (found instanceof JsonString text) {
            return text.getString();
        }
        return found.getValueType() == JsonValue.ValueType.NULL ? null : found.toString();
    }

    private static @Nullable JsonValue at(JsonValue value, int index) {
        return value instanceof JsonArray array && index < array.size() ? array.get(index) : null;
    }

    private static @Nullable JsonValue of(JsonValue value, String member) {
        return value instanceof JsonObject object ? object.get(member) : null;
    }
}
