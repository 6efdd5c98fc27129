package io.gatehouse.control.openapi;

import io.gatehouse.control.openapi.document.References;
import io.gatehouse.control.openapi.document.Tree;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What OpenAPI 2.0 and 3.0 write differently. */
interface Dialect {

    /** The dialect of a document. */
    static Dialect of(JsonObject document, References references) {
        Optional<String> swagger = Tree.text(document, "swagger");
        if (swagger.isPresent()) {
            // YAML writers take the number for an integer.
            if (!List.of("2.0", "2").contains(swagger.get())) {
                throw unsupported("Swagger", swagger.get());
            }
            return new OpenApi2(document);
        }
        String version = Tree.text(document, "openapi").orElseThrow(Tree::invalid);
        if (!version.equals("3.0") && !version.startsWith("3.0.")) {
            throw unsupported("OpenAPI", version);
        }
        return new OpenApi3(document, references);
    }

    private static RuntimeException unsupported(String name, String version) {
        return Tree.invalid(
                name + " version " + version + " is not supported. Supported versions are 2.0, 3.0.x and 3.1.x.");
    }

    /** The named schemas. */
    JsonObject schemas();

    /** What a reference to a named schema begins with. */
    String schemaPrefix();

    JsonObject securitySchemes();

    /** The path that all paths are relative to; empty when there is none. */
    String basePath();

    /** {@code x-amazon-apigateway-endpoint-configuration}. */
    JsonObject endpointConfiguration();

    /** How many servers the document names. */
    int servers();

    /**
     * The schemas of a request body, by content type.
     *
     * @param parameters of the operation and its path item, resolved
     */
    Map<String, JsonObject> requestBody(JsonObject operation, List<JsonObject> parameters);

    /** The schemas of a resolved response, by content type. */
    Map<String, JsonObject> responseBody(JsonObject operation, JsonObject response);
}
