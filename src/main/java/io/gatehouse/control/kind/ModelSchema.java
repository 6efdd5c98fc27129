package io.gatehouse.control.kind;

import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.AwsException;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The form of a model's schema: JSON schema draft 4, without any other keyword, that refers to other models in AWS's
 * way.
 */
final class ModelSchema {
    private static final Set<String> TYPES =
            Set.of("array", "boolean", "integer", "null", "number", "object", "string");
    private static final int MOST_ERRORS = 10;

    /** What a keyword's value must be. */
    private enum Form {
        ANYTHING,
        TEXT,
        FLAG,
        NUMBER,
        COUNT,
        TYPE,
        NAMES,
        VALUES,
        SCHEMA,
        SCHEMA_OR_FLAG,
        SCHEMA_OR_SCHEMAS,
        SCHEMAS,
        NAMED_SCHEMAS,
        DEPENDENCIES
    }

    private static final Map<String, Form> KEYWORDS = Map.ofEntries(
            Map.entry("$schema", Form.TEXT),
            Map.entry("$ref", Form.TEXT),
            Map.entry("id", Form.TEXT),
            Map.entry("title", Form.TEXT),
            Map.entry("description", Form.TEXT),
            Map.entry("format", Form.TEXT),
            Map.entry("pattern", Form.TEXT),
            Map.entry("default", Form.ANYTHING),
            Map.entry("multipleOf", Form.NUMBER),
            Map.entry("maximum", Form.NUMBER),
            Map.entry("minimum", Form.NUMBER),
            Map.entry("exclusiveMaximum", Form.FLAG),
            Map.entry("exclusiveMinimum", Form.FLAG),
            Map.entry("uniqueItems", Form.FLAG),
            Map.entry("maxLength", Form.COUNT),
            Map.entry("minLength", Form.COUNT),
            Map.entry("maxItems", Form.COUNT),
            Map.entry("minItems", Form.COUNT),
            Map.entry("maxProperties", Form.COUNT),
            Map.entry("minProperties", Form.COUNT),
            Map.entry("type", Form.TYPE),
            Map.entry("required", Form.NAMES),
            Map.entry("enum", Form.VALUES),
            Map.entry("not", Form.SCHEMA),
            Map.entry("additionalItems", Form.SCHEMA_OR_FLAG),
            Map.entry("additionalProperties", Form.SCHEMA_OR_FLAG),
            Map.entry("items", Form.SCHEMA_OR_SCHEMAS),
            Map.entry("allOf", Form.SCHEMAS),
            Map.entry("anyOf", Form.SCHEMAS),
            Map.entry("oneOf", Form.SCHEMAS),
            Map.entry("definitions", Form.NAMED_SCHEMAS),
            Map.entry("properties", Form.NAMED_SCHEMAS),
            Map.entry("patternProperties", Form.NAMED_SCHEMAS),
            Map.entry("dependencies", Form.DEPENDENCIES));

    private final Set<String> unsupported = new TreeSet<>();
    private int malformed;

    private ModelSchema() {}

    /**
     * Checks the schema of a model.
     *
     * @throws AwsException {@code BadRequestException} when there is none; when the content type is one of JSON also
     *     when it is no JSON, no schema, or refers to a model in another way than AWS's
     */
    static void check(String contentType, String schema) {
        if (schema.isBlank()) {
            throw AwsException.badRequest("Model schema must have at least 1 property or array items defined");
        }
        if (contentType.contains("json")) {
            List<String> errors = Tree.parse(schema)
                    .map(tree -> new ModelSchema().errors(tree))
                    .orElse(List.of("Invalid model schema specified"));
            if (!errors.isEmpty()) {
                throw AwsException.badRequest("Invalid model specified: Validation Result: warnings : [], errors : ["
                        + String.join(", ", errors) + "]");
            }
        }
    }

    private List<String> errors(JsonObject schema) {
        checkKeywords(schema);
        List<String> errors = new ArrayList<>();
        // AWS: says so of each place, without naming it (observed).
        for (int i = 0; i < Math.min(malformed, MOST_ERRORS); i++) {
            errors.add("Invalid model schema specified");
        }
        if (!unsupported.isEmpty()) {
            errors.add("Invalid model schema specified. Unsupported keyword(s): ["
                    + unsupported.stream()
                            .limit(MOST_ERRORS)
                            .map(keyword -> Tree.of(keyword).toString())
                            .collect(Collectors.joining(", "))
                    + "]");
        }
        if (ModelGraph.references(schema).stream().anyMatch(ModelSchema::isForeign)) {
            errors.add("Model reference must be in canonical form");
        }
        return errors;
    }

    private static boolean isForeign(String reference) {
        return !reference.startsWith("#") && ModelGraph.named(reference).isEmpty();
    }

    private void checkKeywords(JsonObject schema) {
        schema.forEach((keyword, value) -> {
            Optional<Form> form = Optional.ofNullable(KEYWORDS.get(keyword));
            if (form.isEmpty()) {
                unsupported.add(keyword);
            } else if (!fits(form.get(), value)) {
                malformed++;
            }
        });
    }

    private boolean fits(Form form, JsonValue value) {
        return switch (form) {
            case ANYTHING -> true;
            case TEXT -> value instanceof JsonString;
            case FLAG -> isFlag(value);
            case NUMBER -> value instanceof JsonNumber;
            case COUNT ->
                value instanceof JsonNumber number
                        && number.isIntegral()
                        && number.bigIntegerValue().signum() >= 0;
            case TYPE -> isType(value) || isList(value, ModelSchema::isType);
            case NAMES ->
                isList(value, JsonString.class::isInstance)
                        && new HashSet<>(value.asJsonArray()).size()
                                == value.asJsonArray().size();
            case VALUES -> isList(value, each -> true);
            case SCHEMA -> isSchema(value);
            case SCHEMA_OR_FLAG -> isFlag(value) || isSchema(value);
            case SCHEMA_OR_SCHEMAS -> isSchema(value) || isList(value, this::isSchema);
            case SCHEMAS -> isList(value, this::isSchema);
            case NAMED_SCHEMAS -> isMap(value, this::isSchema);
            case DEPENDENCIES -> isMap(value, each -> isSchema(each) || fits(Form.NAMES, each));
        };
    }

    private static boolean isFlag(JsonValue value) {
        return value.getValueType() == ValueType.TRUE || value.getValueType() == ValueType.FALSE;
    }

    private static boolean isType(JsonValue value) {
        return value instanceof JsonString name && TYPES.contains(name.getString());
    }

    /** A list that is not empty. */
    private static boolean isList(JsonValue value, Predicate<JsonValue> element) {
        return value instanceof JsonArray list
                && !list.isEmpty()
                && list.stream().allMatch(element);
    }

    private static boolean isMap(JsonValue value, Predicate<JsonValue> element) {
        return value instanceof JsonObject map && map.values().stream().allMatch(element);
    }

    /** Whether it could be a schema; what is wrong inside counts by itself. */
    private boolean isSchema(JsonValue value) {
        if (value instanceof JsonObject schema) {
            checkKeywords(schema);
            return true;
        }
        return false;
    }
}
