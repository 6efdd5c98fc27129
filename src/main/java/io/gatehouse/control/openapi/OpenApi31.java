package io.gatehouse.control.openapi;

import io.gatehouse.control.openapi.document.Tree;
import io.gatehouse.model.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Turns an OpenAPI 3.1 document into a 3.0 one and names all that it changes or drops. AWS takes no 3.1 documents; this is
 * ours. {@link Schema31} does the schemas.
 */
final class OpenApi31 {
    /** Members whose own members are named by the author: one called {@code schema} is not a schema. */
    private static final Set<String> MAPS = Set.of(
            "paths",
            "pathItems",
            "parameters",
            "headers",
            "responses",
            "requestBodies",
            "securitySchemes",
            "callbacks",
            "links",
            "content",
            "encoding",
            "variables");

    private static final Set<String> DATA = Set.of("example", "examples", "default", "enum", "scopes", "mapping");
    private static final String BASE_DIALECT = "https://spec.openapis.org/oas/3.1/dialect/base";

    private final Consumer<String> warnings;
    private final Schema31 schemas;

    private OpenApi31(Consumer<String> warnings) {
        this.warnings = warnings;
        this.schemas = new Schema31(warnings);
    }

    static boolean isOne(JsonObject document) {
        String version = Tree.text(document, "openapi").orElse("");
        return version.equals("3.1") || version.startsWith("3.1.");
    }

    /** The document in OpenAPI 3.0. */
    static JsonObject converted(JsonObject document, Consumer<String> warnings) {
        return new OpenApi31(warnings).root(document);
    }

    private JsonObject root(JsonObject document) {
        Tree.object(document, "webhooks")
                .keySet()
                .forEach(name -> warnings.accept("OpenAPI 3.1 webhook '" + name + "' is not supported. Ignoring."));
        Tree.text(document, "jsonSchemaDialect")
                .filter(dialect -> !dialect.equals(BASE_DIALECT))
                .ifPresent(dialect ->
                        warnings.accept("OpenAPI 3.1 jsonSchemaDialect '" + dialect + "' is not supported. Ignoring."));
        JsonObjectBuilder result = Json.object();
        document.forEach((name, value) -> {
            if (name.equals("components")) {
                result.add(name, components(Tree.object(document, name)));
            } else if (!name.equals("webhooks") && !name.equals("jsonSchemaDialect")) {
                result.add(name, member("#", name, value, false));
            }
        });
        return result.add("openapi", "3.0.3").build();
    }

    private JsonObject components(JsonObject components) {
        JsonObjectBuilder result = Json.object();
        components.forEach((name, value) -> {
            boolean named = name.equals("schemas");
            result.add(
                    name,
                    named
                            ? schemas.named("#/components/schemas", Tree.object(components, name))
                            : member("#/components", name, value, false));
        });
        return result.build();
    }

    /** @param named whether the author gave the member its name */
    private JsonValue member(String parent, String name, JsonValue value, boolean named) {
        String place = parent + '/' + Schema31.escaped(name);
        if (!named && (name.startsWith("x-") || DATA.contains(name))) {
            return value;
        }
        if (!named && name.equals("schema")) {
            return schemas.converted(place, value);
        }
        if (value instanceof JsonObject object) {
            boolean map = !named && MAPS.contains(name);
            JsonObjectBuilder result = Json.object();
            object.forEach((each, inner) -> result.add(each, member(place, each, inner, map)));
            return result.build();
        }
        return value instanceof JsonArray array ? list(place, array) : value;
    }

    private JsonArray list(String place, JsonArray array) {
        JsonArrayBuilder result = Json.array();
        List<JsonValue> items = array;
        for (int i = 0; i < items.size(); i++) {
            result.add(member(place, Integer.toString(i), items.get(i), true));
        }
        return result.build();
    }
}
