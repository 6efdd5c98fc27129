package io.gatehouse.control.operation;

import io.gatehouse.control.kind.RestKeys;
import io.gatehouse.control.kind.Scope;
import io.gatehouse.control.kind.Tags;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Key;
import jakarta.json.JsonObject;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * TagResource, UntagResource and GetTags of REST APIs and their stages.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html">AWS: ARNs</a>
 */
final class TagOperations {
    private static final Pattern ARN = Pattern.compile("arn:[\\w-]+:apigateway:[\\w-]*::(/.*)");
    private static final Pattern TAGGED = Pattern.compile("/restapis/([^/]+)(?:/stages/([^/]+))?");

    private TagOperations() {}

    static JsonObject get(Scope scope) {
        JsonObject tags = Tree.object(require(scope, target(scope)), "tags");
        return Tree.builder().add("tags", tags).build();
    }

    static @Nullable Object tag(Scope scope) {
        JsonObject given = Tree.object(scope.input().members(), "tags");
        return change(scope, tags -> {
            JsonObject merged = Tree.builder(tags).addAll(Tree.builder(given)).build();
            Tags.check(merged);
            return merged;
        });
    }

    static @Nullable Object untag(Scope scope) {
        String[] keys = Tree.texts(scope.input().members(), "tagKeys").toArray(String[]::new);
        return change(scope, tags -> Tree.without(tags, keys));
    }

    private static @Nullable Object change(Scope scope, UnaryOperator<JsonObject> edit) {
        Target target = target(scope);
        scope.tx().lock(RestKeys.restApi(target.apiId()));
        JsonObject value = require(scope, target);
        JsonObject tagged = Tree.with(value, "tags", edit.apply(Tree.object(value, "tags")));
        scope.tx().put(target.key(), Tree.withoutEmpty(tagged, "tags"));
        return null;
    }

    private record Target(String apiId, Key key, boolean stage) {}

    private static Target target(Scope scope) {
        Matcher arn = ARN.matcher(scope.text("resourceArn"));
        if (!arn.matches()) {
            throw AwsException.badRequest("Invalid ARN specified in the request");
        }
        Matcher tagged = TAGGED.matcher(arn.group(1));
        if (!tagged.matches()) {
            throw AwsException.badRequest("The resource cannot be tagged: " + arn.group(1));
        }
        String apiId = tagged.group(1);
        String stage = tagged.group(2);
        return stage == null
                ? new Target(apiId, RestKeys.restApi(apiId), false)
                : new Target(apiId, RestKeys.stage(apiId, stage), true);
    }

    private static JsonObject require(Scope scope, Target target) {
        return scope.require(
                target.key(),
                target.stage()
                        ? "Invalid stage identifier specified"
                        : Scope.unknownApiText(scope.settings(), target.apiId()));
    }
}
