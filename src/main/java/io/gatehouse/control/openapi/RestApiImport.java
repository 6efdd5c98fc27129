package io.gatehouse.control.openapi;

import io.gatehouse.control.openapi.document.Tree;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what a document says about the API as a whole, in the words of CreateRestApi. */
final class RestApiImport {
    private static final String POLICY = "x-amazon-apigateway-policy";
    private static final List<String> KEY_SOURCES = List.of("HEADER", "AUTHORIZER");

    private final JsonObject document;
    private final Dialect dialect;

    RestApiImport(OpenApiDocument document) {
        this.document = document.tree();
        this.dialect = document.dialect();
    }

    /**
     * The members of the API that the document names.
     *
     * @throws AwsException {@code BadRequestException} when one is out of its bounds
     */
    JsonObject read() {
        JsonObject info = Tree.object(document, "info");
        JsonObjectBuilder api = Json.object();
        Tree.text(info, "title").ifPresent(title -> api.add("name", title));
        Tree.text(info, "description")
                .filter(description -> !description.isEmpty())
                .ifPresent(description -> api.add("description", description));
        Tree.text(info, "version").ifPresent(version -> api.add("version", version));
        List<String> types = Tree.texts(document, "x-amazon-apigateway-binary-media-types");
        if (!types.isEmpty()) {
            api.add("binaryMediaTypes", Json.array(types));
        }
        Tree.text(document, "x-amazon-apigateway-minimum-compression-size")
                .ifPresent(size -> api.add("minimumCompressionSize", compressionSize(size)));
        Tree.text(document, "x-amazon-apigateway-api-key-source")
                .ifPresent(source -> api.add("apiKeySource", keySource(source)));
        Tree.text(document, "x-amazon-apigateway-security-policy").ifPresent(name -> api.add("securityPolicy", name));
        Tree.text(document, "x-amazon-apigateway-endpoint-access-mode")
                .ifPresent(mode -> api.add("endpointAccessMode", mode));
        policy().ifPresent(policy -> api.add("policy", policy));
        addTags(api);
        addEndpoint(api);
        return api.build();
    }

    /** Of the document's tags, which are words for operations, those with a value are tags of the API. */
    private void addTags(JsonObjectBuilder api) {
        JsonObjectBuilder tags = Json.object();
        for (JsonObject tag : Tree.objects(document, "tags")) {
            Optional<String> value = Tree.text(tag, "x-amazon-apigateway-tag-value");
            Tree.text(tag, "name").ifPresent(name -> value.ifPresent(text -> tags.add(name, text)));
        }
        JsonObject built = tags.build();
        if (!built.isEmpty()) {
            api.add("tags", built);
        }
    }

    private void addEndpoint(JsonObjectBuilder api) {
        JsonObject endpoint = dialect.endpointConfiguration();
        if (endpoint.containsKey("disableExecuteApiEndpoint")) {
            api.add("disableExecuteApiEndpoint", Tree.flag(endpoint, "disableExecuteApiEndpoint"));
        }
        JsonObjectBuilder configuration = Json.object();
        for (String name : List.of("types", "vpcEndpointIds")) {
            if (endpoint.containsKey(name)) {
                configuration.add(name, Json.array(Tree.texts(endpoint, name)));
            }
        }
        api.add("endpointConfiguration", configuration);
    }

    private static BigDecimal compressionSize(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw AwsException.badRequest("Invalid minimum compression size, must be between 0 and 10485760");
        }
        return new BigDecimal(text);
    }

    private static String keySource(String text) {
        String source = text.toUpperCase(Locale.ROOT);
        if (!KEY_SOURCES.contains(source)) {
            throw AwsException.badRequest("Invalid ApiKeySourceType specified. Valid options are HEADER,AUTHORIZER");
        }
        return source;
    }

    private Optional<String> policy() {
        if (document.get(POLICY) instanceof JsonString text) {
            return Optional.of(text.getString());
        }
        return Optional.of(Tree.object(document, POLICY))
                .filter(object -> !object.isEmpty())
                .map(JsonObject::toString);
    }
}
