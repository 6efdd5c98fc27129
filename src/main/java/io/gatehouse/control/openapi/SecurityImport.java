package io.gatehouse.control.openapi;

import io.gatehouse.control.openapi.document.References;
import io.gatehouse.control.openapi.document.Tree;
import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes authorizers of the security schemes of a document and says who may call a method. A method whose scheme would be
 * an authorizer but does not say which is left out, as AWS does; a scheme without a counterpart in AWS's model is ignored
 * with a warning.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html">AWS:
 *     x-amazon-apigateway-authorizer</a>
 */
final class SecurityImport {
    private static final String AUTH_TYPE = "x-amazon-apigateway-authtype";
    private static final String AUTHORIZER = "x-amazon-apigateway-authorizer";
    private static final String NONE = "NONE";
    private static final List<String> TYPES = List.of("TOKEN", "REQUEST", "COGNITO_USER_POOLS");

    private final JsonObject document;
    private final JsonObject schemes;
    private final References references;
    private final Findings findings;
    private final Map<String, JsonObject> authorizers = new TreeMap<>();
    private final Set<String> unconfigured = new HashSet<>();

    /**
     * Who may call a method.
     *
     * @param authorizer its name, when one is asked
     * @param scopes of the authorizer
     */
    record Security(
            String authorizationType, boolean apiKeyRequired, Optional<String> authorizer, List<String> scopes) {}

    SecurityImport(OpenApiDocument source, Findings findings) {
        this.document = source.tree();
        this.schemes = source.dialect().securitySchemes();
        this.references = source.references();
        this.findings = findings;
        schemes.keySet().forEach(name -> read(name, scheme(name)));
    }

    private void read(String name, JsonObject scheme) {
        if (scheme.containsKey(AUTHORIZER)) {
            String type = Tree.text(Tree.object(scheme, AUTHORIZER), "type")
                    .orElse("")
                    .toUpperCase(Locale.ROOT);
            if (TYPES.contains(type)) {
                authorizers.put(name, authorizer(type, scheme, Tree.object(scheme, AUTHORIZER)));
            } else {
                unconfigured.add(name);
                findings.error("Unable to create authorizer from security definition: '" + name
                        + "'. Invalid authorizer type specified. Valid options are " + String.join(",", TYPES));
            }
        } else if (!authType(scheme).isEmpty() && !isIam(scheme)) {
            unconfigured.add(name);
            findings.warning("Unable to create authorizer from security definition: '" + name + "'. Extension "
                    + AUTHORIZER + " is required. Any methods with security: '" + name + "' will not be created. If"
                    + " this security definition is not a custom authorizer, remove the " + AUTH_TYPE
                    + " extension and it will be ignored.");
        } else if (!isIam(scheme) && !isApiKey(scheme)) {
            warnOfIgnored(name, scheme);
        }
    }

    private static JsonObject authorizer(String type, JsonObject scheme, JsonObject source) {
        JsonObjectBuilder members = Json.object().add("type", type);
        // AWS: kept as it was written, and of no effect (recorded).
        Tree.text(scheme, AUTH_TYPE).ifPresent(authType -> members.add("authType", authType));
        for (String name : List.of("authorizerUri", "authorizerCredentials", "identityValidationExpression")) {
            Tree.text(source, name).filter(text -> !text.isEmpty()).ifPresent(text -> members.add(name, text));
        }
        Tree.number(source, "authorizerResultTtlInSeconds")
                .ifPresent(seconds -> members.add("authorizerResultTtlInSeconds", seconds));
        if (source.containsKey("providerARNs")) {
            members.add("providerARNs", Json.array(Tree.texts(source, "providerARNs")));
        }
        Optional<String> identity = Tree.text(source, "identitySource").filter(text -> !text.isBlank());
        if (identity.isEmpty() && !type.equals("REQUEST")) {
            // AWS: the scheme's own header (recorded).
            identity = Tree.text(scheme, "name").map(header -> "method.request.header." + header);
        }
        identity.ifPresent(text -> members.add("identitySource", text));
        return members.build();
    }

    /** Members of {@code CreateAuthorizer}, by name. */
    Map<String, JsonObject> authorizers() {
        return authorizers;
    }

    /**
     * Who may call the method of an operation; empty when it must not be made.
     *
     * @param place of the method, for the error when the document does not define a scheme that the operation requires: to
     *     ignore that would open the method
     */
    Optional<Security> of(JsonObject operation, String place) {
        String authorization = NONE;
        Optional<String> authorizer = Optional.empty();
        boolean apiKey = false;
        Set<String> scopes = new LinkedHashSet<>();
        // AWS: security at the root holds for operations without their own (recorded, though the guide denies it).
        JsonObject where = operation.containsKey("security") ? operation : document;
        for (JsonObject requirement : Tree.objects(where, "security")) {
            for (String name : requirement.keySet()) {
                if (!schemes.containsKey(name)) {
                    // AWS: a method without authorization, in the words of SAM.
                    if (name.equals(NONE)) {
                        continue;
                    }
                    findings.error("Unable to put method " + place + ": Security scheme '" + name + "' is not defined");
                    return Optional.empty();
                }
                if (unconfigured.contains(name)) {
                    return Optional.empty();
                }
                JsonObject scheme = scheme(name);
                JsonObject known = authorizers.get(name);
                if (known != null && authorization.equals(NONE)) {
                    boolean pools = known.getString("type").equals("COGNITO_USER_POOLS");
                    authorization = pools ? "COGNITO_USER_POOLS" : "CUSTOM";
                    authorizer = Optional.of(name);
                    scopes.addAll(Tree.texts(requirement, name));
                } else if (isIam(scheme) && authorization.equals(NONE)) {
                    authorization = "AWS_IAM";
                }
                apiKey |= known == null && !isIam(scheme) && isApiKey(scheme);
            }
        }
        JsonObject auth = Tree.object(operation, "x-amazon-apigateway-auth");
        scopes.addAll(Tree.texts(auth, "scopes"));
        String type = Tree.text(auth, "type")
                .map(text -> text.toUpperCase(Locale.ROOT))
                .orElse(authorization);
        return Optional.of(new Security(type, apiKey, authorizer, List.copyOf(scopes)));
    }

    private JsonObject scheme(String name) {
        return references.resolve(Tree.object(schemes, name));
    }

    private static String authType(JsonObject scheme) {
        return Tree.text(scheme, AUTH_TYPE).orElse("").toLowerCase(Locale.ROOT);
    }

    private static boolean isIam(JsonObject scheme) {
        return authType(scheme).equals("awssigv4");
    }

    private static boolean isApiKey(JsonObject scheme) {
        return Tree.text(scheme, "type").orElse("").equals("apiKey")
                && Tree.text(scheme, "in").orElse("").equals("header")
                && Tree.text(scheme, "name").orElse("").equalsIgnoreCase("x-api-key");
    }

    private void warnOfIgnored(String name, JsonObject scheme) {
        String type = Tree.text(scheme, "type").orElse("");
        if (type.equals("apiKey")) {
            findings.warning("Unsupported API key '" + Tree.text(scheme, "name").orElse("") + "' in "
                    + Tree.text(scheme, "in").orElse("") + " for '" + name
                    + "', only x-api-key in header is supported. Ignoring.");
        } else {
            findings.warning("Unsupported security definition type '" + type + "' for '" + name + "'. Ignoring.");
        }
    }
}
