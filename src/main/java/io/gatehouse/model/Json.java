package io.gatehouse.model;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.NoSuchElementException;

/** Between records, JSON trees and JSON text. */
public final class Json {
    private static final Jsonb JSONB = JsonbBuilder.create();

    /** Looked up once: the static methods of jakarta.json.Json search the class path at each call. */
    private static final JsonProvider TREES = JsonProvider.provider();

    private Json() {}

    /** An object to be filled. */
    public static JsonObjectBuilder object() {
        return TREES.createObjectBuilder();
    }

    /** An array to be filled. */
    public static JsonArrayBuilder array() {
        return TREES.createArrayBuilder();
    }

    /** An array of texts. */
    public static JsonArrayBuilder array(Collection<String> texts) {
        return TREES.createArrayBuilder(texts);
    }

    public static JsonString text(String text) {
        return TREES.createValue(text);
    }

    public static JsonNumber number(int number) {
        return TREES.createValue(number);
    }

    public static JsonNumber number(long number) {
        return TREES.createValue(number);
    }

    public static JsonNumber number(double number) {
        return TREES.createValue(number);
    }

    public static JsonNumber number(BigDecimal number) {
        return TREES.createValue(number);
    }

    /** The events of a text; the caller closes the parser. */
    public static JsonParser parser(String text) {
        return TREES.createParser(new StringReader(text));
    }

    /** The record as a JSON tree; absent components are left out. */
    public static JsonObject tree(Object value) {
        return parse(JSONB.toJson(value));
    }

    /** The tree as a record; members the record does not know are ignored. */
    public static <T> T bind(Class<T> type, JsonObject tree) {
        return JSONB.fromJson(tree.toString(), type);
    }

    /**
     * The value of a text.
     *
     * @throws jakarta.json.JsonException when the text is not one JSON value
     */
    public static JsonValue value(String text) {
        try (JsonParser parser = parser(text)) {
            parser.next();
            JsonValue value = parser.getValue();
            if (parser.hasNext()) {
                throw new JsonException("there is more than one value");
            }
            return value;
        } catch (NoSuchElementException | IllegalStateException nothing) {
            throw new JsonException("there is no value", nothing);
        }
    }

    /**
     * The tree of a text.
     *
     * @throws jakarta.json.JsonException when the text is not one JSON object
     */
    public static JsonObject parse(String text) {
        if (value(text) instanceof JsonObject object) {
            return object;
        }
        throw new JsonException("there is no JSON object");
    }
}
