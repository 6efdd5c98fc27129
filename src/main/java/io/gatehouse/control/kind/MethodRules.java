package io.gatehouse.control.kind;

import static io.gatehouse.control.kind.patch.PatchRules.addRemove;
import static io.gatehouse.control.kind.patch.PatchRules.addReplaceRemove;
import static io.gatehouse.control.kind.patch.PatchRules.replace;

import io.gatehouse.control.kind.Kind.Reason;
import io.gatehouse.control.kind.patch.PatchEdits;
import io.gatehouse.control.kind.patch.PatchRules;
import io.gatehouse.control.kind.patch.PatchType;
import io.gatehouse.control.kind.patch.PatchWording;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.control.kind.patch.TreePath;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Key;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of methods and of the responses they declare. */
public final class MethodRules {
    static final String UNKNOWN = "Invalid Method identifier specified";
    static final String UNKNOWN_RESPONSE = "Invalid Response status code specified";
    static final String UNKNOWN_PARAMETER = "Invalid parameter name specified";
    static final String UNKNOWN_CONTENT_TYPE = "Content-Type specified was not found";
    private static final List<String> HTTP_METHODS =
            List.of("GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", "ANY");
    private static final String SCOPES = "authorizationScopes";
    private static final String USER_POOLS = "COGNITO_USER_POOLS";
    private static final List<String> AUTHORIZATION_TYPES = List.of("NONE", "AWS_IAM", "CUSTOM", USER_POOLS);
    private static final Set<String> WITH_AUTHORIZER = Set.of("CUSTOM", USER_POOLS);

    private MethodRules() {}

    static PatchRules patch() {
        return PatchRules.of(
                PatchWording.PLAIN,
                replace("/authorizationType", PatchType.EXACT_TEXT),
                replace("/authorizerId", PatchType.TEXT),
                replace("/apiKeyRequired", PatchType.BOOLEAN),
                replace("/operationName", PatchType.TEXT),
                replace("/requestValidatorId", PatchType.TEXT),
                addRemove("/" + SCOPES, PatchEdits.valued(TreePath.of(SCOPES))),
                addReplaceRemove("/requestParameters/{name}", PatchEdits.entry(PatchType.BOOLEAN, UNKNOWN_PARAMETER)),
                addReplaceRemove(
                        "/requestModels/{contentType}", PatchEdits.entry(PatchType.TEXT, UNKNOWN_CONTENT_TYPE)));
    }

    static PatchRules responsePatch() {
        return PatchRules.of(
                PatchWording.PLAIN,
                addReplaceRemove("/responseParameters/{name}", PatchEdits.entry(PatchType.BOOLEAN, UNKNOWN_PARAMETER)),
                addReplaceRemove(
                        "/responseModels/{contentType}", PatchEdits.entry(PatchType.TEXT, UNKNOWN_CONTENT_TYPE)));
    }

    /**
     * Checks the name of an HTTP method.
     *
     * @throws AwsException {@code BadRequestException} when it is none
     */
    public static void checkHttpMethod(String httpMethod) {
        if (!HTTP_METHODS.contains(httpMethod)) {
            throw AwsException.badRequest(
                    "Invalid HttpMethod specified. Valid options are " + String.join(",", HTTP_METHODS));
        }
    }

    static JsonObject check(Scope scope, @Nullable JsonObject before, JsonObject after) {
        JsonObject method = Tree.withDefault(after, "apiKeyRequired", JsonValue.FALSE);
        checkHttpMethod(Tree.text(method, "httpMethod", ""));
        method = scopes(before, authorization(scope, method));
        method = parameters(method, "requestParameters");
        Mappings.methodParameters(Tree.object(method, "requestParameters"));
        models(scope, Tree.object(method, "requestModels"));
        String validator = Tree.text(method, "requestValidatorId", "");
        if (!validator.isEmpty() && !scope.tx().exists(RestKeys.requestValidator(scope.apiId(), validator))) {
            throw AwsException.badRequest("Invalid Request Validator identifier specified");
        }
        method = Tree.withoutBlank(method, "requestValidatorId", "operationName");
        return Tree.withoutEmpty(method, "requestParameters", "requestModels", SCOPES);
    }

    private static JsonObject authorization(Scope scope, JsonObject method) {
        // AWS: any case is taken, upper case is kept (recorded).
        String type = Tree.text(method, "authorizationType", "").toUpperCase(Locale.ROOT);
        if (!AUTHORIZATION_TYPES.contains(type)) {
            throw AwsException.badRequest(
                    "Invalid authorization type specified. Valid options are " + String.join(",", AUTHORIZATION_TYPES));
        }
        JsonObject typed = Tree.with(method, "authorizationType", type);
        if (!WITH_AUTHORIZER.contains(type)) {
            // AWS: an authorizer without its type is silently dropped (recorded).
            return Tree.without(typed, "authorizerId");
        }
        boolean fits = scope.tx()
                .find(RestKeys.authorizer(scope.apiId(), Tree.text(method, "authorizerId", "")))
                .filter(found -> type.equals(USER_POOLS) == AuthorizerRules.isUserPools(found))
                .isPresent();
        if (!fits) {
            throw AwsException.badRequest("Invalid authorizer ID specified. Setting the authorization type to CUSTOM"
                    + " or COGNITO_USER_POOLS requires a valid authorizer.");
        }
        return typed;
    }

    /** Scopes go with user pools: others cannot get any, and lose theirs with the authorization type. */
    private static JsonObject scopes(@Nullable JsonObject before, JsonObject method) {
        List<String> scopes = Tree.texts(method, SCOPES);
        if (scopes.isEmpty() || USER_POOLS.equals(Tree.text(method, "authorizationType"))) {
            return method;
        }
        if (before == null || !Tree.texts(before, SCOPES).containsAll(scopes)) {
            throw AwsException.badRequest(
                    "Authorization Scopes are only valid for COGNITO_USER_POOLS authorization type");
        }
        return Tree.without(method, SCOPES);
    }

    private static void models(Scope scope, JsonObject byContentType) {
        Mappings.contentTypes(byContentType);
        for (JsonValue name : byContentType.values()) {
            if (!scope.tx().exists(RestKeys.model(scope.apiId(), Tree.plain(name)))) {
                throw AwsException.badRequest("Invalid model identifier specified: " + Tree.plain(name));
            }
        }
    }

    static JsonObject checkResponse(Scope scope, @Nullable JsonObject before, JsonObject after) {
        JsonObject response = parameters(after, "responseParameters");
        Mappings.methodResponseParameters(Tree.object(response, "responseParameters"));
        models(scope, Tree.object(response, "responseModels"));
        return Tree.withoutEmpty(response, "responseParameters", "responseModels");
    }

    /** What is not said to be required is not. */
    private static JsonObject parameters(JsonObject tree, String member) {
        return Tree.mapValues(tree, member, required -> required == JsonValue.NULL ? JsonValue.FALSE : required);
    }

    /** The method with its responses and its integration. */
    static JsonObject answer(Scope scope, Key key, JsonObject method, Reason reason) {
        return reason == Reason.CREATED
                ? method
                : Subtree.below(scope.tx(), key).method(key, method);
    }
}
