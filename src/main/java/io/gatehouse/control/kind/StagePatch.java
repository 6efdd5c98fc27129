package io.gatehouse.control.kind;

import io.gatehouse.control.kind.patch.PatchEdit;
import io.gatehouse.control.kind.patch.PatchEdits;
import io.gatehouse.control.kind.patch.PatchOp;
import io.gatehouse.control.kind.patch.PatchRule;
import io.gatehouse.control.kind.patch.PatchRules;
import io.gatehouse.control.kind.patch.PatchStep;
import io.gatehouse.control.kind.patch.PatchType;
import io.gatehouse.control.kind.patch.PatchWording;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may be patched on a stage beyond plain members: its canary, and the settings of its methods, which are keyed
 * {@code resource/METHOD} with the resource's path as it was sent ({@code ~1pets/GET}, {@code *}{@code /*}).
 */
final class StagePatch {
    // AWS: the list as the service words it, with the commas it lacks (recorded).
    private static final String PATHS = "/deploymentId, /description, /cacheClusterEnabled, /cacheClusterSize,"
            + " /clientCertificateId, /accessLogSettings, /accessLogSettings/destinationArn,"
            + " /accessLogSettings/format, /{resourcePath}/{httpMethod}/metrics/enabled,"
            + " /{resourcePath}/{httpMethod}/logging/dataTrace, /{resourcePath}/{httpMethod}/logging/loglevel,"
            + " /{resourcePath}/{httpMethod}/throttling/burstLimit"
            + "/{resourcePath}/{httpMethod}/throttling/rateLimit"
            + "/{resourcePath}/{httpMethod}/caching/ttlInSeconds, /{resourcePath}/{httpMethod}/caching/enabled,"
            + " /{resourcePath}/{httpMethod}/caching/dataEncrypted,"
            + " /{resourcePath}/{httpMethod}/caching/requireAuthorizationForCacheControl,"
            + " /{resourcePath}/{httpMethod}/caching/unauthorizedCacheControlHeaderStrategy,"
            + " /*/*/metrics/enabled, /*/*/logging/dataTrace, /*/*/logging/loglevel, /*/*/throttling/burstLimit"
            + " /*/*/throttling/rateLimit /*/*/caching/ttlInSeconds, /*/*/caching/enabled, /*/*/caching/dataEncrypted,"
            + " /*/*/caching/requireAuthorizationForCacheControl,"
            + " /*/*/caching/unauthorizedCacheControlHeaderStrategy, /variables/{variable_name}, /tracingEnabled";

    private static final String SETTINGS = ".../metrics/enabled, .../logging/dataTrace, .../logging/loglevel,"
            + ".../throttling/burstLimit, .../throttling/rateLimit, .../caching/ttlInSeconds, .../caching/enabled,"
            + " .../caching/dataEncrypted, .../caching/requireAuthorizationForCacheControl,"
            + " .../caching/unauthorizedCacheControlHeaderStrategy";

    private static final PatchWording STAGE = (rules, op, path) -> {
        List<String> segments = PatchStep.split(path);
        boolean ofMethod = segments.size() == 4 && isMethod(segments);
        return "Invalid method setting path: "
                + (ofMethod
                        ? String.join("/", segments.subList(2, 4)) + ". Must be one of: [" + SETTINGS
                        : path + ". Must be one of: [" + PATHS)
                + "]";
    };

    private static final String ALL = "*/*";
    private static final Set<PatchOp> REPLACE_REMOVE = EnumSet.of(PatchOp.REPLACE, PatchOp.REMOVE);
    private static final Set<String> METHODS =
            Set.of("*", "GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", "ANY");
    private static final JsonObject FIRST_SETTING = Json.parse(
            """
            {"metricsEnabled": false, "dataTraceEnabled": false, "throttlingBurstLimit": 5000,
             "throttlingRateLimit": 10000.0, "cachingEnabled": false, "cacheTtlInSeconds": 300,
             "cacheDataEncrypted": false, "requireAuthorizationForCacheControl": true,
             "unauthorizedCacheControlHeaderStrategy": "SUCCEED_WITH_RESPONSE_HEADER"}""");
    private static final List<String> COPY_TO = List.of("/deploymentId", "/variables");
    private static final Map<String, String> COPY_FROM = Map.of(
            "/deploymentId", "/canarySettings/deploymentId",
            "/variables", "/canarySettings/stageVariableOverrides");

    private StagePatch() {}

