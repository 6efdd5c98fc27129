package io.gatehouse.control.openapi.export;

import io.gatehouse.model.Json;
import io.gatehouse.model.rest.EndpointConfiguration;
import io.gatehouse.model.rest.GatewayResponse;
import io.gatehouse.model.rest.Method;
import io.gatehouse.model.rest.RequestValidator;
import io.gatehouse.model.rest.Resource;
import io.gatehouse.model.rest.RestApi;
import io.gatehouse.snapshot.ApiDefinition;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a deployed API as an OpenAPI document, 3.0 or 2.0. Importing it again gives the same API.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-export-api.html">AWS: export a
 *     REST API</a>
 */
public final class OpenApiExport {
    private final ApiDefinition definition;
    private final ExportDialect dialect;
    private final ExportExtensions extensions;
    private final ExportedSchemas schemas;
    private final ExportedSecurity security;
    private final Map<String, String> validatorNames = new HashMap<>();

    public OpenApiExport(ApiDefinition definition, ExportDialect dialect, ExportExtensions extensions) {
        this.definition = definition;
        this.dialect = dialect;
        this.extensions = extensions;
        this.schemas = new ExportedSchemas(definition.models(), dialect.schemaPrefix());
        this.security = new ExportedSecurity(definition, extensions);
        for (RequestValidator validator : definition.requestValidators()) {
            validatorNames.put(String.valueOf(validator.id()), String.valueOf(validator.name()));
        }
    }

