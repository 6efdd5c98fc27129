package io.gatehouse.control.kind;

import static io.gatehouse.control.kind.patch.PatchRules.addReplaceRemove;
import static io.gatehouse.control.kind.patch.PatchRules.replace;

import io.gatehouse.control.kind.Kind.Reason;
import io.gatehouse.control.kind.patch.PatchEdit;
import io.gatehouse.control.kind.patch.PatchEdits;
import io.gatehouse.control.kind.patch.PatchOp;
import io.gatehouse.control.kind.patch.PatchRule;
import io.gatehouse.control.kind.patch.PatchRules;
import io.gatehouse.control.kind.patch.PatchType;
import io.gatehouse.control.kind.patch.PatchWording;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.control.protocol.Input;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The rules of integrations and of their responses. */
public final class IntegrationRules {
    static final String UNKNOWN = "Invalid Integration identifier specified";
    private static final Set<String> HTTP_TYPES = Set.of("HTTP", "HTTP_PROXY");
    private static final List<String> PASSTHROUGH = List.of("WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER");
    private static final String CACHE_KEYS = "cacheKeyParameters";
    private static final Pattern STAGE_VARIABLE = Pattern.compile("\\$\\{stageVariables\\.\\w+\\}");
    private static final List<String> CONTENT_HANDLING = List.of("CONVERT_TO_BINARY", "CONVERT_TO_TEXT");
    private static final String PASSTHROUGH_REFUSAL =
            "Invalid passthrough behavior specified. Valid options are " + String.join(",", PASSTHROUGH);
    private static final int LEAST_TIMEOUT = 50;
    private static final int MOST_TIMEOUT = 29_000;
    private static final int MOST_STREAM_TIMEOUT = 900_000;

    private IntegrationRules() {}

    static PatchRules patch() {
        return PatchRules.of(
                PatchWording.PLAIN,
                replace("/cacheNamespace", PatchType.TEXT),
                replace("/connectionId", PatchType.TEXT),
                replace("/connectionType", oneOf("connectionType", List.of("INTERNET", "VPC_LINK"))),
                replace("/contentHandling", handling()),
                replace("/integrationTarget", PatchType.TEXT),
                replace("/passthroughBehavior", PatchType.EXACT_TEXT),
                replace("/responseTransferMode", oneOf("responseTransferMode", List.of("BUFFERED", "STREAM"))),
                replace("/timeoutInMillis", timeout(MOST_STREAM_TIMEOUT)),
                replace("/tlsConfig/insecureSkipVerification", PatchType.BOOLEAN),
                replace("/credentials", PatchType.TEXT),
                ofTarget("/httpMethod"),
                ofTarget("/uri"),
                addReplaceRemove(
                        "/" + CACHE_KEYS + "/{name}",
                        PatchEdits.named(CACHE_KEYS, "Invalid cache key parameter specified")),
                addReplaceRemove(
                        "/requestParameters/{name}",
                        PatchEdits.entry(PatchType.EXACT_TEXT, MethodRules.UNKNOWN_PARAMETER)),
                addReplaceRemove(
                        "/requestTemplates/{contentType}", PatchEdits.template(MethodRules.UNKNOWN_CONTENT_TYPE)));
    }

    /** AWS: a mock calls nothing, so these are no paths of it. */
    private static PatchRule ofTarget(String path) {
        PatchEdit edit = PatchEdits.member(PatchType.TEXT);
        return PatchRules.rule(PatchOp.REPLACE, path, (integration, step) -> {
            if ("MOCK".equals(Tree.text(integration, "type"))) {
                throw AwsException.badRequest("Invalid patch path " + path);
            }
            return edit.apply(integration, step);
        });
    }

    static PatchRules responsePatch() {
        return PatchRules.of(
                PatchWording.PLAIN,
                replace("/contentHandling", handling()),
                replace("/selectionPattern", PatchType.EXACT_TEXT),
                addReplaceRemove(
                        "/responseParameters/{name}",
                        PatchEdits.entry(PatchType.EXACT_TEXT, MethodRules.UNKNOWN_PARAMETER)),
                addReplaceRemove(
                        "/responseTemplates/{contentType}", PatchEdits.template(MethodRules.UNKNOWN_CONTENT_TYPE)));
    }

    private static PatchType handling() {
        return PatchType.optionalOneOf(
                CONTENT_HANDLING,
                "Invalid contentHandling specified. Valid options are " + String.join(",", CONTENT_HANDLING));
    }

    private static PatchType oneOf(String member, List<String> options) {
        return PatchType.oneOf(
                options, "Invalid " + member + " specified. Valid options are " + String.join(",", options));
    }

    private static PatchType timeout(int most) {
        return PatchType.integer(
                LEAST_TIMEOUT, most, "Timeout should be between " + LEAST_TIMEOUT + " ms and " + MOST_TIMEOUT + " ms");
    }

    /** What PutIntegration was given; the model calls the integration's own method {@code integrationHttpMethod}. */
    public static JsonObject given(Kind kind, Input input) {
        JsonObject given = Tree.without(kind.given(input), "httpMethod");
        String method = input.findText("integrationHttpMethod").orElse("");
        return method.isEmpty() ? given : Tree.with(given, "httpMethod", method);
    }

