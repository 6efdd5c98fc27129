package io.gatehouse.control.kind;

import io.gatehouse.config.Quota;
import io.gatehouse.control.kind.Kind.Reason;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of usage plans. */
public final class UsagePlanRules {
    public static final String UNKNOWN = "Invalid Usage Plan ID specified";
    static final List<String> PERIODS = List.of("DAY", "WEEK", "MONTH");
    static final String PERIOD = "Invalid Usage Plan quota period specified. Must be one of [DAY, WEEK, MONTH]";
    static final String LIMIT = "Usage Plan quota limit must be a non-negative numeric";
    static final String OFFSET = "Usage Plan quota offset must be a non-negative numeric";
    static final String BURST = "Usage Plan throttle burst limit must be a non-negative numeric";
    static final String RATE = "Usage Plan throttle rate limit must be a non-negative numeric";
    private static final Map<String, Integer> LARGEST_OFFSET = Map.of("DAY", 0, "WEEK", 6, "MONTH", 27);
    private static final Pattern METHOD =
            Pattern.compile("/.*/(GET|PUT|POST|DELETE|PATCH|OPTIONS|HEAD|ANY|\\*)", Pattern.DOTALL);

    private UsagePlanRules() {}

    /** Completes a new plan or checks a changed one. */
    static JsonObject check(Scope scope, @Nullable JsonObject before, JsonObject after) {
        if (Tree.text(after, "name", "").isBlank()) {
            throw AwsException.badRequest("Usage Plan name cannot be empty");
        }
        JsonObject plan = Tree.withDefault(after, "apiStages", JsonValue.EMPTY_JSON_ARRAY);
        if (before == null) {
            Tags.check(Tree.object(plan, "tags"));
        }
        plan = quota(throttle(plan, "throttle"));
        List<JsonObject> stages = new ArrayList<>();
        for (JsonObject stage : stages(plan)) {
            stages.add(stage(scope, stage, plan));
        }
        requireStages(scope, before, stages);
        plan = Tree.with(plan, "apiStages", Tree.list(stages));
        return Tree.withoutBlank(Tree.withoutEmpty(plan, "throttle", "quota", "tags"), "description");
    }

    /** The stages of a plan. */
    public static List<JsonObject> stages(JsonObject plan) {
        return plan.get("apiStages") instanceof JsonArray stages ? stages.getValuesAs(JsonObject.class) : List.of();
    }

    /** A stage as patches name it: {@code apiId:stage}. */
    static String name(JsonObject stage) {
        return Tree.text(stage, "apiId", "") + ":" + Tree.text(stage, "stage", "");
    }

    private static JsonObject stage(Scope scope, JsonObject given, JsonObject plan) {
        if (Tree.text(given, "apiId", "").isEmpty()
                || Tree.text(given, "stage", "").isEmpty()) {
            // AWS: the names are not filled in (observed).
            throw AwsException.badRequest("Invalid API Stage {api: %s, stage: %s} specified for usageplan %s");
        }
        JsonObject throttles = Tree.object(given, "throttle");
        if (throttles.isEmpty()) {
            return Tree.without(given, "throttle");
        }
        if (!plan.containsKey("throttle")) {
            throw AwsException.badRequest(
                    "Can not define fine grain throttling if usage plan throttle is not defined.");
        }
        scope.requireRoom(Quota.METHOD_THROTTLES_PER_USAGE_PLAN_STAGE, throttles.size() - 1L);
        JsonObject checked = throttles;
        for (String method : throttles.keySet()) {
            if (!METHOD.matcher(method).matches()) {
                throw invalidMethod(method);
            }
            checked = throttle(checked, method);
        }
        return Tree.with(given, "throttle", checked);
    }

    static AwsException invalidMethod(String method) {
        int slash = method.lastIndexOf('/');
        String path = slash > 0 ? method.substring(0, slash) : method;
        String verb = slash > 0 ? method.substring(slash + 1) : "";
        return AwsException.badRequest("Invalid method {resourcePath: " + path + ",method: " + verb + "} specified");
    }

