package io.gatehouse.control.operation;

import io.gatehouse.control.kind.AccountKeys;
import io.gatehouse.control.kind.AccountKinds;
import io.gatehouse.control.kind.ApiKeyRules;
import io.gatehouse.control.kind.Kind.Reason;
import io.gatehouse.control.kind.Paging;
import io.gatehouse.control.kind.Paging.Item;
import io.gatehouse.control.kind.Scope;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.control.protocol.Page;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** GetApiKeys: all, or those whose name begins with a text or who belong to a customer. */
final class ApiKeyOperations {
    private ApiKeyOperations() {}

    static Page list(Scope scope) {
        String name = scope.text("nameQuery");
        String customer = scope.text("customerId");
        if (name.isEmpty() && customer.isEmpty()) {
            return Paging.of(scope.input()).page(scope.tx(), "", "apikeys", entries -> entries.stream()
                    .map(entry -> answer(scope, entry.key(), entry.value()))
                    .toList());
        }
        return Paging.of(scope.input()).page((after, limit) -> found(scope, name, customer, after, limit));
    }

    private static List<Item> found(Scope scope, String name, String customer, @Nullable String after, int limit) {
        List<Entry> entries = ApiKeyRules.found(scope.tx(), name, customer, after, limit);
        Map<Key, JsonObject> keys =
                scope.tx().find(entries.stream().map(ApiKeyOperations::key).toList());
        return entries.stream()
                .map(entry -> new Item(entry.id(), asked(scope, name, customer, key(entry), keys.get(key(entry)))))
                .toList();
    }

    private static @Nullable JsonObject asked(
            Scope scope, String name, String customer, Key key, @Nullable JsonObject value) {
        if (value == null
                || !Tree.text(value, "name", "").startsWith(name)
                || !(customer.isEmpty() || customer.equals(Tree.text(value, "customerId")))) {
            return null;
        }
        return answer(scope, key, value);
    }

    private static Key key(Entry entry) {
        return AccountKeys.apiKey(Tree.text(entry.value(), "id", ""));
    }

    private static JsonObject answer(Scope scope, Key key, JsonObject value) {
        return AccountKinds.API_KEY.answer(scope, key, value, Reason.LISTED);
    }
}
