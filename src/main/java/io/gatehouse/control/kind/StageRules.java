package io.gatehouse.control.kind;

import static io.gatehouse.control.kind.patch.PatchRules.replace;

import io.gatehouse.control.kind.Kind.Reason;
import io.gatehouse.control.kind.patch.PatchRules;
import io.gatehouse.control.kind.patch.PatchType;
import io.gatehouse.control.kind.patch.PatchWording;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import io.gatehouse.snapshot.ApiDefinition;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of stages and of the deployments they point at. */
public final class StageRules {
    static final String UNKNOWN = "Invalid stage identifier specified";
    static final String UNKNOWN_DEPLOYMENT = "Invalid Deployment identifier specified";
    static final List<String> CACHE_SIZES = List.of("0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237");
    private static final String CACHE_STATUS = "cacheClusterStatus";
    private static final Pattern LINES = Pattern.compile("[^\\r\\n]*\\r?\\n?");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");
    private static final Pattern REQUEST_ID = Pattern.compile("\\$\\{?context\\.(extendedR|r)equestId\\b");
    private static final Pattern VARIABLE_NAME = Pattern.compile("\\w{1,64}");
    private static final Pattern VARIABLE_VALUE = Pattern.compile("[A-Za-z0-9 ._~:/?#&=,-]{1,512}");

    private StageRules() {}

    /** Completes a new stage or checks a changed one; both end at the time of the change. */
    static JsonObject check(Scope scope, @Nullable JsonObject before, JsonObject after) {
        if (after.equals(before)) {
            return settled(after);
        }
        JsonObject stage = after;
        if (before == null) {
            checkNew(scope, stage);
            stage = Tree.with(stage, "createdDate", scope.now());
        }
        requireDeployment(scope, Tree.text(stage, "deploymentId", ""));
        checkVariables(Tree.object(stage, "variables"));
        stage = cache(before, stage);
        if (stage.containsKey("canarySettings")) {
            JsonObject canary = canaryDefaults(Tree.object(stage, "canarySettings"));
            requireDeployment(scope, Tree.text(canary, "deploymentId", ""));
            checkVariables(Tree.object(canary, "stageVariableOverrides"));
            stage = Tree.with(stage, "canarySettings", canary);
        }
        checkReferences(scope, before, stage);
        stage = Tree.withDefault(stage, "tracingEnabled", JsonValue.FALSE);
        stage = Tree.withDefault(stage, "methodSettings", JsonValue.EMPTY_JSON_OBJECT);
        stage = Tree.with(stage, "lastUpdatedDate", scope.now());
        return Tree.withoutBlank(Tree.withoutEmpty(stage, "variables", "tags"), "description", "documentationVersion");
    }

    private static void checkNew(Scope scope, JsonObject stage) {
        if (!NAME.matcher(Tree.text(stage, "stageName", "")).matches()) {
            // AWS: hyphens pass, whatever its words say (observed).
            throw AwsException.badRequest("Stage name only allows a-zA-Z0-9_");
        }
        if (scope.tx().exists(RestKeys.stage(scope.apiId(), Tree.text(stage, "stageName", "")))) {
            throw AwsException.conflict("Stage already exists");
        }
        Tags.check(Tree.object(stage, "tags"));
    }

    private static void requireDeployment(Scope scope, String deploymentId) {
        if (!scope.tx().exists(RestKeys.deployment(scope.apiId(), deploymentId))) {
            throw AwsException.badRequest("Deployment id does not exist");
        }
    }

    /**
     * Checks stage variables.
     *
     * @throws AwsException {@code BadRequestException} for a name or a value with characters that AWS refuses
     */
    public static void checkVariables(JsonObject variables) {
        variables.forEach((name, value) -> {
            if (!VARIABLE_NAME.matcher(name).matches()) {
                throw AwsException.badRequest(
                        "Invalid stage variable name: " + name + ".  Please use names with only word characters.");
            }
            if (value == JsonValue.NULL
                    || !VARIABLE_VALUE.matcher(Tree.plain(value)).matches()) {
                // AWS: the quotes are the service's (observed).
                throw AwsException.badRequest("Invalid stage variable value of key " + name
                        + ".  Please use values with alphanumeric characters and the symbols ' ', -', '.', '_', ':',"
                        + " '/', '?', '&', '=', and ','.");
            }
        });
    }

    /**
     * Completes the members of the cache. AWS's cache takes minutes to come and go, ours none: the answer of the change
     * itself tells that it is under way, every later one that it is done.
     */
    private static JsonObject cache(@Nullable JsonObject before, JsonObject stage) {
        JsonObject cached = Tree.withDefault(stage, "cacheClusterEnabled", JsonValue.FALSE);
        JsonObject was = before == null ? JsonValue.EMPTY_JSON_OBJECT : before;
        if (!Tree.flag(cached, "cacheClusterEnabled")) {
            boolean goes = Tree.flag(was, "cacheClusterEnabled");
            return Tree.with(cached, CACHE_STATUS, goes ? "DELETE_IN_PROGRESS" : "NOT_AVAILABLE");
        }
        cached = Tree.withDefault(cached, "cacheClusterSize", Tree.of(CACHE_SIZES.get(0)));
        boolean stays = Tree.flag(was, "cacheClusterEnabled")
                && Objects.equals(was.get("cacheClusterSize"), cached.get("cacheClusterSize"));
        return Tree.with(cached, CACHE_STATUS, stays ? "AVAILABLE" : "CREATE_IN_PROGRESS");
    }

