package io.gatehouse.control.operation;

import io.gatehouse.control.kind.AccessAssociationRules;
import io.gatehouse.control.kind.AccountKeys;
import io.gatehouse.control.kind.ApiKeyRules;
import io.gatehouse.control.kind.Arn;
import io.gatehouse.control.kind.ClientCertificateRules;
import io.gatehouse.control.kind.DomainNameRules;
import io.gatehouse.control.kind.RestKeys;
import io.gatehouse.control.kind.Scope;
import io.gatehouse.control.kind.Tags;
import io.gatehouse.control.kind.UsagePlanRules;
import io.gatehouse.control.kind.VpcLinkRules;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Key;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * TagResource, UntagResource and GetTags of everything that has tags.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html">AWS: ARNs</a>
 */
final class TagOperations {
    /** Everything that has tags. */
    private static final List<Tagged> TAGGED = List.of(
            new Tagged(
                    "/restapis/([^/]+)",
                    arn -> RestKeys.restApi(arn.group(1)),
                    (scope, arn) -> Scope.unknownApiText(scope.settings(), arn.group(1))),
            new Tagged(
                    Pattern.compile("/restapis/([^/]+)/stages/([^/]+)"),
                    arn -> RestKeys.stage(arn.group(1), arn.group(2)),
                    arn -> RestKeys.restApi(arn.group(1)),
                    (scope, arn) -> "Invalid stage identifier specified"),
            tagged("/apikeys/([^/]+)", AccountKeys::apiKey, ApiKeyRules.UNKNOWN),
            tagged("/usageplans/([^/]+)", AccountKeys::usagePlan, UsagePlanRules.UNKNOWN),
            tagged("/domainnames/([^/]+)", AccountKeys::domainName, DomainNameRules.UNKNOWN),
            tagged("/vpclinks/([^/]+)", AccountKeys::vpcLink, VpcLinkRules.UNKNOWN),
            tagged("/clientcertificates/([^/]+)", AccountKeys::clientCertificate, ClientCertificateRules.UNKNOWN),
            tagged(
                    "/domainnameaccessassociations/(.+)",
                    AccountKeys::domainNameAccessAssociation,
                    AccessAssociationRules.UNKNOWN));

    private TagOperations() {}

    private static Tagged tagged(String path, Function<String, Key> key, String unknown) {
        return new Tagged(path, arn -> key.apply(arn.group(1)), (scope, arn) -> unknown);
    }

    static JsonObject get(Scope scope) {
        return Tree.builder()
                .add("tags", Tree.object(target(scope).require(scope), "tags"))
                .build();
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
        scope.tx().lock(target.locked());
        JsonObject value = target.require(scope);
        JsonObject tagged = Tree.with(value, "tags", edit.apply(Tree.object(value, "tags")));
        scope.tx().put(target.key(), Tree.withoutEmpty(tagged, "tags"));
        return null;
    }

    /**
     * A noun with tags.
     *
     * @param path of its ARN
     * @param key where it lies
     * @param locked what its writers lock
     * @param unknown what is said when it is not there
     */
    private record Tagged(
            Pattern path,
            Function<Matcher, Key> key,
            Function<Matcher, Key> locked,
            BiFunction<Scope, Matcher, String> unknown) {

        /** One whose writers lock itself. */
        Tagged(String path, Function<Matcher, Key> key, BiFunction<Scope, Matcher, String> unknown) {
            this(Pattern.compile(path), key, key, unknown);
        }
    }

    private record Target(Key key, Key locked, String unknown) {
        JsonObject require(Scope scope) {
            return scope.require(key, unknown);
        }
    }

    private static Target target(Scope scope) {
        Arn arn = Arn.parse(scope.text("resourceArn"))
                .filter(each -> each.isOurs(scope.settings()))
                .orElseThrow(() -> AwsException.badRequest("Invalid ARN specified in the request"));
        for (Tagged each : TAGGED) {
            Matcher matcher = each.path().matcher(arn.resource());
            if (matcher.matches()) {
                return new Target(
                        each.key().apply(matcher),
                        each.locked().apply(matcher),
                        each.unknown().apply(scope, matcher));
            }
        }
        throw AwsException.badRequest("The resource cannot be tagged: " + arn.resource());
    }
}
