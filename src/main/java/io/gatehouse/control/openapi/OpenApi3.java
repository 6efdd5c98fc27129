package io.gatehouse.control.openapi;

import io.gatehouse.control.openapi.document.References;
import io.gatehouse.control.openapi.document.Tree;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** OpenAPI 3.0. */
record OpenApi3(JsonObject document, References references) implements Dialect {

    @Override
    public JsonObject schemas() {
        return Tree.object(components(), "schemas");
    }

    @Override
    public String schemaPrefix() {
        return "#/components/schemas/";
    }

    @Override
    public JsonObject securitySchemes() {
        return Tree.object(components(), "securitySchemes");
    }

    @Override
    public String basePath() {
        JsonObject server = firstServer();
        JsonObject variables = Tree.object(server, "variables");
        // AWS: a variable of this name is the base path, even when the URL does not use it.
        Optional<String> variable = Tree.text(Tree.object(variables, "basePath"), "default");
        if (variable.isPresent()) {
            return variable.get();
        }
        String url = Tree.text(server, "url").orElse("");
        for (String name : variables.keySet()) {
            String value = Tree.text(Tree.object(variables, name), "default").orElse("");
            url = url.replace('{' + name + '}', value);
        }
        return pathOf(url);
    }

    @Override
    public JsonObject endpointConfiguration() {
        String name = "x-amazon-apigateway-endpoint-configuration";
        JsonObject ofServer = Tree.object(firstServer(), name);
        return ofServer.isEmpty() ? Tree.object(document, name) : ofServer;
    }

    @Override
    public int servers() {
        return Tree.array(document, "servers").size();
    }

    @Override
    public Map<String, JsonObject> requestBody(JsonObject operation, List<JsonObject> parameters) {
        return content(references.resolve(Tree.object(operation, "requestBody")));
    }

    @Override
    public Map<String, JsonObject> responseBody(JsonObject operation, JsonObject response) {
        return content(response);
    }

    private static Map<String, JsonObject> content(JsonObject body) {
        Map<String, JsonObject> schemas = new LinkedHashMap<>();
        JsonObject content = Tree.object(body, "content");
        for (String type : content.keySet()) {
            JsonObject media = Tree.object(content, type);
            if (media.containsKey("schema")) {
                schemas.put(type, Tree.object(media, "schema"));
            }
        }
        return schemas;
    }

    private JsonObject components() {
        return Tree.object(document, "components");
    }

    private JsonObject firstServer() {
        return Tree.objects(document, "servers").stream().findFirst().orElse(JsonValue.EMPTY_JSON_OBJECT);
    }

    private static String pathOf(String url) {
        int scheme = url.indexOf("//");
        String rest = url;
        if (scheme >= 0) {
            int slash = url.indexOf('/', scheme + 2);
            rest = slash < 0 ? "" : url.substring(slash);
        }
        int end = rest.length();
        for (char stop : new char[] {'?', '#'}) {
            int at = rest.indexOf(stop);
            end = at >= 0 && at < end ? at : end;
        }
        return rest.substring(0, end);
    }
}
