package io.gatehouse.control.kind;

import static io.gatehouse.control.kind.patch.PatchRules.addRemove;
import static io.gatehouse.control.kind.patch.PatchRules.addReplace;
import static io.gatehouse.control.kind.patch.PatchRules.addReplaceRemove;
import static io.gatehouse.control.kind.patch.PatchRules.replace;
import static io.gatehouse.control.kind.patch.PatchRules.rule;

import io.gatehouse.control.kind.patch.PatchEdit;
import io.gatehouse.control.kind.patch.PatchEdits;
import io.gatehouse.control.kind.patch.PatchOp;
import io.gatehouse.control.kind.patch.PatchRules;
import io.gatehouse.control.kind.patch.PatchStep;
import io.gatehouse.control.kind.patch.PatchType;
import io.gatehouse.control.kind.patch.PatchWording;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.control.kind.patch.TreePath;
import io.gatehouse.model.AwsException;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What may be patched of a usage plan. The throttles of a stage's methods are keyed by resource path and method; a patch
 * writes the path as it is ({@code …/throttle//pets/GET/rateLimit}) or escaped ({@code …/throttle/~1pets/GET/rateLimit}).
 */
final class UsagePlanPatch {
    private static final String INVALID_STAGE = "Invalid API Stage specified";
    private static final String STAGE = "/apiStages/{apidId:stageName}";
    private static final PatchType BURST = PatchType.integer(0, Integer.MAX_VALUE, UsagePlanRules.BURST);
    private static final PatchType RATE = PatchType.decimal(0, Double.MAX_VALUE, UsagePlanRules.RATE);
    private static final String METHOD = STAGE + "/throttle/{resourcePath+}/{httpMethod}";

    private UsagePlanPatch() {}

    static PatchRules rules() {
        // AWS: the order of the paths is that of its refusals (observed).
        return PatchRules.of(
                PatchWording.LISTING,
                replace("/name", PatchType.EXACT_TEXT),
                replace("/description", PatchType.TEXT),
                addRemove("/apiStages", UsagePlanPatch::stage),
                rule(PatchOp.REMOVE, "/quota", PatchEdits.member(PatchType.TEXT)),
                addReplace(
                        "/quota/limit",
                        PatchEdits.member(PatchType.integer(1, Integer.MAX_VALUE, UsagePlanRules.LIMIT))),
                addReplace(
                        "/quota/offset",
                        PatchEdits.member(PatchType.integer(0, Integer.MAX_VALUE, UsagePlanRules.OFFSET))),
                addReplace(
                        "/quota/period",
                        PatchEdits.member(PatchType.oneOf(UsagePlanRules.PERIODS, UsagePlanRules.PERIOD))),
                rule(PatchOp.REMOVE, "/throttle", PatchEdits.member(PatchType.TEXT)),
                addReplace("/throttle/burstLimit", PatchEdits.member(BURST)),
                addReplace("/throttle/rateLimit", PatchEdits.member(RATE)),
                addReplaceRemove("/productCode", PatchEdits.member(PatchType.TEXT)),
                rule(PatchOp.REMOVE, METHOD, UsagePlanPatch::removeMethod)
                        .onlyWhen(segments -> !segments.get(segments.size() - 1).endsWith("Limit")),
                addReplaceRemove(STAGE + "/throttle", UsagePlanPatch::throttle),
                addReplace(METHOD + "/burstLimit", method("burstLimit", BURST)),
                addReplace(METHOD + "/rateLimit", method("rateLimit", RATE)));
    }

    /** Adds or removes the stage that the value names as {@code apiId:stage}. */
    private static JsonObject stage(JsonObject plan, PatchStep step) {
        String[] parts = step.valueOrEmpty().split(":", -1);
        if (parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            throw AwsException.badRequest(INVALID_STAGE);
        }
        // AWS: what follows a second colon is not looked at (observed).
        List<JsonObject> stages = new ArrayList<>(UsagePlanRules.stages(plan));
        if (step.op() == PatchOp.ADD) {
            stages.add(
                    Tree.builder().add("apiId", parts[0]).add("stage", parts[1]).build());
        } else {
            stages.remove(named(plan, parts[0] + ":" + parts[1]));
        }
        return Tree.with(plan, "apiStages", Tree.list(stages));
    }

    private static JsonObject named(JsonObject plan, String name) {
        for (JsonObject stage : UsagePlanRules.stages(plan)) {
            if (UsagePlanRules.name(stage).equals(name)) {
                return stage;
            }
        }
        int colon = name.indexOf(':');
        throw AwsException.notFound("Invalid API Stage {api: " + name.substring(0, Math.max(colon, 0)) + ", stage: "
                + name.substring(colon + 1) + "} specified for usageplan " + Tree.text(plan, "id", ""));
    }

    private static JsonObject change(JsonObject plan, PatchStep step, UnaryOperator<JsonObject> edit) {
        JsonObject changed = named(plan, step.segments().get(1));
        List<JsonObject> stages = new ArrayList<>(UsagePlanRules.stages(plan));
        stages.set(stages.indexOf(changed), Tree.withoutEmpty(edit.apply(changed), "throttle"));
        return Tree.with(plan, "apiStages", Tree.list(stages));
    }

    /** All throttles of a stage: the value is a JSON object of them. */
    private static JsonObject throttle(JsonObject plan, PatchStep step) {
        return change(plan, step, stage -> {
            if (step.op() == PatchOp.REMOVE) {
                return Tree.without(stage, "throttle");
            }
            JsonObject throttles = Tree.parse(step.valueOrEmpty())
                    .filter(object -> object.values().stream().allMatch(JsonObject.class::isInstance))
                    .orElseThrow(() -> AwsException.badRequest("Invalid throttle specified: " + step.valueOrEmpty()));
            return Tree.with(stage, "throttle", throttles);
        });
    }

    private static JsonObject removeMethod(JsonObject plan, PatchStep step) {
        return change(plan, step, stage -> {
            TreePath place =
                    TreePath.of("throttle", methodOf(step, step.segments().size()));
            if (place.get(stage) == null) {
                throw UsagePlanRules.invalidMethod(
                        methodOf(step, step.segments().size()));
            }
            return place.remove(stage);
        });
    }

    private static PatchEdit method(String member, PatchType type) {
        return (plan, step) -> change(plan, step, stage -> {
            TreePath place =
                    TreePath.of("throttle", methodOf(step, step.segments().size() - 1), member);
            return type.convert(step.valueOrEmpty())
                    .map(value -> place.set(stage, value))
                    .orElse(stage);
        });
    }

    private static String methodOf(PatchStep step, int end) {
        return String.join("/", step.segments().subList(3, end));
    }
}
