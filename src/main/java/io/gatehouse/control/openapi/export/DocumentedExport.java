package io.gatehouse.control.openapi.export;

import io.gatehouse.control.kind.Documentation;
import io.gatehouse.control.kind.DocumentationLocation;
import io.gatehouse.control.kind.DocumentationRules;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Writes a documentation version into an exported document: what OpenAPI knows stands where it belongs, and all of it in
 * an extension of AWS's.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api-quick-start-publishing.html">
 *     AWS: publish API documentation</a>
 */
public final class DocumentedExport {
    private static final String EXTENSION = "x-amazon-apigateway-documentation";
    private static final String ANY_METHOD = "x-amazon-apigateway-any-method";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "options", "head");
    private static final Map<String, String> PARAMETERS =
            Map.of("path", "PATH_PARAMETER", "query", "QUERY_PARAMETER", "header", "REQUEST_HEADER");
    private static final Set<ValueType> TEXT = Set.of(ValueType.STRING);
    private static final Set<ValueType> OBJECT = Set.of(ValueType.OBJECT);
    private static final Map<String, Set<ValueType>> DESCRIPTION = Map.of("description", TEXT);
    private static final Map<String, Set<ValueType>> OF_INFO =
            Map.of("description", TEXT, "termsOfService", TEXT, "contact", OBJECT, "license", OBJECT);
    private static final Map<String, Set<ValueType>> OF_API = Map.of("externalDocs", OBJECT);
    private static final Map<String, Set<ValueType>> OF_OPERATION = Map.of(
            "summary", TEXT,
            "description", TEXT,
            "tags", Set.of(ValueType.ARRAY),
            "externalDocs", OBJECT,
            "deprecated", Set.of(ValueType.TRUE, ValueType.FALSE));
    private static final Map<String, Set<ValueType>> OF_SCHEMA =
            Map.of("title", TEXT, "description", TEXT, "externalDocs", OBJECT);

    private final List<JsonObject> parts;
    private final Documentation documentation;
    private final JsonObject version;

    /**
     * @param version as it is stored
     * @param parts that it kept
     */
    public DocumentedExport(JsonObject version, List<JsonObject> parts) {
        this.version = version;
        this.parts = parts;
        this.documentation = new Documentation(parts);
    }

    /** The document with its documentation. */
    public JsonObject write(JsonObject document) {
        JsonObject api = written("API", "", "", "", "");
        JsonObject whole = document(document, api);
        JsonObjectBuilder result = Json.object();
        whole.forEach(result::add);
        return result.add(EXTENSION, extension()).build();
    }

    private JsonObject document(JsonObject document, JsonObject api) {
        JsonObject result = merge(document, api, OF_API);
        JsonObject info = merge(Tree.object(document, "info"), Tree.object(api, "info"), OF_INFO);
        result = Tree.with(result, "info", info);
        result = Tree.with(result, "paths", each(Tree.object(document, "paths"), this::pathItem));
        if (document.containsKey("components")) {
            JsonObject components = Tree.object(document, "components");
            components = described(components, "schemas", (name, schema) -> schema(name, schema));
            components = described(components, "securitySchemes", this::authorizer);
            return Tree.with(result, "components", components);
        }
        result = described(result, "definitions", (name, schema) -> schema(name, schema));
        return described(result, "securityDefinitions", this::authorizer);
    }

    /** What becomes of one named object. */
    private interface Change {
        JsonObject of(String name, JsonObject value);
    }

    private static JsonObject described(JsonObject owner, String member, Change change) {
        return owner.containsKey(member) ? Tree.with(owner, member, each(Tree.object(owner, member), change)) : owner;
    }

    private static JsonObject each(JsonObject map, Change change) {
        JsonObjectBuilder result = Json.object();
        map.forEach((name, value) ->
                result.add(name, value instanceof JsonObject object ? change.of(name, object) : value));
        return result.build();
    }

    private JsonObject pathItem(String path, JsonObject item) {
        JsonObject described = each(item, (name, operation) -> {
            if (name.equals(ANY_METHOD)) {
                return operation(path, "ANY", operation);
            }
            return METHODS.contains(name) ? operation(path, name.toUpperCase(Locale.ROOT), operation) : operation;
        });
        // AWS: of a resource only extensions are told.
        return merge(described, written("RESOURCE", path, "", "", ""), Map.of());
    }

    private JsonObject operation(String path, String method, JsonObject operation) {
        JsonObject result = merge(operation, written("METHOD", path, method, "", ""), OF_OPERATION);
        if (operation.containsKey("parameters")) {
            JsonArrayBuilder parameters = Json.array();
            for (JsonValue parameter : operation.getJsonArray("parameters")) {
                parameters.add(parameter(path, method, parameter.asJsonObject()));
            }
            result = Tree.with(result, "parameters", parameters.build());
        }
        if (operation.containsKey("requestBody")) {
            JsonObject body = merge(
                    Tree.object(operation, "requestBody"), written("REQUEST_BODY", path, method, "", ""), DESCRIPTION);
            result = Tree.with(result, "requestBody", body);
        }
        return described(result, "responses", (status, response) -> response(path, method, status, response));
    }

    private JsonObject parameter(String path, String method, JsonObject parameter) {
        String type = PARAMETERS.get(Tree.text(parameter, "in", ""));
        JsonObject properties = type == null
                ? written("REQUEST_BODY", path, method, "", "")
                : written(type, path, method, "", Tree.text(parameter, "name", ""));
        return merge(parameter, properties, DESCRIPTION);
    }

    private JsonObject response(String path, String method, String status, JsonObject response) {
        JsonObject result = merge(response, written("RESPONSE", path, method, status, ""), DESCRIPTION);
        return described(
                result,
                "headers",
                (name, header) -> merge(header, written("RESPONSE_HEADER", path, method, status, name), DESCRIPTION));
    }

    /** A model or, with a longer name, one of its properties: {@code Error.message}. */
    private JsonObject schema(String name, JsonObject schema) {
        JsonObject result = described(schema, "properties", (property, of) -> schema(name + "." + property, of));
        return merge(result, written("MODEL", "", "", "", name), OF_SCHEMA);
    }

    private JsonObject authorizer(String name, JsonObject scheme) {
        return merge(scheme, written("AUTHORIZER", "", "", "", name), DESCRIPTION);
    }

    private JsonObject written(String type, String path, String method, String status, String name) {
        return documentation.effective(new DocumentationLocation(type, path, method, status, name));
    }

    /** Adds the properties that OpenAPI knows there, and extensions but those that mean something to the gateway. */
    private static JsonObject merge(JsonObject target, JsonObject properties, Map<String, Set<ValueType>> known) {
        JsonObject result = target;
        for (Map.Entry<String, JsonValue> property : properties.entrySet()) {
            String name = property.getKey();
            boolean extension = name.startsWith("x-") && !name.startsWith("x-amazon-");
            if (extension
                    || known.getOrDefault(name, Set.of())
                            .contains(property.getValue().getValueType())) {
                result = Tree.with(result, name, property.getValue());
            }
        }
        return result;
    }

    private JsonObject extension() {
        JsonArrayBuilder list = Json.array();
        parts.stream()
                .sorted(Comparator.comparing(
                        part -> DocumentationRules.location(part).toString()))
                .forEach(part -> list.add(Json.object()
                        .add("location", DocumentationRules.location(part).brief())
                        .add(
                                "properties",
                                Tree.parse(Tree.text(part, "properties", "")).orElse(JsonValue.EMPTY_JSON_OBJECT))));
        return Json.object()
                .add("version", Tree.text(version, "version", ""))
                .add("createdDate", Tree.text(version, "createdDate", ""))
                .add("documentationParts", list)
                .build();
    }
}