    private static JsonObject settled(JsonObject stage) {
        String status = Tree.flag(stage, "cacheClusterEnabled") ? "AVAILABLE" : "NOT_AVAILABLE";
        return status.equals(Tree.text(stage, CACHE_STATUS)) ? stage : Tree.with(stage, CACHE_STATUS, status);
    }

    static JsonObject answer(Scope scope, Key key, JsonObject stage, Reason reason) {
        return reason == Reason.SHOWN || reason == Reason.LISTED ? settled(stage) : stage;
    }

    static JsonObject canaryDefaults(JsonObject given) {
        JsonObject canary = given;
        double percent = given.get("percentTraffic") instanceof JsonNumber number ? number.doubleValue() : 0;
        if (percent < 0 || percent > 100) {
            throw AwsException.badRequest("Percent traffic must be between 0.0 and 100.0");
        }
        canary = Tree.with(canary, "percentTraffic", Tree.of(percent));
        canary = Tree.withDefault(canary, "useStageCache", JsonValue.FALSE);
        return Tree.withoutEmpty(canary, "stageVariableOverrides");
    }

    private static void checkReferences(Scope scope, @Nullable JsonObject before, JsonObject stage) {
        String version = Tree.text(stage, "documentationVersion", "");
        if (!version.isEmpty() && !scope.tx().exists(RestKeys.documentationVersion(scope.apiId(), version))) {
            throw AwsException.badRequest("Invalid Documentation version specified");
        }
        String certificate = Tree.text(stage, "clientCertificateId", "");
        boolean same = before != null && certificate.equals(Tree.text(before, "clientCertificateId"));
        if (!certificate.isEmpty() && !same) {
            ClientCertificateRules.use(
                    scope.tx(), certificate, RestKeys.stage(scope.apiId(), Tree.text(stage, "stageName", "")));
        }
        checkAccessLog(Tree.object(stage, "accessLogSettings"));
    }

    private static void checkAccessLog(JsonObject settings) {
        String destination = Tree.text(settings, "destinationArn", "");
        if (!destination.isEmpty()) {
            checkLogDestination(destination);
        }
        String format = Tree.text(settings, "format", "");
        if (!LINES.matcher(format).matches()) {
            throw AwsException.badRequest("Access Log format must be single line, new line character is allowed only at"
                    + " end of the format: '" + format + "'");
        }
        if (!format.isEmpty() && !REQUEST_ID.matcher(format).find()) {
            throw AwsException.badRequest("Access Log format must include either $context.requestId or"
                    + " $context.extendedRequestId : '" + format + "'");
        }
    }

    private static void checkLogDestination(String destination) {
        Optional<Arn> arn = Arn.parse(destination);
        String service = arn.map(Arn::service).orElse("");
        if (!service.equals("logs") && !service.equals("firehose")) {
            throw AwsException.badRequest(
                    "The ARN must be a valid CloudWatch Logs log group or Kinesis Data Firehose" + " delivery stream");
        }
        String resource = arn.map(Arn::resource).orElse("");
        if (service.equals("firehose") && !resource.startsWith("deliverystream/amazon-apigateway-")) {
            throw AwsException.badRequest(
                    "Kinesis Firehose delivery stream name must begin with the characters 'amazon-apigateway-'");
        }
    }

    static PatchRules deploymentPatch() {
        return PatchRules.of(PatchWording.LISTING, replace("/description", PatchType.TEXT));
    }

    static void removeDeployment(Scope scope, Key key, JsonObject deployment) {
        for (Entry stage : scope.tx().children(scope.api().path(), "stages")) {
            boolean used = key.id().equals(Tree.text(stage.value(), "deploymentId"))
                    || key.id().equals(Tree.text(Tree.object(stage.value(), "canarySettings"), "deploymentId"));
            if (used) {
                throw AwsException.badRequest("Active stages pointing to this deployment must be moved or deleted");
            }
        }
    }

    /** The deployment; with {@code embed=apisummary} also what its definition says of the methods. */
    static JsonObject deploymentAnswer(Scope scope, Key key, JsonObject deployment, Reason reason) {
        boolean embed = scope.asksFor("embed", "apisummary") || scope.asksFor("embed", "apiSummary");
        if (!embed || reason != Reason.SHOWN) {
            return deployment;
        }
        return scope.tx()
                .find(RestKeys.definition(key))
                .map(found -> Tree.with(deployment, "apiSummary", summary(Json.bind(ApiDefinition.class, found))))
                .orElse(deployment);
    }

    private static JsonObject summary(ApiDefinition definition) {
        var paths = Tree.builder();
        definition.resources().forEach(resource -> {
            var methods = resource.resourceMethods();
            if (methods != null && !methods.isEmpty()) {
                var summary = Tree.builder();
                methods.forEach((name, method) -> summary.add(
                        name,
                        Tree.builder()
                                .add("apiKeyRequired", Boolean.TRUE.equals(method.apiKeyRequired()))
                                .add("authorizationType", String.valueOf(method.authorizationType()))));
                paths.add(String.valueOf(resource.path()), summary);
            }
        });
        return paths.build();
    }
}
