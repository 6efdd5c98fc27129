package io.gatehouse.control.kind;

import io.gatehouse.config.Quota;
import io.gatehouse.control.kind.Kind.Reason;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of API keys as members of usage plans. A member is kept below its plan; which plans a key is in, the plans
 * tell, of which there are few.
 */
public final class UsagePlanKeyRules {
    private static final String TYPE = "API_KEY";
    private static final int AT_ONCE = 500;

    private UsagePlanKeyRules() {}

    /** Makes an API key a member. */
    static JsonObject check(Scope scope, @Nullable JsonObject before, JsonObject after) {
        if (!scope.text("keyType").equals(TYPE)) {
            throw AwsException.badRequest("Invalid key type specified. Valid options are " + TYPE);
        }
        String keyId = scope.text("keyId");
        // The key is not deleted meanwhile.
        scope.tx().lock(AccountKeys.apiKey(keyId));
        takeTurn(scope);
        JsonObject plan = scope.require(AccountKeys.usagePlan(scope.text("usagePlanId")), UsagePlanRules.UNKNOWN);
        return member(
                scope,
                keyId,
                plan,
                plansOf(scope.tx(), keyId).stream().map(Entry::value).toList());
    }

    /** Lets one at a time make keys members and give stages to plans with members: a rule binds both. */
    public static void takeTurn(Scope scope) {
        scope.takeTurn("usageplankeys");
    }

    /**
     * The member that a key becomes.
     *
     * @param others plans that the key is in
     * @throws AwsException {@code ConflictException} when another plan of the key has one of the stages; {@code
     *     LimitExceededException} when the key is in too many plans
     */
    public static JsonObject member(Scope scope, String keyId, JsonObject plan, List<JsonObject> others) {
        Set<String> stages = names(plan);
        int already = 0;
        for (JsonObject other : others) {
            if (!Tree.text(other, "id", "").equals(Tree.text(plan, "id"))) {
                already++;
                for (String stage : names(other)) {
                    if (stages.contains(stage)) {
                        throw taken(Tree.text(plan, "id", ""), keyId, stage);
                    }
                }
            }
        }
        scope.requireRoom(Quota.USAGE_PLANS_PER_API_KEY, already);
        return Tree.builder().add("id", keyId).add("type", TYPE).build();
    }

    private static AwsException taken(String planId, String keyId, String stage) {
        // AWS: a conflict; the words are remembered from what users told, not recorded (inferred).
        return AwsException.conflict("UsagePlan " + planId + " cannot be added because API Key " + keyId
                + " cannot reference multiple UsagePlans with the same api stage: " + stage);
    }

    private static Set<String> names(JsonObject plan) {
        Set<String> names = new HashSet<>();
        UsagePlanRules.stages(plan).forEach(stage -> names.add(UsagePlanRules.name(stage)));
        return names;
    }

    /** The plans that a key is in, ordered by id. */
    public static List<Entry> plansOf(Transaction tx, String keyId) {
        List<Entry> plans = tx.children("", AccountKinds.USAGE_PLAN.collection);
        Map<Key, JsonObject> members = tx.find(plans.stream()
                .map(plan -> AccountKeys.usagePlanKey(plan.id(), keyId))
                .toList());
        return plans.stream()
                .filter(plan -> members.containsKey(AccountKeys.usagePlanKey(plan.id(), keyId)))
                .toList();
    }

    /**
     * Checks that no member of a plan has one of these stages through another plan.
     *
     * @param stages as {@code apiId:stage}
     */
    static void requireNoOtherPlan(Scope scope, String planId, List<String> stages) {
        takeTurn(scope);
        for (Entry other : scope.tx().children("", AccountKinds.USAGE_PLAN.collection)) {
            Set<String> shared = names(other.value());
            shared.retainAll(stages);
            if (!shared.isEmpty() && !other.id().equals(planId)) {
                requireNoCommonKey(
                        scope.tx(), planId, other.id(), shared.iterator().next());
            }
        }
    }

    private static void requireNoCommonKey(Transaction tx, String planId, String otherId, String stage) {
        String plan = AccountKeys.usagePlan(planId).path();
        List<Entry> some = tx.children(plan, "keys", null, AT_ONCE);
        while (!some.isEmpty()) {
            List<Key> others = some.stream()
                    .map(member -> AccountKeys.usagePlanKey(otherId, member.id()))
                    .toList();
            for (Key common : tx.find(others).keySet()) {
                throw taken(planId, common.id(), stage);
            }
            some = tx.children(plan, "keys", some.get(some.size() - 1).id(), AT_ONCE);
        }
    }

    /** The member with what the API key itself says. */
    static JsonObject answer(Scope scope, Key key, JsonObject member, Reason reason) {
        Key apiKey = AccountKeys.apiKey(key.id());
        return answer(scope, apiKey, scope.require(apiKey, ApiKeyRules.UNKNOWN));
    }

    /** A member as its API key makes it. */
    public static JsonObject answer(Scope scope, Key apiKey, JsonObject value) {
        JsonObject answer = Tree.builder()
                .add("id", apiKey.id())
                .add("type", TYPE)
                .add("value", scope.opened(apiKey, value, "value"))
                .add("name", Tree.text(value, "name", ""))
                .build();
        return Tree.withoutBlank(answer, "name");
    }
}
