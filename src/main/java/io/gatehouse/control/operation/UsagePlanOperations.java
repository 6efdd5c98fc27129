package io.gatehouse.control.operation;

import io.gatehouse.control.kind.AccountKeys;
import io.gatehouse.control.kind.Paging;
import io.gatehouse.control.kind.Paging.Item;
import io.gatehouse.control.kind.Scope;
import io.gatehouse.control.kind.UsagePlanKeyRules;
import io.gatehouse.control.kind.UsagePlanRules;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.control.protocol.Page;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The listings of usage plans and of their keys. */
final class UsagePlanOperations {
    private UsagePlanOperations() {}

    /** GetUsagePlans: all, or those that a key is in. */
    static Page list(Scope scope) {
        String keyId = scope.text("keyId");
        Paging paging = Paging.of(scope.input());
        if (keyId.isEmpty()) {
            return paging.page(scope.tx(), "", "usageplans", UsagePlanOperations::values);
        }
        return paging.pageOf(UsagePlanKeyRules.plansOf(scope.tx(), keyId));
    }

    private static List<JsonObject> values(List<Entry> entries) {
        return entries.stream().map(Entry::value).toList();
    }

    /** GetUsagePlanKeys: all members, or those whose name begins with a text. */
    static Page keys(Scope scope) {
        Key plan = AccountKeys.usagePlan(scope.text("usagePlanId"));
        scope.require(plan, UsagePlanRules.UNKNOWN);
        String name = scope.text("nameQuery");
        return Paging.of(scope.input()).page((after, limit) -> members(scope, plan, name, after, limit));
    }

    private static List<Item> members(Scope scope, Key plan, String name, @Nullable String after, int limit) {
        List<Key> ids = scope.tx().children(plan.path(), "keys", after, limit).stream()
                .map(member -> AccountKeys.apiKey(member.id()))
                .toList();
        Map<Key, JsonObject> keys = scope.tx().find(ids);
        return ids.stream()
                .map(id -> new Item(id.id(), asked(scope, name, id, keys.get(id))))
                .toList();
    }

    private static @Nullable JsonObject asked(Scope scope, String name, Key key, @Nullable JsonObject value) {
        return value == null || !Tree.text(value, "name", "").startsWith(name)
                ? null
                : UsagePlanKeyRules.answer(scope, key, value);
    }
}
