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
    private static final List<String> AUTHORIZATION_TYPES = List.of("NONE", "AWS_IAM", "CUSTOM", "COGNITO_USER_POOLS");
    private static final Set<String> WITH_AUTHORIZER = Set.of("CUSTOM", "COGNITO_USER_POOLS");

    private MethodRules() {}

    static PatchRules patch() {
        return PatchRules.of(
                PatchWording.PLAIN,
                replace("/authorizationType", PatchType.EXACT_TEXT),
                replace("/authorizerId", PatchType.TEXT),
                replace("/apiKeyRequired", PatchType.BOOLEAN),
                replace("/operationName", PatchType.TEXT),
                replace("/requestValidatorId", PatchType.TEXT),
                addRemove("/authorizationScopes", PatchEdits.valued(TreePath.of("authorizationScopes"))),
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
        method = authorization(scope, method);
        Mappings.methodParameters(Tree.object(method, "requestParameters"));
        models(scope, Tree.object(method, "requestModels"));
        String validator = Tree.text(method, "requestValidatorId", "");
        if (!validator.isEmpty() && !scope.tx().exists(RestKeys.requestValidator(scope.apiId(), validator))) {
            throw AwsException.badRequest("Invalid Request Validator identifier specified");
        }
        method = Tree.withoutBlank(method, "requestValidatorId", "operationName");
        return Tree.withoutEmpty(method, "requestParameters", "requestModels", "authorizationScopes");
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
        boolean userPools = type.equals("COGNITO_USER_POOLS");
        boolean fits = scope.tx()
                .find(RestKeys.authorizer(scope.apiId(), Tree.text(method, "authorizerId", "")))
                .filter(found -> userPools == "COGNITO_USER_POOLS".equals(Tree.text(found, "type")))
                .isPresent();
        if (!fits) {
            throw AwsException.badRequest("Invalid authorizer ID specified. Setting the authorization type to CUSTOM"
                    + " or COGNITO_USER_POOLS requires a valid authorizer.");
        }
        return typed;
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
        Mappings.methodResponseParameters(Tree.object(after, "responseParameters"));
        models(scope, Tree.object(after, "responseModels"));
        return Tree.withoutEmpty(after, "responseParameters", "responseModels");
    }

    /** The method with its responses and its integration. */
    static JsonObject answer(Scope scope, Key key, JsonObject method, Reason reason) {
        return reason == Reason.CREATED
                ? method
                : Subtree.below(scope.tx(), key).method(key, method);
    }
}
