package io.gatehouse.control.operation;

import io.gatehouse.control.kind.RestKeys;
import io.gatehouse.control.kind.RestKinds;
import io.gatehouse.control.kind.Scope;
import io.gatehouse.control.kind.UniformOperations;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.AwsException;
import io.gatehouse.snapshot.SnapshotCompiler;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * CreateDeployment: freezes the API, sees that it can be served, and makes or re-points a stage.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_CreateDeployment.html">AWS: CreateDeployment</a>
 */
final class DeploymentOperations {
    private static final Map<String, String> STAGE_MEMBERS = Map.of(
            "stageDescription", "description",
            "cacheClusterEnabled", "cacheClusterEnabled",
            "cacheClusterSize", "cacheClusterSize",
            "variables", "variables",
            "tracingEnabled", "tracingEnabled");

    private final SnapshotCompiler compiler;
    private final BiConsumer<Transaction, String> stagesMoved;

    DeploymentOperations(SnapshotCompiler compiler, BiConsumer<Transaction, String> stagesMoved) {
        this.compiler = compiler;
        this.stagesMoved = stagesMoved;
    }

    JsonObject create(Scope scope) {
        scope.requireApi();
        String stageName = scope.text("stageName");
        Optional<JsonObject> stage =
                stageName.isEmpty() ? Optional.empty() : scope.tx().find(RestKeys.stage(scope.apiId(), stageName));
        boolean canary = scope.input().members().containsKey("canarySettings");
        if (canary) {
            requireStage(stageName, stage);
        }
        JsonObject deployment = deploy(scope);
        String deploymentId = Tree.text(deployment, "id", "");
        if (canary) {
            stage.ifPresent(found -> setCanary(scope, found, deploymentId));
        } else if (!stageName.isEmpty()) {
            point(scope, stageName, stage, deploymentId);
        }
        stagesMoved.accept(scope.tx(), scope.apiId());
        return deployment;
    }

    private static void requireStage(String stageName, Optional<JsonObject> stage) {
        if (stageName.isEmpty()) {
            throw AwsException.badRequest("Invalid deployment content specified.Non null and non empty stageName must"
                    + " be provided for canary deployment. Provided value is null");
        }
        if (stage.isEmpty()) {
            throw AwsException.badRequest("Invalid deployment content specified.Stage " + stageName
                    + " must already be created before making a canary release deployment");
        }
    }

    private JsonObject deploy(Scope scope) {
        JsonObject given = Tree.withoutBlank(RestKinds.DEPLOYMENT.given(scope.input()), "description");
        var deployment =
                UniformOperations.insertNew(RestKinds.DEPLOYMENT, scope, Tree.with(given, "createdDate", scope.now()));
        FrozenApi frozen =
                FrozenApi.freeze(scope.tx(), scope.apiId(), deployment.key().id());
        var unused = frozen.compile(compiler);
        scope.tx().put(RestKeys.definition(deployment.key()), frozen.document());
        return deployment.value();
    }

    private static void setCanary(Scope scope, JsonObject stage, String deploymentId) {
        JsonObject settings = Tree.object(scope.input().members(), "canarySettings");
        JsonObject after = Tree.with(stage, "canarySettings", Tree.with(settings, "deploymentId", deploymentId));
        put(scope, RestKinds.STAGE.recheck(scope, stage, after));
    }

    private static void point(Scope scope, String stageName, Optional<JsonObject> stage, String deploymentId) {
        JsonObjectBuilder after = Tree.builder(stage.orElse(JsonValue.EMPTY_JSON_OBJECT));
        STAGE_MEMBERS.forEach((member, stageMember) -> {
            JsonValue value = scope.input().members().get(member);
            if (value != null) {
                after.add(stageMember, value);
            }
        });
        JsonObject pointed = after.add("stageName", stageName)
                .add("deploymentId", deploymentId)
                .build();
        put(
                scope,
                stage.map(before -> RestKinds.STAGE.recheck(scope, before, pointed))
                        .orElseGet(() -> RestKinds.STAGE.check(scope, pointed)));
    }

    private static void put(Scope scope, JsonObject stage) {
        Key key = RestKeys.stage(scope.apiId(), Tree.text(stage, "stageName", ""));
        scope.tx().put(key, stage);
    }
}
