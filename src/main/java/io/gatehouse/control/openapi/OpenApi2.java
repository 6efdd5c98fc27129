package io.gatehouse.control.openapi;

import io.gatehouse.control.openapi.document.Tree;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;

/** OpenAPI 2.0, also known as Swagger. */
record OpenApi2(JsonObject document) implements Dialect {
    private static final String JSON = "application/json";

    @Override
    public JsonObject schemas() {
        return Tree.object(document, "definitions");
    }

    @Override
    public String schemaPrefix() {
        return "#/definitions/";
    }

    @Override
    public JsonObject securitySchemes() {
        return Tree.object(document, "securityDefinitions");
    }

    @Override
    public String basePath() {
        return Tree.text(document, "basePath").orElse("");
    }

    @Override
    public JsonObject endpointConfiguration() {
        return Tree.object(document, "x-amazon-apigateway-endpoint-configuration");
    }

    @Override
    public int servers() {
        return 1;
    }

    @Override
    public Map<String, JsonObject> requestBody(JsonObject operation, List<JsonObject> parameters) {
        for (JsonObject parameter : parameters) {
            if (Tree.text(parameter, "in").orElse("").equals("body") && parameter.containsKey("schema")) {
                return Map.of(contentType(operation, "consumes"), Tree.object(parameter, "schema"));
            }
        }
        return Map.of();
    }

    @Override
    public Map<String, JsonObject> responseBody(JsonObject operation, JsonObject response) {
        if (!response.containsKey("schema")) {
            return Map.of();
        }
        return Map.of(contentType(operation, "produces"), Tree.object(response, "schema"));
    }

    /** A body has one schema whatever its content type, so it gets one model: JSON when that is among the types. */
    private String contentType(JsonObject operation, String member) {
        List<String> names = Tree.texts(operation.containsKey(member) ? operation : document, member);
        return names.isEmpty() || names.contains(JSON) ? JSON : names.get(0);
    }
}
