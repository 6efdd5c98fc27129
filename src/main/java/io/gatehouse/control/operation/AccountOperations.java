package io.gatehouse.control.operation;

import io.gatehouse.control.kind.AccountKeys;
import io.gatehouse.control.kind.Scope;
import io.gatehouse.control.kind.UniformOperations;
import io.gatehouse.control.kind.patch.PatchEdits;
import io.gatehouse.control.kind.patch.PatchRules;
import io.gatehouse.control.kind.patch.PatchType;
import io.gatehouse.control.kind.patch.PatchWording;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.control.kind.patch.TreePath;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;

/** GetAccount and UpdateAccount. */
final class AccountOperations {
    private static final PatchRules PATCH = PatchRules.of(
            PatchWording.PLAIN,
            PatchRules.replace("/cloudwatchRoleArn", PatchType.TEXT),
            PatchRules.addRemove("/features", PatchEdits.valued(TreePath.of("features"))));
    private static final Pattern ROLE = Pattern.compile("arn:[^:]+:iam::\\d{12}:role/\\S+");
    private static final String USAGE_PLANS = "UsagePlans";
    private static final JsonObject FRESH = Json.parse(
            """
            {"throttleSettings": {"burstLimit": 5000, "rateLimit": 10000.0},
             "features": ["UsagePlans"], "apiKeyVersion": "4"}""");

    private AccountOperations() {}

    static JsonObject get(Scope scope) {
        return scope.tx().find(AccountKeys.account()).orElse(FRESH);
    }

    static JsonObject update(Scope scope) {
        scope.tx().insert(AccountKeys.account(), FRESH);
        scope.tx().lock(AccountKeys.account());
        JsonObject account = PATCH.apply(get(scope), UniformOperations.operations(scope.input()));
        String role = Tree.text(account, "cloudwatchRoleArn", "");
        if (!role.isEmpty() && !ROLE.matcher(role).matches()) {
            throw AwsException.badRequest("The role ARN does not have required permissions configured. Please grant"
                    + " trust permission for API Gateway and add the required role policy.");
        }
        List<String> features = Tree.texts(account, "features");
        if (!features.contains(USAGE_PLANS)) {
            throw AwsException.badRequest("Usage Plans cannot be disabled once enabled");
        }
        if (features.size() > 1) {
            throw AwsException.badRequest("Invalid feature specified. Valid options are " + USAGE_PLANS);
        }
        scope.tx().put(AccountKeys.account(), account);
        return account;
    }
}
