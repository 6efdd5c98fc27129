package io.gatehouse.control.openapi.export;

import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import io.gatehouse.model.rest.Integration;
import io.gatehouse.model.rest.IntegrationResponse;
import io.gatehouse.model.rest.Method;
import io.gatehouse.model.rest.MethodResponse;
import io.gatehouse.model.rest.Resource;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes one method as an operation. */
final class OperationExport {
    private static final Map<String, String> LOCATIONS =
            Map.of("path", "path", "querystring", "query", "header", "header");
    private static final int DEFAULT_TIMEOUT = 29_000;

    private final ExportDialect dialect;
    private final ExportedSchemas schemas;
    private final ExportedSecurity security;
    private final ExportExtensions extensions;
    private final Map<String, String> validatorNames;

    /** @param validatorNames by id */
    OperationExport(
            ExportDialect dialect,
            ExportedSchemas schemas,
            ExportedSecurity security,
            ExportExtensions extensions,
            Map<String, String> validatorNames) {
        this.dialect = dialect;
        this.schemas = schemas;
        this.security = security;
        this.extensions = extensions;
        this.validatorNames = validatorNames;
    }

    JsonObject write(Resource resource, String httpMethod, Method method) {
        String place = httpMethod + ' ' + resource.path();
        JsonObjectBuilder operation = Json.object();
        OpenApiExport.addText(operation, "operationId", method.operationName());
        JsonArrayBuilder parameters = parameters(method);
        dialect.addBodies(operation, parameters, bodies(method.requestModels(), place), responseTypes(method));
        JsonObjectBuilder responses = Json.object();
        new TreeMap<>(orEmpty(method.methodResponses()))
                .forEach((status, response) -> responses.add(status, response(status, response, place)));
        operation.add("responses", responses);
        security.addTo(operation, method);
        if (extensions.postman() && "AWS_IAM".equals(method.authorizationType())) {
            operation.add("x-postman-meta", postman());
        }
        String validator = validatorNames.get(String.valueOf(method.requestValidatorId()));
        if (extensions.validators() && validator != null) {
            operation.add("x-amazon-apigateway-request-validator", validator);
        }
        if (extensions.integrations() && method.methodIntegration() != null) {
            operation.add("x-amazon-apigateway-integration", integration(resource, method.methodIntegration()));
        }
        return operation.build();
    }

    private JsonArrayBuilder parameters(Method method) {
        JsonArrayBuilder parameters = Json.array();
        new TreeMap<>(orEmpty(method.requestParameters())).forEach((expression, required) -> {
            // method.request.{location}.{name}
            String[] steps = expression.split("\\.", 4);
            String in = steps.length == 4 ? LOCATIONS.get(steps[2]) : null;
            if (in != null) {
                parameters.add(dialect.parameter(in, steps[3], Boolean.TRUE.equals(required)));
            }
        });
        return parameters;
    }

    private static Set<String> responseTypes(Method method) {
        Set<String> types = new TreeSet<>();
        orEmpty(method.methodResponses())
                .values()
                .forEach(response ->
                        types.addAll(orEmpty(response.responseModels()).keySet()));
        return types;
    }

    private JsonObject response(String status, MethodResponse response, String place) {
        JsonObjectBuilder result = Json.object().add("description", status + " response");
        JsonObjectBuilder headers = Json.object();
        new TreeSet<>(orEmpty(response.responseParameters()).keySet())
                .stream()
                        .filter(name -> name.startsWith("method.response.header."))
                        .map(name -> name.substring("method.response.header.".length()))
                        .forEach(name -> headers.add(name, dialect.header()));
        JsonObject built = headers.build();
        if (!built.isEmpty()) {
            result.add("headers", built);
        }
        dialect.addBody(result, bodies(response.responseModels(), place));
        return result.build();
    }

