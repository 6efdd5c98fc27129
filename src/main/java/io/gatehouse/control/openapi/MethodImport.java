package io.gatehouse.control.openapi;

import io.gatehouse.control.openapi.SecurityImport.Security;
import io.gatehouse.control.openapi.document.References;
import io.gatehouse.control.openapi.document.Tree;
import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a method of an operation. */
final class MethodImport {
    private static final Map<String, String> LOCATIONS =
            Map.of("path", "path", "query", "querystring", "header", "header");
    private static final String VALIDATOR = "x-amazon-apigateway-request-validator";

    private final JsonObject document;
    private final References references;
    private final Dialect dialect;
    private final SchemaImport schemas;
    private final SecurityImport security;
    private final Findings findings;

    MethodImport(OpenApiDocument source, SchemaImport schemas, SecurityImport security, Findings findings) {
        this.document = source.tree();
        this.references = source.references();
        this.dialect = source.dialect();
        this.schemas = schemas;
        this.security = security;
        this.findings = findings;
    }

    /**
     * The method of an operation; empty when nobody can say who may call it.
     *
     * @param path of its resource
     * @param pathItem whose parameters it shares
     */
    Optional<ImportedMethod> read(String path, String httpMethod, JsonObject pathItem, JsonObject operation) {
        List<JsonObject> parameters = parameters(pathItem, operation);
        String place = "method '" + httpMethod + " " + path + "'";
        Optional<Security> callers = security.of(operation, "'" + httpMethod + "' on resource at path '" + path + "'");
        if (callers.isEmpty()) {
            return Optional.empty();
        }
        JsonObjectBuilder method = method(callers.get());
        Tree.text(operation, "operationId").ifPresent(id -> method.add("operationName", id));
        addIfAny(method, "requestParameters", requestParameters(path, place, parameters));
        addIfAny(method, "requestModels", models(dialect.requestBody(operation, parameters), "body of " + place));
        Optional<String> validator = Tree.text(operation, VALIDATOR).or(() -> Tree.text(document, VALIDATOR));
        Map<String, JsonObject> responses = responses(operation, place);
        if (!operation.containsKey(IntegrationImport.NAME)) {
            return Optional.of(new ImportedMethod(
                    method.build(), callers.get().authorizer(), validator, responses, Optional.empty(), Map.of()));
        }
        var integration = new IntegrationImport(
                references.resolve(Tree.object(operation, IntegrationImport.NAME)), path, httpMethod, findings);
        return Optional.of(new ImportedMethod(
                method.build(),
                callers.get().authorizer(),
                validator,
                responses,
                integration.integration(),
                integration.responses()));
    }

    private static JsonObjectBuilder method(Security callers) {
        JsonObjectBuilder method = Json.object()
                .add("authorizationType", callers.authorizationType())
                .add("apiKeyRequired", callers.apiKeyRequired());
        if (callers.authorizationType().equals("COGNITO_USER_POOLS")
                && !callers.scopes().isEmpty()) {
            method.add("authorizationScopes", Json.array(callers.scopes()));
        }
        return method;
    }

    /** Those of the path item and of the operation, which win. */
    private List<JsonObject> parameters(JsonObject pathItem, JsonObject operation) {
        Map<String, JsonObject> byName = new LinkedHashMap<>();
        for (JsonObject source : List.of(pathItem, operation)) {
            for (JsonObject item : Tree.objects(source, "parameters")) {
                JsonObject parameter = references.resolve(item);
                String name = Tree.text(parameter, "name").orElse("");
                byName.put(Tree.text(parameter, "in").orElse("") + ' ' + name, parameter);
            }
        }
        return new ArrayList<>(byName.values());
    }

    private JsonObject requestParameters(String path, String place, List<JsonObject> parameters) {
        Map<String, Boolean> required = new LinkedHashMap<>();
        for (JsonObject parameter : parameters) {
            String in = Tree.text(parameter, "in").orElse("");
            String name = Tree.text(parameter, "name").orElse("");
            String location = LOCATIONS.get(in);
            if (location != null && !name.isEmpty()) {
                boolean always = in.equals("path");
                required.put("method.request." + location + '.' + name, always || Tree.flag(parameter, "required"));
            } else if (!in.equals("body")) {
                findings.warning("Unsupported parameter '" + name + "' in '" + in + "' of " + place + ". Ignoring.");
            }
        }
        // AWS: variables of the path are parameters whether declared or not (recorded).
        for (String segment : BasepathMode.segments(path)) {
            if (segment.startsWith("{") && segment.endsWith("}")) {
                String name = segment.substring(1, segment.length() - (segment.endsWith("+}") ? 2 : 1));
                required.put("method.request.path." + name, true);
            }
        }
        JsonObjectBuilder result = Json.object();
        required.forEach((name, value) -> result.add(name, value));
        return result.build();
    }

    private Map<String, JsonObject> responses(JsonObject operation, String place) {
        Map<String, JsonObject> result = new LinkedHashMap<>();
        JsonObject given = Tree.object(operation, "responses");
        for (String statusCode : given.keySet()) {
            // AWS: there is no default method response; nothing the gateway does depends on one.
            if (statusCode.equals("default") || statusCode.startsWith("x-")) {
                continue;
            }
            JsonObject response = references.resolve(Tree.object(given, statusCode));
            JsonObjectBuilder headers = Json.object();
            Tree.object(response, "headers")
                    .keySet()
                    .forEach(name -> headers.add("method.response.header." + name, false));
            JsonObjectBuilder members = Json.object();
            addIfAny(members, "responseParameters", headers.build());
            addIfAny(
                    members,
                    "responseModels",
                    models(dialect.responseBody(operation, response), statusCode + " response to " + place));
            result.put(statusCode, members.build());
        }
        return result;
    }

    private JsonObject models(Map<String, JsonObject> bodies, String place) {
        JsonObjectBuilder result = Json.object();
        bodies.forEach((type, schema) -> schemas.modelOf(schema, place).ifPresent(name -> result.add(type, name)));
        return result.build();
    }

    private static void addIfAny(JsonObjectBuilder builder, String name, JsonObject value) {
        if (!value.isEmpty()) {
            builder.add(name, value);
        }
    }
}
