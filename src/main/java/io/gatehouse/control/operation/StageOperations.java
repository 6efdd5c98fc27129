package io.gatehouse.control.operation;

import io.gatehouse.control.kind.Kind.Reason;
import io.gatehouse.control.kind.RestKinds;
import io.gatehouse.control.kind.Scope;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** GetStages, which unlike other listings has no pages and may ask for one deployment, and the flushing of caches. */
final class StageOperations {
    private StageOperations() {}

    static JsonObject list(Scope scope) {
        scope.requireApi();
        String deployment = scope.text("deploymentId");
        var stages = new ArrayList<JsonObject>();
        for (Entry stage : scope.tx().children(scope.api().path(), "stages")) {
            if (deployment.isEmpty() || deployment.equals(Tree.text(stage.value(), "deploymentId"))) {
                stages.add(RestKinds.STAGE.answer(scope, stage.key(), stage.value(), Reason.LISTED));
            }
        }
        return Tree.builder().add("item", Tree.list(stages)).build();
    }

    /** FlushStageCache and FlushStageAuthorizersCache: nothing is cached yet that could be forgotten. */
    static @Nullable Object flush(Scope scope) {
        scope.requireStage();
        return null;
    }
}