    /** References to models by content type. */
    private Map<String, JsonObject> bodies(@Nullable Map<String, String> models, String place) {
        Map<String, JsonObject> bodies = new LinkedHashMap<>();
        new TreeMap<>(orEmpty(models)).forEach((type, name) -> bodies.put(type, schemas.reference(name)));
        if (!bodies.isEmpty()
                && bodies.keySet().stream()
                        .noneMatch(type -> type.toLowerCase(Locale.ROOT).contains("json"))) {
            // AWS: such an API cannot be exported.
            throw AwsException.badRequest("Only found non-JSON body models for " + place);
        }
        return bodies;
    }

    /** What Postman's importer needs to sign requests; the form is that importer's (inferred). */
    private JsonObjectBuilder postman() {
        JsonObjectBuilder attributes = Json.object()
                .add("id", "awsSigV4")
                .add("accessKey", "{{aws_access_key_id}}")
                .add("secretKey", "{{aws_secret_access_key}}")
                .add("region", dialect.region())
                .add("service", "execute-api");
        return Json.object().add("currentHelper", "awsSigV4").add("helperAttributes", attributes);
    }

    private static JsonObject integration(Resource resource, Integration integration) {
        JsonObjectBuilder result = Json.object();
        if (integration.type() != null) {
            result.add("type", lower(integration.type().name()));
        }
        OpenApiExport.addText(result, "httpMethod", integration.httpMethod());
        OpenApiExport.addText(result, "uri", integration.uri());
        OpenApiExport.addText(result, "credentials", integration.credentials());
        if ("VPC_LINK".equals(integration.connectionType())) {
            result.add("connectionType", "VPC_LINK");
            OpenApiExport.addText(result, "connectionId", integration.connectionId());
            OpenApiExport.addText(result, "integrationTarget", integration.integrationTarget());
        }
        JsonObject responses = integrationResponses(orEmpty(integration.integrationResponses()));
        if (!responses.isEmpty()) {
            result.add("responses", responses);
        }
        OpenApiExport.addTexts(result, "requestParameters", integration.requestParameters());
        OpenApiExport.addTexts(result, "requestTemplates", integration.requestTemplates());
        if (integration.passthroughBehavior() != null) {
            result.add("passthroughBehavior", lower(integration.passthroughBehavior()));
        }
        OpenApiExport.addText(result, "contentHandling", integration.contentHandling());
        if (integration.timeoutInMillis() != null && integration.timeoutInMillis() != DEFAULT_TIMEOUT) {
            result.add("timeoutInMillis", integration.timeoutInMillis());
        }
        addCache(result, resource, integration);
        if (integration.tlsConfig() != null) {
            boolean insecure = Boolean.TRUE.equals(integration.tlsConfig().insecureSkipVerification());
            result.add("tlsConfig", Json.object().add("insecureSkipVerification", insecure));
        }
        OpenApiExport.addText(result, "responseTransferMode", integration.responseTransferMode());
        return result.build();
    }

    private static void addCache(JsonObjectBuilder result, Resource resource, Integration integration) {
        if (integration.cacheNamespace() != null
                && !integration.cacheNamespace().equals(resource.id())) {
            result.add("cacheNamespace", integration.cacheNamespace());
        }
        if (integration.cacheKeyParameters() != null
                && !integration.cacheKeyParameters().isEmpty()) {
            result.add("cacheKeyParameters", Json.array(integration.cacheKeyParameters()));
        }
    }

    private static JsonObject integrationResponses(Map<String, IntegrationResponse> responses) {
        Map<String, JsonObject> byPattern = new LinkedHashMap<>();
        new TreeMap<>(responses).forEach((status, response) -> {
            JsonObjectBuilder members = Json.object().add("statusCode", status);
            OpenApiExport.addTexts(members, "responseParameters", response.responseParameters());
            OpenApiExport.addTexts(members, "responseTemplates", response.responseTemplates());
            OpenApiExport.addText(members, "contentHandling", response.contentHandling());
            String pattern = Objects.requireNonNullElse(response.selectionPattern(), "");
            byPattern.putIfAbsent(pattern.isEmpty() ? "default" : pattern, members.build());
        });
        JsonObjectBuilder result = Json.object();
        byPattern.forEach(result::add);
        return result.build();
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : map;
    }
}
