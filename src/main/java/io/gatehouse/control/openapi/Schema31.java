package io.gatehouse.control.openapi;

import io.gatehouse.control.openapi.document.References;
import io.gatehouse.control.openapi.document.Tree;
import io.gatehouse.model.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Turns a schema of OpenAPI 3.1 (JSON schema 2020-12) into one that a model can hold (draft 4). What draft 4 can say in
 * other words is said so, lists of types stay, the rest is dropped; each change is named with its place.
 */
final class Schema31 {
    private static final JsonObject NOTHING =
            Json.object().add("not", JsonValue.EMPTY_JSON_OBJECT).build();

    private static final Set<String> MAPS = Set.of("properties", "patternProperties", "definitions");
    private static final Set<String> SCHEMAS = Set.of("items", "not", "additionalItems");
    private static final Set<String> LISTS = Set.of("allOf", "anyOf", "oneOf");
    private static final Set<String> DROPPED = Set.of(
            "if",
            "then",
            "else",
            "contains",
            "minContains",
            "maxContains",
            "propertyNames",
            "unevaluatedProperties",
            "unevaluatedItems",
            "contentEncoding",
            "contentMediaType",
            "contentSchema",
            "$defs",
            "$dynamicRef",
            "$dynamicAnchor",
            "$anchor",
            "$id",
            "$schema",
            "$vocabulary");
    /** What may stand beside a reference without saying anything of the value. */
    private static final Set<String> ANNOTATIONS = Set.of(
            "title",
            "summary",
            "description",
            "deprecated",
            "readOnly",
            "writeOnly",
            "default",
            "example",
            "examples",
            "externalDocs",
            "xml",
            "$comment");

    private final Consumer<String> warnings;
    private final Map<String, String> moved = new HashMap<>();

    Schema31(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    /** All named schemas of a document; their {@code $defs} become named schemas too. */
    JsonObject named(String place, JsonObject schemas) {
        Map<String, JsonValue> all = new LinkedHashMap<>(schemas);
        schemas.forEach((name, schema) -> {
            if (schema instanceof JsonObject object) {
                Tree.object(object, "$defs").forEach((inner, value) -> {
                    String free = name + inner;
                    while (all.containsKey(free)) {
                        free = free + '2';
                    }
                    all.put(free, value);
                    moved.put(place + '/' + escaped(name) + "/$defs/" + escaped(inner), place + '/' + escaped(free));
                    warnings.accept("OpenAPI 3.1 keyword '$defs' at '" + place + '/' + escaped(name)
                            + "' was converted to the schema '" + free + "'.");
                });
            }
        });
        JsonObjectBuilder result = Json.object();
        all.forEach((name, schema) -> {
            boolean emptied = schema instanceof JsonObject object && object.containsKey("$defs");
            result.add(
                    name,
                    converted(place + '/' + escaped(name), emptied ? without(schema.asJsonObject(), "$defs") : schema));
        });
        return result.build();
    }

    JsonObject converted(String place, JsonValue value) {
        if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            changed("boolean schema", place, value == JsonValue.TRUE ? "{}" : "not");
            return value == JsonValue.TRUE ? JsonValue.EMPTY_JSON_OBJECT : NOTHING;
        }
        JsonObject schema = object(place, value);
        Optional<String> reference = References.reference(schema);
        if (reference.isPresent()) {
            return reference(place, moved.getOrDefault(reference.get(), reference.get()), schema);
        }
        JsonObjectBuilder result = Json.object();
        schema.forEach((keyword, member) -> add(result, place, keyword, member, schema));
        return result.build();
    }

    private JsonObject reference(String place, String target, JsonObject schema) {
        JsonObject plain = Json.object().add("$ref", target).build();
        JsonObject siblings = without(schema, "$ref");
        if (siblings.isEmpty()) {
            return plain;
        }
        boolean onlyWords = siblings.keySet().stream()
                .allMatch(keyword -> ANNOTATIONS.contains(keyword) || keyword.startsWith("x-"));
        if (onlyWords) {
            warnings.accept("OpenAPI 3.1 keywords beside '$ref' at '" + place + "' are not supported. Ignoring.");
            return plain;
        }
        changed("keywords beside '$ref'", place, "allOf");
        return Json.object()
                .add("allOf", Json.array().add(plain).add(converted(place, siblings)))
                .build();
    }

