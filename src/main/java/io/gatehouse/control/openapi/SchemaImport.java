package io.gatehouse.control.openapi;

import io.gatehouse.control.openapi.document.References;
import io.gatehouse.control.openapi.document.Tree;
import io.gatehouse.model.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the models of an API from a document's schemas: each named schema becomes the model of that name, a schema that
 * stands in place becomes one named after its content. References between them take the form that models use.
 */
final class SchemaImport {
    /** What OpenAPI adds to JSON schema (draft 4) and models do not know. */
    private static final Set<String> DROPPED = Set.of(
            "example",
            "examples",
            "xml",
            "externalDocs",
            "discriminator",
            "deprecated",
            "readOnly",
            "writeOnly",
            "nullable");

    private static final Set<String> SCHEMA_MAPS = Set.of("properties", "patternProperties", "definitions");
    private static final Set<String> SCHEMAS = Set.of("items", "not", "additionalProperties", "additionalItems");
    private static final Set<String> SCHEMA_LISTS = Set.of("allOf", "anyOf", "oneOf", "items");
    private static final Set<String> PRIMITIVES = Set.of("string", "integer", "number", "boolean", "file");

    private final JsonObject schemas;
    private final String localPrefix;
    private final String canonicalPrefix;
    private final Set<String> knownModels;
    private final Findings findings;
    private final Map<String, JsonObject> models = new LinkedHashMap<>();
    private final Map<String, String> inlineNames = new HashMap<>();

    /**
     * @param knownModels models that are there already and stay
     */
    SchemaImport(Dialect dialect, String restApiId, Set<String> knownModels, Findings findings) {
        this.schemas = dialect.schemas();
        this.localPrefix = dialect.schemaPrefix();
        this.canonicalPrefix = "https://apigateway.amazonaws.com/restapis/" + restApiId + "/models/";
        this.knownModels = knownModels;
        this.findings = findings;
        schemas.forEach((name, schema) -> models.put(name, model(name, Tree.object(schema))));
    }

    /** All models so far, by name: members as {@code CreateModel} takes them. */
    Map<String, JsonObject> models() {
        return models;
    }

    /**
     * The model of a body.
     *
     * @param place for the warning when there is none, such as {@code 200 response to method 'GET /pets'}
     */
    Optional<String> modelOf(JsonObject schema, String place) {
        Optional<String> reference = References.reference(schema);
        if (reference.isPresent()) {
            Optional<String> name = nameOf(reference.get());
            if (name.isEmpty()) {
                findings.warning("Reference to model '" + lastStep(reference.get()) + "' not found. Ignoring.");
            }
            return name;
        }
        if (schema.isEmpty()) {
            return Optional.empty();
        }
        String type = Schema31.mainType(schema).orElse("object");
        if (PRIMITIVES.contains(type)) {
            String kind = type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1) + "Schema";
            findings.warning("Unsupported model type '" + kind + "' in " + place + ". Ignoring.");
            return Optional.empty();
        }
        return Optional.of(inline(schema));
    }

    private JsonObject model(String name, JsonObject schema) {
        JsonObjectBuilder model = Json.object().add("name", name).add("contentType", "application/json");
        Tree.text(schema, "description")
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> model.add("description", text));
        return model.add("schema", rewrite(name, schema).toString()).build();
    }

    /** AWS: named MODEL and six hexadecimal digits. */
    private String inline(JsonObject schema) {
        // The name must not depend on the API's id, so that a re-import makes the same one.
        String content = rewrite("inline", schema).toString().replace(canonicalPrefix, "#/");
        String digest = digest(content);
        for (int length = 6; length <= digest.length(); length += 2) {
            String name = "MODEL" + digest.substring(0, length);
            if (content.equals(inlineNames.get(name))) {
                return name;
            }
            if (!models.containsKey(name)) {
                inlineNames.put(name, content);
                models.put(name, model(name, schema));
                return name;
            }
        }
        throw Tree.invalid();
    }

    private static String digest(String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private Optional<String> nameOf(String reference) {
        Optional<String> name = reference.startsWith(localPrefix)
                ? Optional.of(reference
                        .substring(localPrefix.length())
                        .replace("~1", "/")
                        .replace("~0", "~"))
                : References.canonicalName(reference);
        return name.filter(model -> schemas.containsKey(model) || knownModels.contains(model));
    }

    private static String lastStep(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    private JsonObject rewrite(String model, JsonObject schema) {
        Optional<String> reference = References.reference(schema);
        if (reference.isPresent()) {
            return Json.object().add("$ref", canonical(model, reference.get())).build();
        }
        JsonObjectBuilder result = Json.object();
        schema.forEach((keyword, value) -> {
            if (!DROPPED.contains(keyword) && !keyword.startsWith("x-")) {
                result.add(keyword, rewrite(model, keyword, value));
            }
        });
        return result.build();
    }

    private JsonValue rewrite(String model, String keyword, JsonValue value) {
        if (SCHEMA_MAPS.contains(keyword)) {
            return rewriteAll(model, Tree.object(value));
        }
        if (value instanceof JsonObject object) {
            return SCHEMAS.contains(keyword) ? rewrite(model, object) : value;
        }
        if (value instanceof JsonArray array) {
            if (SCHEMA_LISTS.contains(keyword)) {
                JsonArrayBuilder list = Json.array();
                array.forEach(item -> list.add(rewrite(model, Tree.object(item))));
                return list.build();
            }
            return keyword.equals("required") ? sorted(array) : value;
        }
        return value;
    }

    private JsonObject rewriteAll(String model, JsonObject byName) {
        JsonObjectBuilder result = Json.object();
        byName.forEach((name, schema) -> result.add(name, rewrite(model, Tree.object(schema))));
        return result.build();
    }

    /** AWS: required names come back in alphabetical order (recorded). */
    private static JsonArray sorted(JsonArray names) {
        if (!names.stream().allMatch(JsonString.class::isInstance)) {
            return names;
        }
        JsonArrayBuilder sorted = Json.array();
        names.getValuesAs(JsonString::getString).stream().sorted().forEach(sorted::add);
        return sorted.build();
    }

    private String canonical(String model, String reference) {
        Optional<String> name = nameOf(reference);
        if (name.isEmpty()) {
            findings.error("Unable to create model for '" + model + "': Invalid model specified: Validation Result: "
                    + "warnings : [], errors : [Model reference must be in canonical form]");
        }
        return canonicalPrefix + name.orElse("");
    }
}
