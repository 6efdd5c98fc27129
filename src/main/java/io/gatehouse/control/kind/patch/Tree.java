package io.gatehouse.control.kind.patch;

import io.gatehouse.model.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reading and editing of JSON trees; an edit makes a new tree, members keep their order. */
public final class Tree {
    private static final JsonProvider JSON = JsonProvider.provider();

    private Tree() {}

    public static JsonObjectBuilder builder() {
        return JSON.createObjectBuilder();
    }

    public static JsonObjectBuilder builder(JsonObject from) {
        return JSON.createObjectBuilder(from);
    }

    /** The text of a member, or null when it is absent or no text. */
    public static @Nullable String text(JsonObject tree, String member) {
        return tree.get(member) instanceof JsonString s ? s.getString() : null;
    }

    public static String text(JsonObject tree, String member, String otherwise) {
        String found = text(tree, member);
        return found == null ? otherwise : found;
    }

    public static boolean flag(JsonObject tree, String member) {
        return tree.get(member) == JsonValue.TRUE;
    }

    public static Optional<Integer> number(JsonObject tree, String member) {
        return tree.get(member) instanceof JsonNumber n ? Optional.of(n.intValue()) : Optional.empty();
    }

    /** A member that is an object; empty when it is absent. */
    public static JsonObject object(JsonObject tree, String member) {
        return tree.get(member) instanceof JsonObject o ? o : JsonValue.EMPTY_JSON_OBJECT;
    }

    /** The texts of a list; empty when it is absent. */
    public static List<String> texts(JsonObject tree, String member) {
        if (!(tree.get(member) instanceof JsonArray list)) {
            return List.of();
        }
        var texts = new ArrayList<String>();
        for (JsonValue value : list) {
            texts.add(plain(value));
        }
        return texts;
    }

    /** The text of a value, without quotes. */
    public static String plain(JsonValue value) {
        return value instanceof JsonString s ? s.getString() : value.toString();
    }

    /** The object a text is; empty when it is none, or nested too deeply. */
    public static Optional<JsonObject> parse(String text) {
        try {
            return Optional.of(Json.parse(text));
        } catch (RuntimeException e) {
            // JSON-P refuses broken text with a JsonException, deep nesting with a bare RuntimeException.
            return Optional.empty();
        }
    }

    public static JsonValue of(String text) {
        return JSON.createValue(text);
    }

    public static JsonValue of(int number) {
        return JSON.createValue(number);
    }

    public static JsonValue of(long number) {
        return JSON.createValue(number);
    }

    public static JsonValue of(double number) {
        return JSON.createValue(number);
    }

    public static JsonValue of(boolean flag) {
        return flag ? JsonValue.TRUE : JsonValue.FALSE;
    }

    public static JsonArray of(Collection<String> texts) {
        return JSON.createArrayBuilder(texts).build();
    }

    public static JsonArray list(Collection<? extends JsonValue> values) {
        var array = JSON.createArrayBuilder();
        values.forEach(array::add);
        return array.build();
    }

    public static JsonObject with(JsonObject tree, String member, JsonValue value) {
        return builder(tree).add(member, value).build();
    }

    public static JsonObject with(JsonObject tree, String member, String value) {
        return with(tree, member, of(value));
    }

    /** Adds the member unless the tree has it. */
    public static JsonObject withDefault(JsonObject tree, String member, JsonValue value) {
        return tree.containsKey(member) ? tree : with(tree, member, value);
    }

    public static JsonObject without(JsonObject tree, String... members) {
        JsonObjectBuilder result = builder(tree);
        for (String member : members) {
            result.remove(member);
        }
        return result.build();
    }

    /** Without members that are empty objects or lists: AWS leaves those out. */
    public static JsonObject withoutEmpty(JsonObject tree, String... members) {
        JsonObject result = tree;
        for (String member : members) {
            JsonValue value = result.get(member);
            boolean empty =
                    (value instanceof JsonObject o && o.isEmpty()) || (value instanceof JsonArray a && a.isEmpty());
            result = empty ? without(result, member) : result;
        }
        return result;
    }

    /** Without members that are an empty text. */
    public static JsonObject withoutBlank(JsonObject tree, String... members) {
        JsonObject result = tree;
        for (String member : members) {
            result = "".equals(text(result, member)) ? without(result, member) : result;
        }
        return result;
    }

    /** Only the members named. */
    public static JsonObject only(JsonObject tree, Collection<String> members) {
        JsonObjectBuilder result = builder();
        for (Map.Entry<String, JsonValue> member : tree.entrySet()) {
            if (members.contains(member.getKey())) {
                result.add(member.getKey(), member.getValue());
            }
        }
        return result.build();
    }

    /** The map in {@code member} with each value changed. */
    public static JsonObject mapValues(JsonObject tree, String member, UnaryOperator<JsonValue> change) {
        if (!(tree.get(member) instanceof JsonObject map)) {
            return tree;
        }
        JsonObjectBuilder result = builder();
        map.forEach((name, value) -> result.add(name, change.apply(value)));
        return with(tree, member, result.build());
    }
}
