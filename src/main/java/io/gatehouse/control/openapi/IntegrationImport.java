package io.gatehouse.control.openapi;

import io.gatehouse.control.openapi.document.Tree;
import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code x-amazon-apigateway-integration} of one method.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html">AWS:
 *     x-amazon-apigateway-integration object</a>
 */
final class IntegrationImport {
    static final String NAME = "x-amazon-apigateway-integration";
    /** Words of which the service model knows a few; a single call with another would be refused by it. */
    private static final Map<String, List<String>> WORDS = Map.of(
            "type", List.of("HTTP", "AWS", "MOCK", "HTTP_PROXY", "AWS_PROXY"),
            "passthroughBehavior", List.of("WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"),
            "contentHandling", List.of("CONVERT_TO_BINARY", "CONVERT_TO_TEXT"),
            "connectionType", List.of("INTERNET", "VPC_LINK"),
            "responseTransferMode", List.of("BUFFERED", "STREAM"));

    private static final List<String> TEXTS =
            List.of("uri", "connectionId", "credentials", "cacheNamespace", "integrationTarget");

    private final JsonObject source;
    private final String path;
    private final String httpMethod;
    private final Findings findings;
    private boolean refused;

    IntegrationImport(JsonObject source, String path, String httpMethod, Findings findings) {
        this.source = source;
        this.path = path;
        this.httpMethod = httpMethod;
        this.findings = findings;
    }

    /** The members of {@code PutIntegration}; empty when it was refused. */
    Optional<JsonObject> integration() {
        JsonObjectBuilder result = Json.object();
        if (Tree.text(source, "type").orElse("").isEmpty()) {
            refuse("Enumeration value for IntegrationType must be non-empty");
        }
        Tree.text(source, "httpMethod")
                .ifPresent(method -> result.add("integrationHttpMethod", method.toUpperCase(Locale.ROOT)));
        WORDS.keySet().forEach(name -> word(source, name).ifPresent(word -> result.add(name, word)));
        TEXTS.forEach(name -> Tree.text(source, name).ifPresent(text -> result.add(name, text)));
        Tree.number(source, "timeoutInMillis").ifPresent(timeout -> result.add("timeoutInMillis", timeout));
        texts(source, "requestParameters").ifPresent(map -> result.add("requestParameters", map));
        texts(source, "requestTemplates").ifPresent(map -> result.add("requestTemplates", map));
        if (source.containsKey("cacheKeyParameters")) {
            result.add("cacheKeyParameters", Json.array(Tree.texts(source, "cacheKeyParameters")));
        }
        if (source.containsKey("tlsConfig")) {
            boolean insecure = Tree.flag(Tree.object(source, "tlsConfig"), "insecureSkipVerification");
            result.add("tlsConfig", Json.object().add("insecureSkipVerification", insecure));
        }
        return refused ? Optional.empty() : Optional.of(result.build());
    }

    /** The members of {@code PutIntegrationResponse}, by status code. */
    Map<String, JsonObject> responses() {
        Map<String, JsonObject> result = new LinkedHashMap<>();
        JsonObject given = Tree.object(source, "responses");
        for (String pattern : given.keySet()) {
            JsonObject response = Tree.object(given, pattern);
            String statusCode = Tree.text(response, "statusCode").orElse("");
            if (result.putIfAbsent(statusCode, response(pattern, response)) != null) {
                // AWS: integration responses are kept by status code, so a second one has no place.
                findings.warning("Multiple integration responses with status code '" + statusCode + "' for resource '"
                        + path + "' and method '" + httpMethod + "'. Ignoring '" + pattern + "'.");
            }
        }
        return result;
    }

    private JsonObject response(String pattern, JsonObject response) {
        JsonObjectBuilder result = Json.object();
        if (!pattern.equals("default")) {
            result.add("selectionPattern", pattern);
        }
        texts(response, "responseParameters").ifPresent(map -> result.add("responseParameters", map));
        texts(response, "responseTemplates").ifPresent(map -> result.add("responseTemplates", map));
        word(response, "contentHandling").ifPresent(word -> result.add("contentHandling", word));
        return result.build();
    }

    /** A word in capitals, as the service model has it. */
    private Optional<String> word(JsonObject parent, String name) {
        Optional<String> word =
                Tree.text(parent, name).filter(text -> !text.isEmpty()).map(text -> text.toUpperCase(Locale.ROOT));
        List<String> known = WORDS.getOrDefault(name, List.of());
        if (word.isPresent() && !known.contains(word.get())) {
            refuse("Invalid " + name + " specified: " + word.get() + ". Valid options are " + String.join(",", known));
        }
        return word;
    }

    private void refuse(String reason) {
        refused = true;
        findings.error(
                "Unable to put integration on '" + httpMethod + "' for resource at path '" + path + "': " + reason);
    }

    /** A map of texts; absent when the document has none. */
    private Optional<JsonObject> texts(JsonObject parent, String name) {
        if (!parent.containsKey(name)) {
            return Optional.empty();
        }
        JsonObjectBuilder result = Json.object();
        Tree.object(parent, name).forEach((key, value) -> {
            if (value instanceof JsonString || value == JsonValue.NULL) {
                result.add(key, value == JsonValue.NULL ? Json.text("") : value);
            } else {
                // AWS: recorded.
                findings.warning("Invalid format for '" + name + "'. Expected type string for property '" + key
                        + "' of resource '" + path + "' and method '" + httpMethod + "' but got '" + value + "'");
            }
        });
        return Optional.of(result.build());
    }
}
