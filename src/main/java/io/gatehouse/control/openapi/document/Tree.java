package io.gatehouse.control.openapi.document;

import io.gatehouse.model.AwsException;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a document's tree. A part of the wrong kind makes the document invalid. */
public final class Tree {
    private Tree() {}

    /** The refusal of a document that cannot be understood. */
    public static AwsException invalid() {
        return AwsException.badRequest("Invalid OpenAPI input.");
    }

    /** The refusal of a document that cannot be understood, with the reason. */
    public static AwsException invalid(String reason) {
        return AwsException.badRequest("Invalid OpenAPI input. " + reason);
    }

    /** The object under {@code name}; the empty object when absent or null. */
    public static JsonObject object(JsonObject parent, String name) {
        return object(parent.get(name));
    }

    public static JsonObject object(@Nullable JsonValue value) {
        if (value == null || value == JsonValue.NULL) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        if (value instanceof JsonObject object) {
            return object;
        }
        throw invalid();
    }

    /** The array under {@code name}; the empty array when absent or null. */
    public static JsonArray array(JsonObject parent, String name) {
        JsonValue value = parent.get(name);
        if (value == null || value == JsonValue.NULL) {
            return JsonValue.EMPTY_JSON_ARRAY;
        }
        if (value instanceof JsonArray array) {
            return array;
        }
        throw invalid();
    }

    /** The scalar under {@code name} as text: YAML makes numbers of versions and status codes. */
    public static Optional<String> text(JsonObject parent, String name) {
        JsonValue value = parent.get(name);
        return value == null ? Optional.empty() : scalar(value);
    }

    /** A scalar as text; empty for null, objects and arrays. */
    public static Optional<String> scalar(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> Optional.of(((JsonString) value).getString());
            case NUMBER -> Optional.of(((JsonNumber) value).toString());
            case TRUE, FALSE -> Optional.of(value.toString());
            case NULL, OBJECT, ARRAY -> Optional.empty();
        };
    }

    /** Whether the member is true, as a boolean or as text. */
    public static boolean flag(JsonObject parent, String name) {
        return text(parent, name).map("true"::equalsIgnoreCase).orElse(false);
    }
}
