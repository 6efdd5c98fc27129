package io.gatehouse.control.operation;

import io.gatehouse.control.kind.RestKeys;
import io.gatehouse.control.kind.Subtree;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import io.gatehouse.snapshot.ApiDefinition;
import io.gatehouse.snapshot.ApiSnapshot;
import io.gatehouse.snapshot.BrokenDefinitionException;
import io.gatehouse.snapshot.SnapshotCompiler;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * An API as it is at this moment, in one document: what a deployment keeps.
 *
 * @param document an {@link ApiDefinition}, and {@code contentHash}, which two deployments of the same API share
 */
public record FrozenApi(JsonObject document) {

    /**
     * Freezes an API.
     *
     * @throws AwsException {@code BadRequestException} when no method is there, one lacks its integration, or a
     *     private API has no policy
     */
    static FrozenApi freeze(Transaction tx, String apiId, String deploymentId) {
        Key api = RestKeys.restApi(apiId);
        JsonObject restApi = tx.find(api).orElse(JsonValue.EMPTY_JSON_OBJECT);
        requirePolicy(restApi);
        return freeze(tx, api, restApi, resources(tx, api), deploymentId);
    }

    /**
     * Freezes one method of an API for a test, which asks neither who calls nor from where.
     *
     * @throws AwsException {@code BadRequestException} when the method lacks its integration
     */
    static FrozenApi ofMethod(Transaction tx, String apiId, JsonObject resource, String httpMethod) {
        Key api = RestKeys.restApi(apiId);
        Key key = RestKeys.method(apiId, Tree.text(resource, "id", ""), httpMethod);
        JsonObject whole = Subtree.below(tx, key).method(key, tx.find(key).orElseThrow());
        JsonObject open = Tree.with(
                Tree.without(Tree.with(whole, "authorizationType", "NONE"), "authorizerId"),
                "apiKeyRequired",
                JsonValue.FALSE);
        JsonObject alone = Tree.with(
                resource,
                "resourceMethods",
                Tree.builder().add(httpMethod, open).build());
        JsonObject restApi =
                Tree.without(tx.find(api).orElse(JsonValue.EMPTY_JSON_OBJECT), "policy", "endpointConfiguration");
        return freeze(tx, api, restApi, List.of(served(alone)), "test");
    }

    private static FrozenApi freeze(
            Transaction tx, Key api, JsonObject restApi, List<JsonObject> resources, String deploymentId) {
        // Tags and states do not change what is served.
        JsonObject content = Tree.builder()
                .add("restApi", Tree.without(restApi, "tags", "apiStatus"))
                .add("resources", Tree.list(resources))
                .add("models", values(tx, api, "models"))
                .add("requestValidators", values(tx, api, "requestvalidators"))
                .add("authorizers", values(tx, api, "authorizers"))
                .add("gatewayResponses", values(tx, api, "gatewayresponses"))
                .build();
        return new FrozenApi(Tree.builder(content)
                .add("deploymentId", deploymentId)
                .add("contentHash", hash(content))
                .build());
    }

    private static void requirePolicy(JsonObject restApi) {
        boolean isPrivate = Tree.texts(Tree.object(restApi, "endpointConfiguration"), "types")
                .contains("PRIVATE");
        if (isPrivate && !restApi.containsKey("policy")) {
            throw AwsException.badRequest("Private REST API doesn't have a resource policy attached to it");
        }
    }

    private static List<JsonObject> resources(Transaction tx, Key api) {
        Subtree subtree = Subtree.ofResources(tx, api.id());
        var resources = new ArrayList<JsonObject>();
        boolean methods = false;
        for (Entry entry : tx.children(api.path(), "resources")) {
            JsonObject resource = served(subtree.resource(entry));
            methods |= resource.containsKey("resourceMethods");
            resources.add(resource);
        }
        if (!methods) {
            throw AwsException.badRequest("The REST API doesn't contain any methods");
        }
        return resources;
    }

    /** A resource as the data plane takes it. */
    private static JsonObject served(JsonObject resource) {
        for (JsonValue method : Tree.object(resource, "resourceMethods").values()) {
            if (!method.asJsonObject().containsKey("methodIntegration")) {
                throw AwsException.badRequest("No integration defined for method");
            }
        }
        return Tree.mapValues(resource, "resourceMethods", FrozenApi::method);
    }

    /** The data plane has no null texts: a template that is null on the wire is an empty one. */
    private static JsonValue method(JsonValue method) {
        JsonObject whole = method.asJsonObject();
        if (!whole.containsKey("methodIntegration")) {
            return whole;
        }
        JsonObject integration =
                Tree.mapValues(whole.getJsonObject("methodIntegration"), "requestTemplates", FrozenApi::text);
        integration = Tree.mapValues(
                integration,
                "integrationResponses",
                response -> Tree.mapValues(response.asJsonObject(), "responseTemplates", FrozenApi::text));
        return Tree.with(whole, "methodIntegration", integration);
    }

    private static JsonValue text(JsonValue template) {
        return template == JsonValue.NULL ? Tree.of("") : template;
    }

    private static JsonValue values(Transaction tx, Key api, String kind) {
        return Tree.list(
                tx.children(api.path(), kind).stream().map(Entry::value).toList());
    }

    /** The definition as values. */
    ApiDefinition definition() {
        return Json.bind(ApiDefinition.class, document);
    }

    /**
     * Sees that it can be served, and makes what serves it.
     *
     * @throws AwsException {@code BadRequestException} naming resource path and method when it cannot
     */
    ApiSnapshot compile(SnapshotCompiler compiler) {
        try {
            return compiler.compile(definition());
        } catch (BrokenDefinitionException e) {
            throw AwsException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static String hash(JsonObject content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(content.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
