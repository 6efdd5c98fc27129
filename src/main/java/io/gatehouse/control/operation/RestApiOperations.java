package io.gatehouse.control.operation;

import io.gatehouse.control.kind.Ids;
import io.gatehouse.control.kind.ModelGraph;
import io.gatehouse.control.kind.RestKeys;
import io.gatehouse.control.kind.RestKinds;
import io.gatehouse.control.kind.Scope;
import io.gatehouse.control.kind.UniformOperations;
import io.gatehouse.control.kind.VpcLinkRules;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** CreateRestApi: an API comes with its root resource and two models. */
final class RestApiOperations {
    private static final String EMPTY_SCHEMA =
            """
            {
              "$schema": "http://json-schema.org/draft-04/schema#",
              "title" : "Empty Schema",
              "type" : "object"
            }""";
    private static final String ERROR_SCHEMA =
            """
            {
              "$schema" : "http://json-schema.org/draft-04/schema#",
              "title" : "Error Schema",
              "type" : "object",
              "properties" : {
                "message" : { "type" : "string" }
              }
            }""";
    private static final Map<String, String> MODELS = Map.of("Empty", EMPTY_SCHEMA, "Error", ERROR_SCHEMA);
    private static final List<String> CLONED = List.of(
            "resources", "models", "requestvalidators", "authorizers", "gatewayresponses", "documentationparts");

    private RestApiOperations() {}

    static JsonObject create(UniformOperations uniform, Scope scope) {
        JsonObject given = RestKinds.REST_API.given(scope.input());
        String original = scope.text("cloneFrom");
        if (original.isEmpty()) {
            JsonObject created = createEmpty(uniform, scope, given);
            putDefaultModels(scope, Tree.text(created, "id", ""));
            return created;
        }
        JsonObject source = scope.tx()
                .find(RestKeys.restApi(original))
                .orElseThrow(() -> AwsException.notFound(Scope.unknownApiText(scope.settings(), original)));
        JsonObject merged = Tree.builder(Tree.without(source, "id", "createdDate", "tags", "rootResourceId"))
                .addAll(Tree.builder(given))
                .build();
        JsonObject stored = store(uniform, scope, merged, Tree.text(source, "rootResourceId", ""));
        Key copy = RestKeys.restApi(Tree.text(stored, "id", ""));
        clone(scope, RestKeys.restApi(original), copy);
        VpcLinkRules.useAgain(scope.tx(), copy);
        return stored;
    }

    /** An API that has nothing but its root resource. */
    private static JsonObject createEmpty(UniformOperations uniform, Scope scope, JsonObject given) {
        String root = Ids.random(Ids.API);
        JsonObject stored = store(uniform, scope, given, root);
        JsonObject resource = Tree.builder().add("id", root).add("path", "/").build();
        scope.tx().put(RestKeys.resource(Tree.text(stored, "id", ""), root), resource);
        return stored;
    }

    private static JsonObject store(UniformOperations uniform, Scope scope, JsonObject given, String root) {
        JsonObject dated = Tree.builder(given)
                .add("createdDate", scope.now())
                .add("rootResourceId", root)
                .build();
        return uniform.create(RestKinds.REST_API, scope, dated);
    }

    private static void putDefaultModels(Scope scope, String apiId) {
        MODELS.forEach((name, schema) -> scope.tx()
                .put(
                        RestKeys.model(apiId, name),
                        Tree.builder()
                                .add("id", Ids.random(Ids.PART))
                                .add("name", name)
                                .add(
                                        "description",
                                        "This is a default " + name.toLowerCase(Locale.ROOT) + " schema model")
                                .add("schema", schema)
                                .add("contentType", "application/json")
                                .build()));
    }

    private static void clone(Scope scope, Key original, Key copy) {
        for (Entry entry : scope.tx().subtree(original)) {
            String below = entry.key().path().substring(original.path().length() + 1);
            if (CLONED.contains(below.substring(0, below.indexOf('/')))) {
                String parent = copy.path()
                        + entry.key().parent().substring(original.path().length());
                JsonObject value = below.startsWith("models/") ? moved(entry.value(), original, copy) : entry.value();
                scope.tx().put(new Key(parent, entry.key().kind(), entry.id()), value);
            }
        }
    }

    /** A model names others with the API that they are in. */
    private static JsonObject moved(JsonObject model, Key original, Key copy) {
        String schema = Tree.text(model, "schema", "");
        return Tree.with(model, "schema", schema.replace(ModelGraph.place(original.id()), ModelGraph.place(copy.id())));
    }
}
