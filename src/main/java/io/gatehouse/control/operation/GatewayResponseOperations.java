package io.gatehouse.control.operation;

import io.gatehouse.control.kind.GatewayResponses;
import io.gatehouse.control.kind.RestKeys;
import io.gatehouse.control.kind.Scope;
import io.gatehouse.control.kind.UniformOperations;
import io.gatehouse.control.kind.patch.PatchRules;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.control.protocol.Page;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.rest.GatewayResponseType;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations on gateway responses: all 21 types are always there, stored are only those that were put. */
final class GatewayResponseOperations {
    private static final PatchRules PATCH = GatewayResponses.patch();
    private static final List<String> PARTS = List.of("statusCode", "responseParameters", "responseTemplates");

    private GatewayResponseOperations() {}

    static JsonObject put(Scope scope) {
        scope.requireApi();
        JsonObject response =
                GatewayResponses.put(type(scope), Tree.only(scope.input().members(), PARTS));
        scope.tx().put(key(scope), response);
        return response;
    }

    static JsonObject get(Scope scope) {
        scope.requireApi();
        return GatewayResponses.effective(type(scope), stored(scope));
    }

    static Page list(Scope scope) {
        scope.requireApi();
        Map<String, JsonObject> stored = stored(scope);
        // AWS: always all of them, in alphabetical order (recorded).
        return new Page(
                Arrays.stream(GatewayResponseType.values())
                        .sorted((a, b) -> a.name().compareTo(b.name()))
                        .map(type -> GatewayResponses.effective(type, stored))
                        .toList(),
                null);
    }

    static JsonObject update(Scope scope) {
        scope.requireApi();
        GatewayResponseType type = type(scope);
        JsonObject before = scope.tx().find(key(scope)).orElseGet(() -> GatewayResponses.builtIn(type));
        JsonObject patched = PATCH.apply(before, UniformOperations.operations(scope.input()));
        if (patched.equals(before)) {
            return before;
        }
        JsonObject after = GatewayResponses.put(type, Tree.only(patched, PARTS));
        scope.tx().put(key(scope), after);
        return after;
    }

    static @Nullable Object delete(Scope scope) {
        scope.requireApi();
        if (!scope.tx().delete(key(scope))) {
            throw AwsException.notFound("Gateway response type not defined on api");
        }
        return null;
    }

    private static Key key(Scope scope) {
        return RestKeys.gatewayResponse(scope.apiId(), type(scope).name());
    }

    private static GatewayResponseType type(Scope scope) {
        for (GatewayResponseType type : GatewayResponseType.values()) {
            if (type.name().equals(scope.text("responseType"))) {
                return type;
            }
        }
        throw AwsException.badRequest("Invalid gateway response type specified");
    }

    private static Map<String, JsonObject> stored(Scope scope) {
        var stored = new HashMap<String, JsonObject>();
        for (Entry entry : scope.tx().children(scope.api().path(), "gatewayresponses")) {
            stored.put(entry.id(), entry.value());
        }
        return stored;
    }
}
