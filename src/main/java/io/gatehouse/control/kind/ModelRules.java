package io.gatehouse.control.kind;

import static io.gatehouse.control.kind.patch.PatchRules.replace;

import io.gatehouse.control.kind.Kind.Reason;
import io.gatehouse.control.kind.patch.PatchRules;
import io.gatehouse.control.kind.patch.PatchType;
import io.gatehouse.control.kind.patch.PatchWording;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Key;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of models and of request validators, and of what may still refer to one. */
public final class ModelRules {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9]+");
    /** The name is part of the key it is stored under. */
    private static final int MOST_NAME = 255;

    private ModelRules() {}

    static PatchRules patch() {
        return PatchRules.of(
                PatchWording.LISTING,
                replace("/description", PatchType.TEXT),
                replace("/schema", PatchType.EXACT_TEXT));
    }

    static JsonObject check(Scope scope, @Nullable JsonObject before, JsonObject after) {
        String name = Tree.text(after, "name", "");
        if (name.isEmpty()) {
            throw AwsException.badRequest("Model name must be non-empty");
        }
        if (name.length() > MOST_NAME) {
            throw AwsException.badRequest("Model name can be at most " + MOST_NAME + " characters");
        }
        if (!NAME.matcher(name).matches()) {
            throw AwsException.badRequest("Model name must be alphanumeric: " + name);
        }
        String contentType = Tree.text(after, "contentType", "");
        Mappings.contentType(contentType);
        ModelSchema.check(contentType, Tree.text(after, "schema", ""));
        return Tree.withoutBlank(Tree.withDefault(after, "id", Tree.of(Ids.random(Ids.PART))), "description");
    }

    static void remove(Scope scope, Key key, JsonObject model) {
        String name = key.id();
        Predicate<JsonValue> isName = value -> Tree.plain(value).equals(name);
        var users = new MethodReferences(scope);
        users.method(method ->
                        Tree.object(method, "requestModels").values().stream().anyMatch(isName))
                .ifPresent(path -> {
                    throw AwsException.conflict(
                            "Cannot delete model '" + name + "', is referenced in method request: " + path);
                });
        new ModelGraph(scope).user(name).ifPresent(other -> {
            throw AwsException.conflict("Cannot delete model '" + name + "', is referenced in model: " + other);
        });
        users.response(response -> Tree.object(response, "responseModels").values().stream()
                        .anyMatch(isName))
                .ifPresent(path -> {
                    throw AwsException.conflict(
                            "Cannot delete model '" + name + "', is referenced in method response: " + path);
                });
    }

    /** The model; with {@code flatten} with all that it refers to. */
    static JsonObject answer(Scope scope, Key key, JsonObject model, Reason reason) {
        if (reason != Reason.SHOWN || !scope.input().flag("flatten")) {
            return model;
        }
        return Tree.parse(Tree.text(model, "schema", ""))
                .map(schema -> new ModelGraph(scope).flat(key.id(), schema))
                .map(flat -> Tree.with(model, "schema", flat.toString()))
                .orElse(model);
    }

    static PatchRules validatorPatch() {
        return PatchRules.of(
                PatchWording.LISTING,
                replace("/name", PatchType.EXACT_TEXT),
                replace("/validateRequestParameters", PatchType.BOOLEAN),
                replace("/validateRequestBody", PatchType.BOOLEAN));
    }

    static JsonObject checkValidator(Scope scope, @Nullable JsonObject before, JsonObject after) {
        String name = Tree.text(after, "name", "");
        if (name.isBlank()) {
            throw AwsException.badRequest("Request Validator name cannot be blank");
        }
        boolean renamed = before == null || !name.equals(Tree.text(before, "name"));
        if (renamed && scope.isNamed("requestvalidators", name)) {
            throw AwsException.badRequest("Request Validator name must be unique");
        }
        JsonObject validator = Tree.withDefault(after, "validateRequestBody", JsonValue.FALSE);
        return Tree.withDefault(validator, "validateRequestParameters", JsonValue.FALSE);
    }

    static void removeValidator(Scope scope, Key key, JsonObject validator) {
        new MethodReferences(scope)
                .method(method -> key.id().equals(Tree.text(method, "requestValidatorId")))
                .ifPresent(path -> {
                    throw AwsException.conflict("Cannot delete Request Validator '" + key.id()
                            + "', is referenced in method request: " + path);
                });
    }
}
