package io.gatehouse.control.openapi.export;

import io.gatehouse.model.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;
import java.util.Set;

/**
 * How an export is written: the shape of OpenAPI 3.0 or of 2.0.
 *
 * @param name of the export type: {@code oas30} or {@code swagger}
 * @param scheme {@code https} or {@code http}
 * @param host of the deployed API
 * @param stageName its base path
 * @param region that requests are signed for
 */
public record ExportDialect(String name, String scheme, String host, String stageName, String region) {
    private static final String JSON = "application/json";
    private static final String ENDPOINT = "x-amazon-apigateway-endpoint-configuration";

    boolean isOpenApi3() {
        return name.equals("oas30");
    }

    String schemaPrefix() {
        return isOpenApi3() ? "#/components/schemas/" : "#/definitions/";
    }

    void addVersion(JsonObjectBuilder document) {
        if (isOpenApi3()) {
            document.add("openapi", "3.0.1");
        } else {
            document.add("swagger", "2.0");
        }
    }

    void addServer(JsonObjectBuilder document, JsonObject endpointConfiguration) {
        if (isOpenApi3()) {
            JsonObjectBuilder basePath =
                    Json.object().add("basePath", Json.object().add("default", stageName));
            JsonObjectBuilder server = Json.object()
                    .add("url", scheme + "://" + host + "/{basePath}")
                    .add("variables", basePath);
            if (!endpointConfiguration.isEmpty()) {
                server.add(ENDPOINT, endpointConfiguration);
            }
            document.add("servers", Json.array().add(server));
            return;
        }
        document.add("host", host)
                .add("basePath", "/" + stageName)
                .add("schemes", Json.array().add(scheme));
        if (!endpointConfiguration.isEmpty()) {
            document.add(ENDPOINT, endpointConfiguration);
        }
    }

    JsonObjectBuilder parameter(String in, String parameter, boolean required) {
        JsonObjectBuilder result = Json.object().add("name", parameter).add("in", in);
        if (!isOpenApi3()) {
            return result.add("required", required).add("type", "string");
        }
        if (required) {
            result.add("required", true);
        }
        return result.add("schema", string());
    }

    JsonObjectBuilder header() {
        return isOpenApi3() ? Json.object().add("schema", string()) : string();
    }

    /**
     * Adds the parameters and the request body of an operation.
     *
     * @param answerTypes content types of all its answers with a model
     */
    void addBodies(
            JsonObjectBuilder operation,
            JsonArrayBuilder parameters,
            Map<String, JsonObject> requestBodies,
            Set<String> answerTypes) {
        if (!isOpenApi3() && !requestBodies.isEmpty()) {
            operation.add("consumes", type(requestBodies.keySet()));
        }
        if (!isOpenApi3() && !answerTypes.isEmpty()) {
            operation.add("produces", type(answerTypes));
        }
        if (!isOpenApi3() && !requestBodies.isEmpty()) {
            JsonObject schema = jsonSchema(requestBodies);
            String reference = schema.getString("$ref", "body");
            parameters.add(Json.object()
                    .add("in", "body")
                    .add("name", reference.substring(reference.lastIndexOf('/') + 1))
                    .add("required", true)
                    .add("schema", schema));
        }
        JsonArray all = parameters.build();
        if (!all.isEmpty()) {
            operation.add("parameters", all);
        }
        if (isOpenApi3() && !requestBodies.isEmpty()) {
            operation.add(
                    "requestBody",
                    Json.object().add("content", content(requestBodies)).add("required", true));
        }
    }

    /** Adds the body of a response. */
    void addBody(JsonObjectBuilder response, Map<String, JsonObject> bodies) {
        if (isOpenApi3()) {
            response.add("content", content(bodies));
        } else if (!bodies.isEmpty()) {
            response.add("schema", jsonSchema(bodies));
        }
    }

    void addComponents(JsonObjectBuilder document, JsonObject schemas, JsonObject securitySchemes) {
        JsonObjectBuilder target = isOpenApi3() ? Json.object() : document;
        if (!securitySchemes.isEmpty()) {
            target.add(isOpenApi3() ? "securitySchemes" : "securityDefinitions", securitySchemes);
        }
        if (!schemas.isEmpty()) {
            target.add(isOpenApi3() ? "schemas" : "definitions", schemas);
        }
        if (isOpenApi3()) {
            document.add("components", target);
        }
    }

    private static JsonObjectBuilder string() {
        return Json.object().add("type", "string");
    }

    private static JsonObjectBuilder content(Map<String, JsonObject> bodies) {
        JsonObjectBuilder content = Json.object();
        bodies.forEach((type, schema) -> content.add(type, Json.object().add("schema", schema)));
        return content;
    }

    /** The one type that the body's schema is for. */
    private static JsonArrayBuilder type(Set<String> names) {
        return Json.array().add(names.contains(JSON) ? JSON : names.iterator().next());
    }

    private static JsonObject jsonSchema(Map<String, JsonObject> bodies) {
        JsonObject json = bodies.get(JSON);
        return json != null ? json : bodies.values().iterator().next();
    }
}
