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
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Says who may call a method. A scheme with a counterpart in AWS's model is always enforced, even when only by refusing
 * every call while this gateway does not know that kind of authorizer; a scheme without one is ignored with a warning,
 * as AWS does.
 */
final class SecurityImport {
    private static final String AUTH_TYPE = "x-amazon-apigateway-authtype";
    private static final String AUTHORIZER = "x-amazon-apigateway-authorizer";

    private final JsonObject document;
    private final JsonObject schemes;
    private final References references;

    SecurityImport(OpenApiDocument source, Findings findings) {
        this.document = source.tree();
        this.schemes = source.dialect().securitySchemes();
        this.references = source.references();
        schemes.forEach((name, scheme) -> warnIfIgnored(name, references.resolve(Tree.object(scheme)), findings));
    }

    /**
     * Adds {@code authorizationType}, {@code authorizationScopes} and {@code apiKeyRequired} of an operation.
     *
     * @throws UndefinedSchemeException when the operation requires a scheme that the document does not define
     */
    void addTo(JsonObjectBuilder method, JsonObject operation) throws UndefinedSchemeException {
        String authorization = "NONE";
        boolean apiKey = false;
        Set<String> scopes = new LinkedHashSet<>();
        // AWS: security at the root holds for operations without their own (recorded, though the guide denies it).
        JsonObject where = operation.containsKey("security") ? operation : document;
        for (JsonValue requirement : Tree.array(where, "security")) {
            for (String name : Tree.object(requirement).keySet()) {
                JsonObject scheme = scheme(name);
                Optional<String> type = authorizationType(scheme);
                if (type.isPresent() && authorization.equals("NONE")) {
                    authorization = type.get();
                    addScopes(scopes, Tree.array(Tree.object(requirement), name));
                }
                apiKey |= type.isEmpty() && isApiKey(scheme);
            }
        }
        JsonObject auth = Tree.object(operation, "x-amazon-apigateway-auth");
        Optional<String> explicit = Tree.text(auth, "type");
        addScopes(scopes, Tree.array(auth, "scopes"));
        authorization = explicit.map(type -> type.toUpperCase(Locale.ROOT)).orElse(authorization);
        method.add("authorizationType", authorization).add("apiKeyRequired", apiKey);
        if (authorization.equals("COGNITO_USER_POOLS") && !scopes.isEmpty()) {
            JsonArrayBuilder list = Json.array();
            scopes.forEach(list::add);
            method.add("authorizationScopes", list);
        }
    }

    private static void addScopes(Set<String> scopes, JsonArray names) {
        for (JsonValue scope : names) {
            if (scope instanceof JsonString text) {
                scopes.add(text.getString());
            }
        }
    }

    private JsonObject scheme(String name) throws UndefinedSchemeException {
        JsonValue scheme = schemes.get(name);
        if (scheme == null) {
            throw new UndefinedSchemeException("Security scheme '" + name + "' is not defined");
        }
        return references.resolve(Tree.object(scheme));
    }

    /** The authorization type that AWS gives a scheme; empty when it is none of AWS's. */
    private static Optional<String> authorizationType(JsonObject scheme) {
        String authType = Tree.text(scheme, AUTH_TYPE).orElse("").toLowerCase(Locale.ROOT);
        if (authType.equals("awssigv4")) {
            return Optional.of("AWS_IAM");
        }
        if (authType.isEmpty() && !scheme.containsKey(AUTHORIZER)) {
            return Optional.empty();
        }
        String type = Tree.text(Tree.object(scheme, AUTHORIZER), "type")
                .orElse(authType)
                .toLowerCase(Locale.ROOT);
        return Optional.of(type.equals("cognito_user_pools") ? "COGNITO_USER_POOLS" : "CUSTOM");
    }

    private static boolean isApiKey(JsonObject scheme) {
        return Tree.text(scheme, "type").orElse("").equals("apiKey")
                && Tree.text(scheme, "in").orElse("").equals("header")
                && Tree.text(scheme, "name").orElse("").equalsIgnoreCase("x-api-key");
    }

    private static void warnIfIgnored(String name, JsonObject scheme, Findings findings) {
        if (authorizationType(scheme).isPresent() || isApiKey(scheme)) {
            return;
        }
        String type = Tree.text(scheme, "type").orElse("");
        if (type.equals("apiKey")) {
            findings.warning("Unsupported API key '" + Tree.text(scheme, "name").orElse("") + "' in "
                    + Tree.text(scheme, "in").orElse("") + " for '" + name
                    + "', only x-api-key in header is supported. Ignoring.");
        } else {
            findings.warning("Unsupported security definition type '" + type + "' for '" + name + "'. Ignoring.");
        }
    }

    /** An operation requires a scheme that nobody defined: to ignore that would open the method. */
    static final class UndefinedSchemeException extends Exception {
        private static final long serialVersionUID = 1L;

        UndefinedSchemeException(String message) {
            super(message);
        }
    }
}
