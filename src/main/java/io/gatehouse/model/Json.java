package io.gatehouse.model;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.io.StringReader;

/** Between records, JSON trees and JSON text. */
public final class Json {
    private static final Jsonb JSONB = JsonbBuilder.create();

    private Json() {}

    /** The record as a JSON tree; absent components are left out. */
    public static JsonObject tree(Object value) {
        return parse(JSONB.toJson(value));
    }

    /** The tree as a record; members the record does not know are ignored. */
    public static <T> T bind(Class<T> type, JsonObject tree) {
        return JSONB.fromJson(tree.toString(), type);
    }

    /**
     * The tree of a text.
     *
     * @throws jakarta.json.JsonException when the text is not one JSON object
     */
    public static JsonObject parse(String text) {
        try (JsonReader reader = jakarta.json.Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
