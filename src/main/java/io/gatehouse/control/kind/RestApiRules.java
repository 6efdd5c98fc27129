package io.gatehouse.control.kind;

import static io.gatehouse.control.kind.patch.PatchRules.addRemove;
import static io.gatehouse.control.kind.patch.PatchRules.addReplaceRemove;
import static io.gatehouse.control.kind.patch.PatchRules.replace;
import static io.gatehouse.control.kind.patch.PatchRules.rule;

import io.gatehouse.control.kind.Kind.Reason;
import io.gatehouse.control.kind.patch.PatchEdits;
import io.gatehouse.control.kind.patch.PatchOp;
import io.gatehouse.control.kind.patch.PatchRules;
import io.gatehouse.control.kind.patch.PatchStep;
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
    private static final List<String> TYPES = List.of("REGIONAL", "EDGE", "PRIVATE");
    private static final List<String> IP_TYPES = List.of("ipv4", "dualstack");
    private static final String IP_TYPE = "ipAddressType must be either ipv4 or dualstack.";
    private static final String ENDPOINT_TYPES =
            "Invalid EndpointTypes specified. Valid options are " + String.join(",", TYPES);

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
                rule(PatchOp.REPLACE, "/endpointConfiguration/types/{type}", RestApiRules::endpointType)
                        .refusing("Invalid patch operation specified. Must be 'add'|'remove'|'replace'"),
                addRemove(
                        "/endpointConfiguration/vpcEndpointIds",
                        PatchEdits.valued(TreePath.of("endpointConfiguration", "vpcEndpointIds"))),
                rule(PatchOp.REPLACE, "/endpointConfiguration/ipAddressType", RestApiRules::ipAddressType));
    }

    private static JsonObject endpointType(JsonObject api, PatchStep step) {
        String type = step.valueOrEmpty();
        if (!TYPES.contains(type)) {
            throw AwsException.badRequest(ENDPOINT_TYPES);
        }
        JsonObject endpoint = Tree.object(api, "endpointConfiguration");
        boolean wasPrivate = Tree.texts(endpoint, "types").contains("PRIVATE");
        if (wasPrivate && type.equals("EDGE")) {
            throw AwsException.badRequest("Cannot update endpoint from PRIVATE to EDGE.");
        }
        endpoint = Tree.with(endpoint, "types", Tree.of(List.of(type)));
        if (type.equals("PRIVATE")) {
            endpoint = Tree.with(endpoint, "ipAddressType", "dualstack");
        }
        return Tree.with(api, "endpointConfiguration", endpoint);
    }

    private static JsonObject ipAddressType(JsonObject api, PatchStep step) {
        if (!IP_TYPES.contains(step.valueOrEmpty())) {
            throw AwsException.badRequest(IP_TYPE);
        }
        JsonObject endpoint = Tree.object(api, "endpointConfiguration");
        return Tree.with(
                api, "endpointConfiguration", checkIpType(Tree.with(endpoint, "ipAddressType", step.valueOrEmpty())));
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
            api = Tree.with(api, "endpointConfiguration", newEndpoint(Tree.object(api, "endpointConfiguration")));
            api = Tree.withDefault(api, "apiKeySource", Tree.of("HEADER"));
            api = Tree.withDefault(api, "disableExecuteApiEndpoint", JsonValue.FALSE);
            Tags.check(Tree.object(api, "tags"));
        }
        if (api.get("minimumCompressionSize") instanceof JsonNumber size
                && (size.longValue() < 0 || size.longValue() > MOST_COMPRESSION)) {
            throw AwsException.badRequest(COMPRESSION);
        }
        return Tree.withoutEmpty(policy(api), "binaryMediaTypes", "tags");
    }

    /**
     * Completes the endpoint configuration of a new API.
     *
     * @throws AwsException {@code BadRequestException} for none or several types
     */
    public static JsonObject newEndpoint(JsonObject given) {
        JsonObject endpoint = given;
        if (!endpoint.containsKey("types")) {
            endpoint = Tree.with(endpoint, "types", Tree.of(List.of("EDGE")));
        }
        List<String> types = Tree.texts(endpoint, "types");
        if (types.isEmpty()) {
            throw AwsException.badRequest("REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.");
        }
        if (types.size() > 1) {
            throw AwsException.badRequest("Cannot create an api with multiple Endpoint Types.");
        }
        if (!TYPES.containsAll(types)) {
            throw AwsException.badRequest(ENDPOINT_TYPES);
        }
        String byDefault = types.contains("PRIVATE") ? "dualstack" : "ipv4";
        endpoint = Tree.withDefault(endpoint, "ipAddressType", Tree.of(byDefault));
        return Tree.withoutEmpty(checkIpType(endpoint), "vpcEndpointIds");
    }

    private static JsonObject checkIpType(JsonObject endpoint) {
        if (Tree.texts(endpoint, "types").contains("PRIVATE")
                && !"dualstack".equals(Tree.text(endpoint, "ipAddressType"))) {
            throw AwsException.badRequest("Only dualstack ipAddressType is supported for Private APIs.");
        }
        return endpoint;
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
        JsonObject answer = api;
        String policy = Tree.text(api, "policy");
        if (policy != null) {
            // AWS: the policy's quotes are escaped once more (observed).
            answer = Tree.with(answer, "policy", policy.replace("\\", "\\\\").replace("\"", "\\\""));
        }
        // AWS: only Get and Update tell that there are no tags (recorded).
        boolean tells = reason == Reason.SHOWN || reason == Reason.UPDATED;
        return tells ? Tree.withDefault(answer, "tags", JsonValue.EMPTY_JSON_OBJECT) : answer;
    }
}
