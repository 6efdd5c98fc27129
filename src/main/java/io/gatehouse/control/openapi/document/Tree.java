package io.gatehouse.control.openapi.document;

import io.gatehouse.model.AwsException;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a document's tree. A part of the wrong kind makes the document invalid; null is as good as absent. */
public final class Tree {
    /** What the refusal of every such document begins with. */
    public static final String INVALID = "Invalid OpenAPI input.";

    private static final int MAX_REASON = 500;
    /** Bounded, so that no arithmetic on it can take long. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,20})?([eE][-+]?[0-9]{1,3})?");

    private Tree() {}

    /** The refusal of a document that cannot be understood. */
    public static AwsException invalid() {
        return AwsException.badRequest(INVALID);
    }

    /** The refusal of a document that cannot be understood, with the reason, which may quote from the document. */
    public static AwsException invalid(String reason) {
        String told = reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON) + "...";
        return AwsException.badRequest(INVALID + ' ' + told);
    }

    /** The object under {@code name}; the empty object when absent. */
    public static JsonObject object(JsonObject parent, String name) {
        JsonValue value = parent.get(name);
        if (isAbsent(value)) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new WrongKindException(parent, name, "object");
    }

    /** The array under {@code name}; the empty array when absent. */
    public static JsonArray array(JsonObject parent, String name) {
        JsonValue value = parent.get(name);
        if (isAbsent(value)) {
            return JsonValue.EMPTY_JSON_ARRAY;
        }
        if (value instanceof JsonArray array) {
            return array;
        }
        throw new WrongKindException(parent, name, "array");
    }

    /** The items of the array under {@code name}, which are objects. */
    public static List<JsonObject> objects(JsonObject parent, String name) {
        return objects(array(parent, name));
    }

    /** The items of an array, which are objects. */
    public static List<JsonObject> objects(JsonArray array) {
        List<JsonObject> objects = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            if (!(array.get(i) instanceof JsonObject object)) {
                throw new WrongKindException(array, "[" + i + "]", "object");
            }
            objects.add(object);
        }
        return objects;
    }

    /** The items of the array under {@code name}, which are scalars, as texts. */
    public static List<String> texts(JsonObject parent, String name) {
        JsonArray array = array(parent, name);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            Optional<String> text = scalar(array.get(i));
            if (text.isEmpty()) {
                throw new WrongKindException(array, "[" + i + "]", "string");
            }
            texts.add(text.get());
        }
        return texts;
    }

    /** The scalar under {@code name} as text: YAML makes numbers of versions and status codes. */
    public static Optional<String> text(JsonObject parent, String name) {
        JsonValue value = parent.get(name);
        if (isAbsent(value)) {
            return Optional.empty();
        }
        Optional<String> text = scalar(Objects.requireNonNull(value));
        if (text.isEmpty()) {
            throw new WrongKindException(parent, name, "string");
        }
        return text;
    }

    /** The number under {@code name}, written as a number or as text. */
    public static Optional<BigDecimal> number(JsonObject parent, String name) {
        return text(parent, name).map(text -> {
            if (!NUMBER.matcher(text).matches()) {
                throw new WrongKindException(parent, name, "number");
            }
            return new BigDecimal(text);
        });
    }

    /** Whether the member is true, as a boolean or as text. */
    public static boolean flag(JsonObject parent, String name) {
        return text(parent, name).map("true"::equalsIgnoreCase).orElse(false);
    }

    private static boolean isAbsent(@Nullable JsonValue value) {
        return value == null || value == JsonValue.NULL;
    }

    private static Optional<String> scalar(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> Optional.of(((JsonString) value).getString());
            case NUMBER, TRUE, FALSE -> Optional.of(value.toString());
            case NULL, OBJECT, ARRAY -> Optional.empty();
        };
    }
}
