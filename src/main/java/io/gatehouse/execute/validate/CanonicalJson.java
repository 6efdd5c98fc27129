package io.gatehouse.execute.validate;

import io.gatehouse.model.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.TreeMap;

/** A text that equal JSON values have in common: members in order, numbers by their value alone. */
final class CanonicalJson {
    private CanonicalJson() {}

    static String of(JsonValue value) {
        var text = new StringBuilder();
        append(value, text);
        return text.toString();
    }

    private static void append(JsonValue value, StringBuilder text) {
        if (value instanceof JsonNumber number) {
            text.append(number.bigDecimalValue().stripTrailingZeros());
        } else if (value instanceof JsonArray array) {
            text.append('[');
            array.forEach(each -> {
                append(each, text);
                text.append(',');
            });
            text.append(']');
        } else if (value instanceof JsonObject object) {
            text.append('{');
            new TreeMap<>(object).forEach((name, member) -> {
                text.append(Json.text(name)).append(':');
                append(member, text);
                text.append(',');
            });
            text.append('}');
        } else {
            text.append(value);
        }
    }
}
