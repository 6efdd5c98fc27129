package io.gatehouse.recorded;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compares an answer with a recorded one. {@code <name:1>} stands for one value throughout a case, {@code datetime} for
 * a time; JSON texts were recorded as trees; the order of a listing is not compared.
 */
final class Placeholders {
    private static final Pattern TOKEN = Pattern.compile("<[a-z0-9-]+(:\\d+)?>|fake-api-id|(?<=oas30_)date");

    /** Execution logs were recorded line by line, their times as a pattern. */
    private static final String FIRST_LINE = "line00";

    private static final String LOG_TIME = "DDD MMM dd hh:mm:ss UTC yyyy";

    private Map<String, String> values = new HashMap<>();

    boolean matches(JsonValue expected, JsonValue actual) {
        if (expected instanceof JsonObject object) {
            return object(object, actual);
        }
        if (expected instanceof JsonArray array) {
            return actual instanceof JsonArray list && anyOrder(array, new ArrayList<>(list));
        }
        if (expected instanceof JsonString text) {
            return text(text.getString(), plain(actual));
        }
        if (expected instanceof JsonNumber number && actual instanceof JsonNumber other) {
            return number.doubleValue() == other.doubleValue();
        }
        return expected.equals(actual);
    }

    private boolean object(JsonObject expected, JsonValue actual) {
        if (actual instanceof JsonString text && expected.containsKey(FIRST_LINE)) {
            String log = expected.values().stream().map(Placeholders::plain).collect(Collectors.joining("\n"));
            return text(log.replace(LOG_TIME, "<time>"), text.getString());
        }
        if (actual instanceof JsonString text) {
            return parse(text.getString(), expected);
        }
        if (!(actual instanceof JsonObject object)) {
            return false;
        }
        for (String name : expected.keySet()) {
            // The SDK calls the list "items", the wire "item".
            JsonValue value =
                    name.equals("items") && object.containsKey("item") ? object.get("item") : object.get(name);
            if (value == null || !matches(expected.get(name), value)) {
                return false;
            }
        }
        return object.size() == expected.size();
    }

    private boolean parse(String text, JsonObject expected) {
        try (var reader = jakarta.json.Json.createReader(new StringReader(text))) {
            return matches(expected, reader.readValue());
        } catch (JsonException e) {
            return false;
        }
    }

    private boolean anyOrder(JsonArray expected, List<JsonValue> actual) {
        if (expected.size() != actual.size()) {
            return false;
        }
        for (JsonValue each : expected) {
            boolean found = false;
            for (int i = 0; i < actual.size() && !found; i++) {
                Map<String, String> before = new HashMap<>(values);
                found = matches(each, actual.get(i));
                if (found) {
                    actual.remove(i);
                } else {
                    values = before;
                }
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    private boolean text(String expected, String actual) {
        if (expected.equals("datetime") || expected.equals("date") || expected.equals(actual)) {
            return true;
        }
        Matcher token = TOKEN.matcher(expected);
        var pattern = new StringBuilder();
        var names = new ArrayList<String>();
        int at = 0;
        while (token.find()) {
            pattern.append(Pattern.quote(expected.substring(at, token.start()))).append("(.+?)");
            names.add(token.group());
            at = token.end();
        }
        pattern.append(Pattern.quote(expected.substring(at)));
        Matcher matcher = Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(actual);
        if (!matcher.matches()) {
            return false;
        }
        for (int i = 0; i < names.size(); i++) {
            String value = matcher.group(i + 1);
            String known = values.putIfAbsent(names.get(i), value);
            if (names.get(i).contains(":") && known != null && !known.equals(value)) {
                return false;
            }
        }
        return true;
    }

    private static String plain(JsonValue value) {
        return value instanceof JsonString text ? text.getString() : value.toString();
    }
}
