package io.gatehouse.control.kind;

import static io.gatehouse.control.kind.patch.PatchRules.addRemove;
import static io.gatehouse.control.kind.patch.PatchRules.addReplaceRemove;
import static io.gatehouse.control.kind.patch.PatchRules.replace;
import static io.gatehouse.control.kind.patch.PatchRules.rule;

import io.gatehouse.control.kind.Kind.Reason;
import io.gatehouse.control.kind.patch.PatchEdits;
import io.gatehouse.control.kind.patch.PatchOp;
import io.gatehouse.control.kind.patch.PatchRules;
import io.gatehouse.control.kind.patch.PatchType;
import io.gatehouse.control.kind.patch.PatchWording;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.control.kind.patch.TreePath;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Key;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What holds for a REST API as such. */
public final class RestApiRules {
    private static final int MOST_COMPRESSION = 10_485_760;
    private static final String COMPRESSION =
            "Invalid minimum compression size, must be between 0 and " + MOST_COMPRESSION;

    private RestApiRules() {}

    static PatchRules patch() {
        PatchType compression = text -> text.isEmpty()
                ? Optional.empty()
                : PatchType.integer(0, MOST_COMPRESSION, COMPRESSION).convert(text);
        return PatchRules.of(
                PatchWording.PLAIN,
                replace("/name", PatchType.EXACT_TEXT),
                addReplaceRemove("/description", PatchEdits.member(PatchType.TEXT)),
                replace("/policy", PatchType.TEXT),
                replace(
                        "/apiKeySource",
                        PatchType.oneOf(
                                List.of("HEADER", "AUTHORIZER"),
                                "Invalid ApiKeySourceType specified. Valid options are HEADER,AUTHORIZER")),
                replace("/disableExecuteApiEndpoint", PatchType.BOOLEAN),
                replace("/endpointAccessMode", PatchType.TEXT),
                replace("/securityPolicy", PatchType.TEXT),
                replace("/minimumCompressionSize", compression),
                addReplaceRemove(
                        "/binaryMediaTypes/{type}",
                        PatchEdits.named("binaryMediaTypes", "Invalid binary media type specified")),
                // AWS: the words list operations that are refused as well (recorded).
                rule(PatchOp.REPLACE, "/endpointConfiguration/types/{type}", EndpointRules::patchType)
                        .refusing("Invalid patch operation specified. Must be 'add'|'remove'|'replace'"),
                addRemove(
                        "/endpointConfiguration/vpcEndpointIds",
                        PatchEdits.valued(TreePath.of("endpointConfiguration", "vpcEndpointIds"))),
                rule(PatchOp.REPLACE, "/endpointConfiguration/ipAddressType", EndpointRules::patchIpAddressType));
    }

    /** Completes a new API and checks it; the order of the checks is AWS's. */
    static JsonObject check(Scope scope, @Nullable JsonObject before, JsonObject after) {
        if ("".equals(Tree.text(after, "description"))) {
            throw AwsException.badRequest("Description cannot be an empty string");
        }
        if (Tree.text(after, "name", "").isBlank()) {
            throw AwsException.badRequest("Name cannot be empty");
        }
        JsonObject api = after;
        if (before == null) {
            api = Tree.with(
                    api, "endpointConfiguration", EndpointRules.newEndpoint(Tree.object(api, "endpointConfiguration")));
            api = Tree.withDefault(api, "apiKeySource", Tree.of("HEADER"));
            api = Tree.withDefault(api, "disableExecuteApiEndpoint", JsonValue.FALSE);
            Tags.check(Tree.object(api, "tags"));
        }
        if (api.get("minimumCompressionSize") instanceof JsonNumber size
                && (size.longValue() < 0 || size.longValue() > MOST_COMPRESSION)) {
            throw AwsException.badRequest(COMPRESSION);
        }
        api = Tree.withoutEmpty(policy(api), "binaryMediaTypes", "tags");
        return EndpointRules.check(scope, before, api);
    }

    private static JsonObject policy(JsonObject api) {
        String policy = Tree.text(api, "policy");
        if (policy == null || policy.isBlank()) {
            return Tree.without(api, "policy");
        }
        JsonObject document = Tree.parse(policy)
                .orElseThrow(() -> AwsException.badRequest("Invalid policy document. Please check the policy syntax"
                        + " and ensure that Principals are valid."));
        return Tree.with(api, "policy", document.toString());
    }

    /** The API as AWS answers it. */
    static JsonObject answer(Scope scope, Key key, JsonObject api, Reason reason) {
        JsonObject answer = EndpointRules.answer(api, reason);
        String policy = Tree.text(api, "policy");
        if (policy != null) {
            // AWS: the policy's quotes are escaped once more (observed).
            answer = Tree.with(answer, "policy", policy.replace("\\", "\\\\").replace("\"", "\\\""));
        }
        return Tags.told(answer, reason);
    }
}