    private void add(JsonObjectBuilder result, String place, String keyword, JsonValue member, JsonObject schema) {
        String here = place + '/' + escaped(keyword);
        boolean tuple = schema.containsKey("prefixItems");
        if (DROPPED.contains(keyword)) {
            warnings.accept("OpenAPI 3.1 keyword '" + keyword + "' at '" + place + "' is not supported. Ignoring.");
        } else if (MAPS.contains(keyword)) {
            result.add(keyword, map(here, object(here, member)));
        } else if (keyword.equals("items") && tuple) {
            result.add("additionalItems", member instanceof JsonObject ? converted(here, member) : member);
        } else if (SCHEMAS.contains(keyword)) {
            result.add(keyword, member instanceof JsonArray list ? list(here, list) : converted(here, member));
        } else if (keyword.equals("additionalProperties")) {
            result.add(keyword, member instanceof JsonObject ? converted(here, member) : member);
        } else if (LISTS.contains(keyword) && member instanceof JsonArray list) {
            result.add(keyword, list(here, list));
        } else {
            addConverted(result, place, keyword, member, schema);
        }
    }

    private void addConverted(
            JsonObjectBuilder result, String place, String keyword, JsonValue member, JsonObject schema) {
        switch (keyword) {
            case "type" -> {
                if (member instanceof JsonArray) {
                    warnings.accept("OpenAPI 3.1 type array " + member + " at '" + place
                            + "' is not known to OpenAPI 3.0. Kept in the model.");
                }
                result.add(keyword, member);
            }
            case "const" -> {
                changed("keyword 'const'", place, "enum");
                result.add("enum", Json.array().add(member));
            }
            case "prefixItems" -> {
                changed("keyword 'prefixItems'", place, "items");
                result.add("items", list(place + "/prefixItems", Tree.array(schema, keyword)));
            }
            case "dependentRequired", "dependentSchemas" -> {
                changed("keyword '" + keyword + "'", place, "dependencies");
                result.add("dependencies", dependencies(place, schema));
            }
            case "examples" -> {
                changed("keyword 'examples'", place, "example");
                if (member instanceof JsonArray list && !list.isEmpty() && !schema.containsKey("example")) {
                    result.add("example", list.get(0));
                }
            }
            case "exclusiveMinimum" -> bound(result, place, schema, "minimum", keyword, 1);
            case "exclusiveMaximum" -> bound(result, place, schema, "maximum", keyword, -1);
            case "minimum", "maximum" -> {
                String exclusive = keyword.equals("minimum") ? "exclusiveMinimum" : "exclusiveMaximum";
                if (!(schema.get(exclusive) instanceof JsonNumber)) {
                    result.add(keyword, member);
                }
            }
            default -> result.add(keyword, member);
        }
    }

    /** Draft 4 has one bound and says beside it whether the bound itself is out. */
    private void bound(
            JsonObjectBuilder result, String place, JsonObject schema, String bound, String exclusive, int stricter) {
        if (!(schema.get(exclusive) instanceof JsonNumber number)) {
            result.add(exclusive, schema.get(exclusive));
            return;
        }
        changed("keyword '" + exclusive + "'", place, bound);
        BigDecimal out = number.bigDecimalValue();
        boolean inclusive = schema.get(bound) instanceof JsonNumber other
                && other.bigDecimalValue().compareTo(out) * stricter > 0;
        result.add(bound, inclusive ? schema.get(bound) : number);
        if (!inclusive) {
            result.add(exclusive, true);
        }
    }

    private JsonObject dependencies(String place, JsonObject schema) {
        JsonObjectBuilder result = Json.object();
        Tree.object(schema, "dependentRequired").forEach(result::add);
        Tree.object(schema, "dependentSchemas")
                .forEach((name, value) ->
                        result.add(name, converted(place + "/dependentSchemas/" + escaped(name), value)));
        return result.build();
    }

    private JsonObject map(String place, JsonObject byName) {
        JsonObjectBuilder result = Json.object();
        byName.forEach((name, schema) -> result.add(name, converted(place + '/' + escaped(name), schema)));
        return result.build();
    }

    private JsonArray list(String place, JsonArray schemas) {
        JsonArrayBuilder result = Json.array();
        for (int i = 0; i < schemas.size(); i++) {
            result.add(converted(place + '/' + i, schemas.get(i)));
        }
        return result.build();
    }

    private void changed(String what, String place, String into) {
        warnings.accept("OpenAPI 3.1 " + what + " at '" + place + "' was converted to '" + into + "'.");
    }

    private static JsonObject object(String place, JsonValue value) {
        if (value == JsonValue.NULL) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        if (value instanceof JsonObject object) {
            return object;
        }
        throw Tree.invalid("attribute " + place + " is not of type `object`");
    }

    private static JsonObject without(JsonObject schema, String member) {
        JsonObjectBuilder result = Json.object();
        schema.forEach((name, value) -> {
            if (!name.equals(member)) {
                result.add(name, value);
            }
        });
        return result.build();
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** The first type that is not null; what a body of these types is. */
    static Optional<String> mainType(JsonObject schema) {
        if (schema.get("type") instanceof JsonArray types) {
            return types.stream()
                    .filter(JsonString.class::isInstance)
                    .map(type -> ((JsonString) type).getString())
                    .filter(type -> !type.equals("null"))
                    .findFirst();
        }
        return Tree.text(schema, "type");
    }
}