    static PatchRules rules() {
        var rules = new ArrayList<PatchRule>();
        rules.add(PatchRules.replace("/deploymentId", PatchType.EXACT_TEXT));
        rules.add(PatchRules.replace("/description", PatchType.TEXT));
        rules.add(PatchRules.replace("/documentationVersion", PatchType.TEXT));
        rules.add(PatchRules.replace("/clientCertificateId", PatchType.TEXT));
        rules.add(PatchRules.replace("/cacheClusterEnabled", PatchType.BOOLEAN));
        rules.add(PatchRules.replace(
                "/cacheClusterSize", PatchType.optionalOneOf(StageRules.CACHE_SIZES, "Invalid cache cluster size")));
        rules.add(PatchRules.replace("/tracingEnabled", PatchType.BOOLEAN));
        rules.add(new PatchRule("/variables", REPLACE_REMOVE, StagePatch::variables));
        rules.add(new PatchRule("/variables/{name}", REPLACE_REMOVE, PatchEdits.member(PatchType.EXACT_TEXT)));
        rules.add(PatchRules.rule(PatchOp.REMOVE, "/accessLogSettings", PatchEdits.member(PatchType.TEXT)));
        rules.add(PatchRules.addReplaceRemove("/accessLogSettings/destinationArn", PatchEdits.member(PatchType.TEXT)));
        rules.add(PatchRules.addReplaceRemove("/accessLogSettings/format", PatchEdits.member(PatchType.TEXT)));
        canary(rules);
        methodSettings(rules);
        return PatchRules.of(STAGE, rules).copying(StagePatch::copy);
    }

    private static void canary(List<PatchRule> rules) {
        rules.add(PatchRules.rule(PatchOp.REMOVE, "/canarySettings", PatchEdits.member(PatchType.TEXT)));
        rules.add(inCanary("/canarySettings/deploymentId", PatchType.EXACT_TEXT));
        rules.add(inCanary(
                "/canarySettings/percentTraffic",
                PatchType.decimal(0, 100, "Percent traffic must be between 0.0 and 100.0")));
        rules.add(inCanary("/canarySettings/useStageCache", PatchType.BOOLEAN));
        rules.add(new PatchRule(
                "/canarySettings/stageVariableOverrides",
                EnumSet.of(PatchOp.REPLACE),
                (tree, step) -> variables(ensureCanary(tree), step)));
        rules.add(new PatchRule(
                "/canarySettings/stageVariableOverrides/{name}",
                REPLACE_REMOVE,
                (tree, step) -> PatchEdits.member(PatchType.EXACT_TEXT).apply(ensureCanary(tree), step)));
    }

    private static PatchRule inCanary(String path, PatchType type) {
        PatchEdit edit = PatchEdits.member(type);
        return PatchRules.rule(PatchOp.REPLACE, path, (tree, step) -> edit.apply(ensureCanary(tree), step));
    }

    /** A canary comes with its first setting; it starts as a copy of the stage. */
    private static JsonObject ensureCanary(JsonObject stage) {
        JsonObject canary = Tree.object(stage, "canarySettings");
        canary = Tree.withDefault(canary, "deploymentId", Tree.of(Tree.text(stage, "deploymentId", "")));
        return Tree.with(stage, "canarySettings", StageRules.canaryDefaults(canary));
    }

    /** Promotes the canary. */
    private static JsonObject copy(JsonObject stage, PatchStep step) {
        if (!COPY_TO.contains(step.path()) || !String.valueOf(step.from()).equals(COPY_FROM.get(step.path()))) {
            throw AwsException.badRequest("Invalid copy operation with path: " + step.path() + " and from "
                    + step.from() + ". Valid copy:path are [/deploymentId, /variables] and valid copy:from are"
                    + " [/canarySettings/deploymentId, /canarySettings/stageVariableOverrides]");
        }
        if (!stage.containsKey("canarySettings")) {
            throw AwsException.badRequest("Promotion not available. Canary does not exist.");
        }
        JsonObject canary = Tree.object(stage, "canarySettings");
        if (step.path().equals("/deploymentId")) {
            return Tree.with(stage, "deploymentId", Tree.text(canary, "deploymentId", ""));
        }
        // AWS: the overrides are merged into the stage's variables (recorded).
        var variables = Tree.builder(Tree.object(stage, "variables"));
        Tree.object(canary, "stageVariableOverrides").forEach(variables::add);
        return Tree.withoutEmpty(Tree.with(stage, "variables", variables.build()), "variables");
    }

    private static JsonObject variables(JsonObject tree, PatchStep step) {
        if (step.op() == PatchOp.REMOVE || !step.hasValue()) {
            return step.place().remove(tree);
        }
        JsonObject map = Tree.parse(step.valueOrEmpty())
                .orElseThrow(() -> AwsException.badRequest("Invalid patch value specified for " + step.path()));
        return map.isEmpty() ? step.place().remove(tree) : step.place().set(tree, texts(map));
    }

