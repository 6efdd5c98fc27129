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

    private static final Set<JsonValue> BOOLEANS = Set.of(JsonValue.TRUE, JsonValue.FALSE);
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
        schemas.keySet().forEach(name -> models.put(name, model(name, Tree.object(schemas, name))));
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
            if (name.isEmpty() && References.isForeign(reference.get())) {
                throw References.notFound(reference.get());
            }
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
        return model.add("schema", rewrite(schema).toString()).build();
    }

    /** AWS: named MODEL and six hexadecimal digits. */
    private String inline(JsonObject schema) {
        // The name must not depend on the API's id, so that a re-import makes the same one.
        String content = rewrite(schema).toString().replace(canonicalPrefix, "#/");
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

    private JsonObject rewrite(JsonObject schema) {
        Optional<String> reference = References.reference(schema);
        if (reference.isPresent()) {
            return Json.object().add("$ref", canonical(reference.get())).build();
        }
        JsonObjectBuilder result = Json.object();
        for (String keyword : schema.keySet()) {
            if (!isDropped(keyword, schema)) {
                result.add(keyword, rewrite(schema, keyword));
            }
        }
        return result.build();
    }

    private static boolean isDropped(String keyword, JsonObject schema) {
        // AWS: its parser knows lists only; many a document says of a single property that it is required.
        boolean isFlag = keyword.equals("required") && BOOLEANS.contains(schema.getOrDefault(keyword, JsonValue.NULL));
        return isFlag || DROPPED.contains(keyword) || keyword.startsWith("x-");
    }

    private JsonValue rewrite(JsonObject schema, String keyword) {
        JsonValue value = schema.getOrDefault(keyword, JsonValue.NULL);
        boolean isList = value instanceof JsonArray;
        return switch (keyword) {
            case "properties", "patternProperties", "definitions" -> rewriteAll(Tree.object(schema, keyword));
            case "dependencies" -> rewriteDependencies(Tree.object(schema, keyword));
            case "allOf", "anyOf", "oneOf" -> rewriteList(Tree.array(schema, keyword));
            case "items" -> isList ? rewriteList(value.asJsonArray()) : rewrite(Tree.object(schema, keyword));
            case "not" -> rewrite(Tree.object(schema, keyword));
            case "additionalProperties", "additionalItems" ->
                BOOLEANS.contains(value) ? value : rewrite(Tree.object(schema, keyword));
            case "required" -> isList ? sorted(value.asJsonArray()) : value;
            default -> value;
        };
    }

    private JsonObject rewriteAll(JsonObject byName) {
        JsonObjectBuilder result = Json.object();
        byName.keySet().forEach(name -> result.add(name, rewrite(Tree.object(byName, name))));
        return result.build();
    }

    /** What a property asks for beside itself: names, or a schema. */
    private JsonObject rewriteDependencies(JsonObject byName) {
        JsonObjectBuilder result = Json.object();
        byName.forEach((name, value) ->
                result.add(name, value instanceof JsonArray ? value : rewrite(Tree.object(byName, name))));
        return result.build();
    }

    private JsonArray rewriteList(JsonArray schemas) {
        JsonArrayBuilder list = Json.array();
        Tree.objects(schemas).forEach(schema -> list.add(rewrite(schema)));
        return list.build();
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

    /** The reference as models have it; one without a name, which no model may have, when there is no such model. */
    private String canonical(String reference) {
        return canonicalPrefix + nameOf(reference).orElse("");
    }
}