    /** Completes and checks an integration of the method that the input names. */
    static JsonObject check(Scope scope, @Nullable JsonObject before, JsonObject after) {
        JsonObject method = scope.require(
                RestKeys.method(scope.apiId(), scope.text("resourceId"), scope.text("httpMethod")),
                MethodRules.UNKNOWN);
        JsonObject integration = checked(withoutGoneKeys(before, after, method), method, scope.text("resourceId"));
        VpcLinkRules.use(scope.tx(), scope.apiId(), before, integration);
        return integration;
    }

    /** AWS: a cache key goes with the parameter that it names (observed by Terraform). */
    private static JsonObject withoutGoneKeys(@Nullable JsonObject before, JsonObject after, JsonObject method) {
        if (before == null) {
            return after;
        }
        List<String> keys = Tree.texts(after, CACHE_KEYS);
        List<String> there = Tree.texts(before, CACHE_KEYS);
        Set<String> parameters = Tree.object(after, "requestParameters").keySet();
        Set<String> declared = Tree.object(method, "requestParameters").keySet();
        List<String> kept = keys.stream()
                .filter(key -> !there.contains(key) || parameters.contains(key) || declared.contains(key))
                .toList();
        return kept.size() == keys.size() ? after : Tree.with(after, CACHE_KEYS, Tree.of(kept));
    }

    /**
     * Completes and checks an integration.
     *
     * @param method that it belongs to
     * @throws AwsException {@code BadRequestException} when the target, a mapping or a bound does not hold
     */
    public static JsonObject checked(JsonObject given, JsonObject method, String resourceId) {
        String type = Tree.text(given, "type", "");
        JsonObject integration = IntegrationTarget.checked(given, type);
        integration = Tree.withDefault(integration, "passthroughBehavior", Tree.of("WHEN_NO_MATCH"));
        integration = Tree.withDefault(integration, "timeoutInMillis", Tree.of(MOST_TIMEOUT));
        integration = Tree.withDefault(integration, "cacheNamespace", Tree.of(resourceId));
        integration = Tree.withDefault(integration, CACHE_KEYS, JsonValue.EMPTY_JSON_ARRAY);
        if (HTTP_TYPES.contains(type)) {
            integration = Tree.withDefault(integration, "connectionType", Tree.of("INTERNET"));
        }
        checkBounds(integration);
        JsonObject parameters = Tree.object(integration, "requestParameters");
        Mappings.integrationParameters(parameters, method);
        Mappings.cacheKeys(Tree.texts(integration, CACHE_KEYS), parameters, method);
        Mappings.contentTypes(Tree.object(integration, "requestTemplates"));
        return Tree.withoutEmpty(templates(integration, "requestTemplates"), "requestParameters", "requestTemplates");
    }

    private static void checkBounds(JsonObject integration) {
        String passthrough = Tree.text(integration, "passthroughBehavior", "");
        if (!PASSTHROUGH.contains(passthrough)) {
            throw AwsException.badRequest(PASSTHROUGH_REFUSAL);
        }
        boolean stream = "STREAM".equals(Tree.text(integration, "responseTransferMode"));
        timeout(stream ? MOST_STREAM_TIMEOUT : MOST_TIMEOUT)
                .convert(String.valueOf(integration.get("timeoutInMillis")));
        String link = Tree.text(integration, "connectionId", "");
        boolean linked = link.contains("${") ? STAGE_VARIABLE.matcher(link).matches() : !link.isEmpty();
        if ("VPC_LINK".equals(Tree.text(integration, "connectionType")) && !linked) {
            throw AwsException.badRequest(
                    "ConnectionId should be set to the vpcLinkId or stage variable on connection type VPC_LINK");
        }
    }

    /** AWS: an empty template is kept as null (recorded). */
    private static JsonObject templates(JsonObject tree, String member) {
        return Tree.mapValues(
                tree,
                member,
                value -> value instanceof JsonString s && s.getString().isEmpty() ? JsonValue.NULL : value);
    }

    static JsonObject checkResponse(Scope scope, @Nullable JsonObject before, JsonObject after) {
        Key method = RestKeys.method(scope.apiId(), scope.text("resourceId"), scope.text("httpMethod"));
        String status = scope.text("statusCode");
        Mappings.contentTypes(Tree.object(after, "responseTemplates"));
        Mappings.integrationResponseParameters(
                Tree.object(after, "responseParameters"), scope.tx().find(RestKeys.methodResponse(method, status)));
        String pattern = Tree.text(after, "selectionPattern", "");
        checkPattern(pattern);
        requireOwnPattern(scope, RestKeys.integration(method), status, pattern);
        return Tree.withoutEmpty(templates(after, "responseTemplates"), "responseParameters");
    }

    private static void checkPattern(String pattern) {
        try {
            var unused = Pattern.compile(pattern);
        } catch (PatternSyntaxException | StackOverflowError broken) {
            throw AwsException.badRequest("Invalid regex pattern specified");
        }
    }

    private static void requireOwnPattern(Scope scope, Key integration, String status, String pattern) {
        for (Entry other : scope.tx().children(integration.path(), "responses")) {
            boolean same = Tree.text(other.value(), "selectionPattern", "").equals(pattern);
            if (same && !other.id().equals(status)) {
                throw AwsException.conflict("Integration response with selection pattern "
                        + (pattern.isEmpty() ? "default" : pattern) + " already exists");
            }
        }
    }

    /** The integration with its responses. */
    static JsonObject answer(Scope scope, Key key, JsonObject integration, Reason reason) {
        return reason == Reason.CREATED
                ? integration
                : Subtree.below(scope.tx(), key).integration(key, integration);
    }
}
