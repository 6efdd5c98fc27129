package io.gatehouse.control.openapi.export;

import io.gatehouse.model.Json;
import io.gatehouse.model.rest.Authorizer;
import io.gatehouse.model.rest.AuthorizerType;
import io.gatehouse.model.rest.Method;
import io.gatehouse.snapshot.ApiDefinition;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Who may call the methods of an API: its authorizers as security schemes, and what each method requires of them. */
final class ExportedSecurity {
    private static final String AUTH_TYPE = "x-amazon-apigateway-authtype";
    private static final String HEADER = "method.request.header.";

    private final List<Method> methods;
    private final List<Authorizer> authorizers;
    private final Map<String, Authorizer> byId = new HashMap<>();
    private final ExportExtensions extensions;
    private final String apiKey;
    private final String iam;

    ExportedSecurity(ApiDefinition definition, ExportExtensions extensions) {
        this.extensions = extensions;
        this.methods = definition.resources().stream()
                .map(resource -> resource.resourceMethods())
                .filter(Objects::nonNull)
                .map(Map::values)
                .flatMap(Collection::stream)
                .toList();
        this.authorizers = Objects.requireNonNullElse(definition.authorizers(), List.<Authorizer>of()).stream()
                .sorted(Comparator.comparing(ExportedSecurity::name))
                .toList();
        Set<String> names = new HashSet<>();
        for (Authorizer authorizer : authorizers) {
            byId.put(String.valueOf(authorizer.id()), authorizer);
            names.add(name(authorizer));
        }
        this.apiKey = names.contains("api_key") ? "api_key_header" : "api_key";
        this.iam = names.contains("sigv4") ? "sigv4_header" : "sigv4";
    }

    private static String name(Authorizer authorizer) {
        return String.valueOf(authorizer.name());
    }

    /** The security schemes: those that methods require, and all authorizers when these are asked for. */
    JsonObject schemes() {
        JsonObjectBuilder schemes = Json.object();
        if (methods.stream().anyMatch(method -> Boolean.TRUE.equals(method.apiKeyRequired()))) {
            schemes.add(apiKey, scheme("x-api-key"));
        }
        if (methods.stream().anyMatch(method -> "AWS_IAM".equals(method.authorizationType()))) {
            schemes.add(iam, scheme("Authorization").add(AUTH_TYPE, "awsSigv4"));
        }
        for (Authorizer authorizer : authorizers) {
            boolean required =
                    methods.stream().anyMatch(method -> Objects.equals(method.authorizerId(), authorizer.id()));
            if (required || extensions.authorizers()) {
                schemes.add(name(authorizer), scheme(authorizer));
            }
        }
        return schemes.build();
    }

    private JsonObjectBuilder scheme(Authorizer authorizer) {
        JsonObjectBuilder scheme = scheme(header(authorizer));
        OpenApiExport.addText(scheme, AUTH_TYPE, authorizer.authType());
        if (extensions.authorizers()) {
            scheme.add("x-amazon-apigateway-authorizer", extension(authorizer));
        }
        return scheme;
    }

    private static JsonObjectBuilder scheme(String header) {
        return Json.object().add("type", "apiKey").add("name", header).add("in", "header");
    }

    /** The one header that tells who calls; AWS: what is written when there is not one. */
    private static String header(Authorizer authorizer) {
        String source = Objects.requireNonNullElse(authorizer.identitySource(), "");
        boolean one = source.startsWith(HEADER) && !source.contains(",");
        return one ? source.substring(HEADER.length()) : "Unused";
    }

    private static JsonObjectBuilder extension(Authorizer authorizer) {
        JsonObjectBuilder extension = Json.object();
        if (authorizer.type() == AuthorizerType.REQUEST) {
            OpenApiExport.addText(extension, "identitySource", authorizer.identitySource());
        }
        OpenApiExport.addText(extension, "authorizerUri", authorizer.authorizerUri());
        OpenApiExport.addText(extension, "authorizerCredentials", authorizer.authorizerCredentials());
        if (authorizer.authorizerResultTtlInSeconds() != null) {
            extension.add("authorizerResultTtlInSeconds", authorizer.authorizerResultTtlInSeconds());
        }
        OpenApiExport.addText(extension, "identityValidationExpression", authorizer.identityValidationExpression());
        if (authorizer.providerARNs() != null && !authorizer.providerARNs().isEmpty()) {
            extension.add("providerARNs", Json.array(authorizer.providerARNs()));
        }
        if (authorizer.type() != null) {
            extension.add("type", authorizer.type().name().toLowerCase(Locale.ROOT));
        }
        return extension;
    }

    /** Adds what an operation requires. */
    void addTo(JsonObjectBuilder operation, Method method) {
        JsonArrayBuilder security = Json.array();
        String type = Objects.requireNonNullElse(method.authorizationType(), "NONE");
        Authorizer authorizer = byId.get(String.valueOf(method.authorizerId()));
        if (type.equals("AWS_IAM")) {
            security.add(Json.object().add(iam, Json.array()));
        } else if (authorizer != null) {
            security.add(Json.object()
                    .add(
                            name(authorizer),
                            Json.array(Objects.requireNonNullElse(method.authorizationScopes(), List.of()))));
        } else if (!type.equals("NONE")) {
            // So that nobody who imports the document again gets an open method.
            operation.add("x-amazon-apigateway-auth", Json.object().add("type", type));
        }
        if (Boolean.TRUE.equals(method.apiKeyRequired())) {
            security.add(Json.object().add(apiKey, Json.array()));
        }
        JsonArray required = security.build();
        if (!required.isEmpty()) {
            operation.add("security", required);
        }
    }
}