    /** The version that an export is known by: the API's own, else the time of its creation. */
    public static String versionOf(RestApi api) {
        if (api.version() != null) {
            return api.version();
        }
        return api.createdDate() == null
                ? ""
                : api.createdDate().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * The document.
     *
     * @throws io.gatehouse.model.AwsException {@code BadRequestException} when a body has models, none of them for JSON
     */
    public JsonObject write() {
        RestApi api = definition.restApi();
        JsonObjectBuilder document = Json.object();
        dialect.addVersion(document);
        JsonObjectBuilder info = Json.object();
        addText(info, "title", api.name());
        addText(info, "description", api.description());
        document.add("info", info.add("version", versionOf(api)));
        dialect.addServer(document, endpointConfiguration(api));
        JsonObject paths = paths();
        document.add("paths", paths);
        dialect.addComponents(document, schemas.referenced(), security.schemes());
        addExtensions(document, api);
        return document.build();
    }

    private JsonObject paths() {
        JsonObjectBuilder paths = Json.object();
        Set<String> parents = definition.resources().stream()
                .map(resource -> String.valueOf(resource.parentId()))
                .collect(Collectors.toSet());
        List<Resource> sorted = definition.resources().stream()
                .sorted(Comparator.comparing(resource -> String.valueOf(resource.path())))
                .toList();
        for (Resource resource : sorted) {
            Map<String, Method> methods = Objects.requireNonNullElse(resource.resourceMethods(), Map.of());
            // A resource with children comes back with them.
            boolean implied = parents.contains(String.valueOf(resource.id())) || resource.parentId() == null;
            if (!methods.isEmpty() || !implied) {
                paths.add(String.valueOf(resource.path()), pathItem(resource, methods));
            }
        }
        return paths.build();
    }

    private JsonObject pathItem(Resource resource, Map<String, Method> methods) {
        JsonObjectBuilder item = Json.object();
        new TreeMap<>(methods).forEach((httpMethod, method) -> {
            String key =
                    httpMethod.equals("ANY") ? "x-amazon-apigateway-any-method" : httpMethod.toLowerCase(Locale.ROOT);
            var operation = new OperationExport(dialect, schemas, security, extensions, validatorNames);
            item.add(key, operation.write(resource, httpMethod, method));
        });
        return item.build();
    }

    private void addExtensions(JsonObjectBuilder document, RestApi api) {
        if (extensions.validators() && !definition.requestValidators().isEmpty()) {
            document.add("x-amazon-apigateway-request-validators", requestValidators());
        }
        if (!extensions.api()) {
            return;
        }
        if (!definition.gatewayResponses().isEmpty()) {
            document.add("x-amazon-apigateway-gateway-responses", gatewayResponses());
        }
        if ("AUTHORIZER".equals(api.apiKeySource())) {
            document.add("x-amazon-apigateway-api-key-source", "AUTHORIZER");
        }
        if (api.binaryMediaTypes() != null && !api.binaryMediaTypes().isEmpty()) {
            document.add("x-amazon-apigateway-binary-media-types", Json.array(api.binaryMediaTypes()));
        }
        if (api.minimumCompressionSize() != null) {
            document.add("x-amazon-apigateway-minimum-compression-size", api.minimumCompressionSize());
        }
        addText(document, "x-amazon-apigateway-security-policy", api.securityPolicy());
        addText(document, "x-amazon-apigateway-endpoint-access-mode", api.endpointAccessMode());
        if (api.policy() != null && !api.policy().isEmpty()) {
            document.add("x-amazon-apigateway-policy", policy(api.policy()));
        }
    }

    private JsonObject endpointConfiguration(RestApi api) {
        JsonObjectBuilder configuration = Json.object();
        if (!extensions.api()) {
            return configuration.build();
        }
        if (Boolean.TRUE.equals(api.disableExecuteApiEndpoint())) {
            configuration.add("disableExecuteApiEndpoint", true);
        }
        EndpointConfiguration endpoint = api.endpointConfiguration();
        if (endpoint != null) {
            List<String> types = Objects.requireNonNullElse(endpoint.types(), List.of());
            // Importing it again must not make a private API public, nor give a security policy to the wrong type.
            if (types.contains("PRIVATE") || api.endpointAccessMode() != null) {
                configuration.add("types", Json.array(types));
            }
            if (endpoint.vpcEndpointIds() != null && !endpoint.vpcEndpointIds().isEmpty()) {
                configuration.add("vpcEndpointIds", Json.array(endpoint.vpcEndpointIds()));
            }
        }
        return configuration.build();
    }

    private JsonObject requestValidators() {
        JsonObjectBuilder validators = Json.object();
        List<RequestValidator> sorted = definition.requestValidators().stream()
                .sorted(Comparator.comparing(validator -> String.valueOf(validator.name())))
                .toList();
        for (RequestValidator validator : sorted) {
            validators.add(
                    String.valueOf(validator.name()),
                    Json.object()
                            .add(
                                    "validateRequestParameters",
                                    Boolean.TRUE.equals(validator.validateRequestParameters()))
                            .add("validateRequestBody", Boolean.TRUE.equals(validator.validateRequestBody())));
        }
        return validators.build();
    }

    private JsonObject gatewayResponses() {
        JsonObjectBuilder responses = Json.object();
        List<GatewayResponse> sorted = definition.gatewayResponses().stream()
                .sorted(Comparator.comparing(response -> String.valueOf(response.responseType())))
                .toList();
        for (GatewayResponse response : sorted) {
            JsonObjectBuilder members = Json.object();
            addText(members, "statusCode", response.statusCode());
            addTexts(members, "responseParameters", response.responseParameters());
            addTexts(members, "responseTemplates", response.responseTemplates());
            responses.add(String.valueOf(response.responseType()), members);
        }
        return responses.build();
    }

    /** A policy is an object in the document, text in the API. */
    private static JsonValue policy(String text) {
        try {
            return Json.parse(text);
        } catch (JsonException notAnObject) {
            return Json.text(text);
        }
    }

    static void addText(JsonObjectBuilder builder, String name, @Nullable String text) {
        if (text != null) {
            builder.add(name, text);
        }
    }

    /** Adds a map of texts unless it is empty; an empty template is written as empty text. */
    static void addTexts(JsonObjectBuilder builder, String name, @Nullable Map<String, String> texts) {
        if (texts != null && !texts.isEmpty()) {
            JsonObjectBuilder map = Json.object();
            new TreeMap<>(texts).forEach((key, text) -> map.add(key, Objects.requireNonNullElse(text, "")));
            builder.add(name, map);
        }
    }
}