    private static JsonObject texts(JsonObject map) {
        var texts = Tree.builder();
        map.forEach((name, value) -> texts.add(name, value == JsonValue.NULL ? value : Tree.of(Tree.plain(value))));
        return texts.build();
    }

    private static void methodSettings(List<PatchRule> rules) {
        var rate = PatchType.decimal(-1, Integer.MAX_VALUE, "Invalid rate limit specified, must be a number");
        var burst = PatchType.integer(-1, Integer.MAX_VALUE, "Invalid burst limit specified, must be an integer");
        var ttl = PatchType.integer(0, 3600, "Invalid time-to-live setting, must be an integer no greater than 3600");
        var levels = PatchType.oneOf(
                List.of("OFF", "ERROR", "INFO"), "Invalid logging level specified. Must be one of: [OFF, ERROR, INFO]");
        var strategies = PatchType.oneOf(
                List.of("FAIL_WITH_403", "SUCCEED_WITH_RESPONSE_HEADER", "SUCCEED_WITHOUT_RESPONSE_HEADER"),
                "Invalid unauthorized cache control header strategy specified. Must be one of:"
                        + " [FAIL_WITH_403, SUCCEED_WITH_RESPONSE_HEADER, SUCCEED_WITHOUT_RESPONSE_HEADER]");
        setting(rules, "metrics/enabled", "metricsEnabled", PatchType.BOOLEAN);
        setting(rules, "logging/dataTrace", "dataTraceEnabled", PatchType.BOOLEAN);
        setting(rules, "logging/loglevel", "loggingLevel", levels);
        setting(rules, "throttling/burstLimit", "throttlingBurstLimit", burst);
        setting(rules, "throttling/rateLimit", "throttlingRateLimit", rate);
        setting(rules, "caching/enabled", "cachingEnabled", PatchType.BOOLEAN);
        setting(rules, "caching/ttlInSeconds", "cacheTtlInSeconds", ttl);
        setting(rules, "caching/dataEncrypted", "cacheDataEncrypted", PatchType.BOOLEAN);
        setting(
                rules,
                "caching/requireAuthorizationForCacheControl",
                "requireAuthorizationForCacheControl",
                PatchType.BOOLEAN);
        setting(
                rules,
                "caching/unauthorizedCacheControlHeaderStrategy",
                "unauthorizedCacheControlHeaderStrategy",
                strategies);
        rules.add(removal("/{resourcePath}/{httpMethod}"));
    }

    private static boolean isMethod(List<String> segments) {
        return METHODS.contains(segments.get(1));
    }

    private static void setting(List<PatchRule> rules, String suffix, String member, PatchType type) {
        String path = "/{resourcePath}/{httpMethod}/" + suffix;
        PatchEdit edit = (stage, step) -> setSetting(stage, settingKey(step.path()), member, type, step.valueOrEmpty());
        rules.add(PatchRules.rule(PatchOp.REPLACE, path, edit).onlyWhen(StagePatch::isMethod));
        // AWS: settings go all together; one of them is looked for as if it were a method (observed).
        rules.add(removal(path));
    }

    private static PatchRule removal(String path) {
        return PatchRules.rule(PatchOp.REMOVE, path, StagePatch::removeSettings).onlyWhen(StagePatch::isMethod);
    }

    private static JsonObject setSetting(JsonObject stage, String key, String member, PatchType type, String value) {
        JsonObject settings = Tree.object(stage, "methodSettings");
        // AWS: a method's new entry takes what holds for all methods; later changes for all leave it alone (recorded).
        JsonValue first = settings.getOrDefault(ALL, FIRST_SETTING);
        JsonObject entry = settings.getOrDefault(key, first).asJsonObject();
        JsonObject changed = type.convert(value)
                .map(converted -> Tree.with(entry, member, converted))
                .orElse(entry);
        return Tree.with(stage, "methodSettings", Tree.with(settings, key, changed));
    }

    private static JsonObject removeSettings(JsonObject stage, PatchStep step) {
        String key = step.path().substring(1);
        JsonObject settings = Tree.object(stage, "methodSettings");
        if (!settings.containsKey(key)) {
            // AWS: with the space at the end (recorded).
            throw AwsException.badRequest(
                    "Cannot remove method setting " + key + " because there is no method setting for this method ");
        }
        return Tree.with(stage, "methodSettings", Tree.without(settings, key));
    }

    /** {@code ~1pets/GET} of {@code /~1pets/GET/throttling/rateLimit}. */
    private static String settingKey(@Nullable String path) {
        List<String> segments = PatchStep.split(path);
        return segments.get(0) + "/" + segments.get(1);
    }
}
