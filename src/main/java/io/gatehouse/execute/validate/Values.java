package io.gatehouse.execute.validate;

import com.google.re2j.Pattern;
import io.gatehouse.model.Json;
import io.gatehouse.snapshot.LinearPattern;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/** Reads what keywords of a schema hold, and words what is told of an instance. */
final class Values {
    static final Set<String> TYPES = Set.of("array", "boolean", "integer", "null", "number", "object", "string");
    private static final int MOST_TOLD = 200;

    private Values() {}

    /** The type of a value in the words of JSON Schema. AWS: 1.0 is no integer, as draft 4 has it. */
    static String type(JsonValue value) {
        return switch (value.getValueType()) {
            case TRUE, FALSE -> "boolean";
            case NUMBER -> ((JsonNumber) value).isIntegral() ? "integer" : "number";
            default -> value.getValueType().name().toLowerCase(Locale.ROOT);
        };
    }

    /** A value as a finding tells it: a text without its quotes, and not more of anything than can be read. */
    static String told(JsonValue value) {
        return shortened(value instanceof JsonString string ? string.getString() : value.toString());
    }

    private static String shortened(String text) {
        return text.length() > MOST_TOLD ? text.substring(0, MOST_TOLD) + "..." : text;
    }

    /** Names as a JSON array. */
    static String list(Collection<String> names) {
        var array = Json.array();
        names.stream().sorted().limit(MOST_TOLD).forEach(array::add);
        return array.build().toString();
    }

    static String text(JsonValue value, String keyword) {
        if (value instanceof JsonString string) {
            return string.getString();
        }
        throw new IllegalArgumentException("\"" + keyword + "\" must be a string");
    }

    static BigDecimal number(JsonValue value, String keyword) {
        if (value instanceof JsonNumber number) {
            return number.bigDecimalValue();
        }
        throw new IllegalArgumentException("\"" + keyword + "\" must be a number");
    }

    static int count(JsonValue value, String keyword) {
        if (value instanceof JsonNumber number && number.bigDecimalValue().signum() >= 0) {
            BigDecimal count = number.bigDecimalValue();
            return count.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0 ? Integer.MAX_VALUE : count.intValue();
        }
        throw new IllegalArgumentException("\"" + keyword + "\" must be a number of 0 or more");
    }

    static JsonArray array(JsonValue value, String keyword) {
        if (value instanceof JsonArray array) {
            return array;
        }
        throw new IllegalArgumentException("\"" + keyword + "\" must be an array");
    }

    static JsonObject object(JsonValue value, String keyword) {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new IllegalArgumentException("\"" + keyword + "\" must be an object");
    }

    /** A user's regular expression, which runs in linear time. */
    static Pattern pattern(String expression) {
        try {
            return LinearPattern.compile(expression);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(
                    "the regular expression \"" + shortened(expression) + "\" cannot be used: " + refused.getMessage(),
                    refused);
        }
    }
}