    private static JsonObject throttle(JsonObject tree, String member) {
        if (!tree.containsKey(member)) {
            return tree;
        }
        JsonObject given = Tree.object(tree, member);
        JsonObjectBuilder throttle = Tree.builder();
        if (given.containsKey("burstLimit")) {
            throttle.add("burstLimit", (int) numeric(given, "burstLimit", Integer.MAX_VALUE, BURST));
        }
        if (given.containsKey("rateLimit")) {
            throttle.add("rateLimit", numeric(given, "rateLimit", Double.MAX_VALUE, RATE));
        }
        return Tree.with(tree, member, throttle.build());
    }

    private static double numeric(JsonObject throttle, String member, double most, String refusal) {
        double value = throttle.get(member) instanceof JsonNumber number ? number.doubleValue() : -1;
        if (value < 0 || value > most) {
            throw AwsException.badRequest(refusal);
        }
        return value;
    }

    private static JsonObject quota(JsonObject plan) {
        JsonObject quota = Tree.object(plan, "quota");
        if (!plan.containsKey("quota")) {
            return plan;
        }
        if (Tree.number(quota, "limit").orElse(0) < 1) {
            throw AwsException.badRequest(LIMIT);
        }
        String period = Tree.text(quota, "period", "");
        Integer largest = LARGEST_OFFSET.get(period);
        if (largest == null) {
            throw AwsException.badRequest(PERIOD);
        }
        int offset = Tree.number(quota, "offset").orElse(0);
        if (offset < 0 || offset > largest) {
            throw AwsException.badRequest(
                    largest == 0
                            ? "Usage Plan quota offset must be zero in the DAY period"
                            : "Usage Plan quota offset must be between 0 and " + largest + " inclusive in the " + period
                                    + " period");
        }
        return Tree.with(plan, "quota", Tree.withDefault(quota, "offset", Tree.of(0)));
    }

    private static void requireStages(Scope scope, @Nullable JsonObject before, List<JsonObject> stages) {
        Set<String> known = new HashSet<>();
        if (before != null) {
            stages(before).forEach(stage -> known.add(name(stage)));
        }
        Set<String> names = new HashSet<>();
        List<String> added = new ArrayList<>();
        for (JsonObject stage : stages) {
            if (!names.add(name(stage))) {
                throw AwsException.conflict("API Stage " + name(stage) + " is already associated with the usage plan");
            }
            if (!known.contains(name(stage))) {
                requireStage(scope, stage);
                added.add(name(stage));
            }
        }
        if (before != null && !added.isEmpty()) {
            UsagePlanKeyRules.requireNoOtherPlan(scope, Tree.text(before, "id", ""), added);
        }
    }

    /** The stage must be there and stay there until this is written. */
    private static void requireStage(Scope scope, JsonObject stage) {
        String apiId = Tree.text(stage, "apiId", "");
        scope.tx().lock(RestKeys.restApi(apiId));
        if (!scope.tx().exists(RestKeys.stage(apiId, Tree.text(stage, "stage", "")))) {
            throw AwsException.notFound("API Stage not found: " + name(stage));
        }
    }

    /** AWS: a plan goes only without stages; its keys and their usage go with it (observed). */
    static void remove(Scope scope, Key key, JsonObject plan) {
        List<JsonObject> stages = stages(plan);
        if (!stages.isEmpty()) {
            throw AwsException.badRequest("Cannot delete Usage Plan " + key.id()
                    + " because there are API Stages associated with it, including " + name(stages.get(0)));
        }
    }

    /** Takes a stage that goes, or all stages of an API that goes, out of the plans. AWS does so too (observed). */
    static void forget(Transaction tx, String apiId, @Nullable String stageName) {
        for (Entry plan : tx.children("", AccountKinds.USAGE_PLAN.collection)) {
            List<JsonObject> kept = new ArrayList<>(stages(plan.value()));
            boolean gone = kept.removeIf(stage -> apiId.equals(Tree.text(stage, "apiId"))
                    && (stageName == null || stageName.equals(Tree.text(stage, "stage"))));
            if (gone) {
                tx.put(plan.key(), Tree.with(plan.value(), "apiStages", Tree.list(kept)));
            }
        }
    }

    static JsonObject answer(Scope scope, Key key, JsonObject plan, Reason reason) {
        return Tags.told(plan, reason);
    }
}
