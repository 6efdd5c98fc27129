package io.gatehouse.control.kind;

import static io.gatehouse.control.kind.patch.PatchRules.addRemove;
import static io.gatehouse.control.kind.patch.PatchRules.addReplaceRemove;
import static io.gatehouse.control.kind.patch.PatchRules.replace;

import io.gatehouse.control.kind.patch.PatchEdits;
import io.gatehouse.control.kind.patch.PatchRules;
import io.gatehouse.control.kind.patch.PatchType;
import io.gatehouse.control.kind.patch.PatchWording;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.control.kind.patch.TreePath;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.rest.AuthorizerType;
import io.gatehouse.snapshot.IdentityExpression;
import io.gatehouse.store.Key;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules of authorizers: what each type must say, and that none goes while a method asks it.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html">AWS: CreateAuthorizer</a>
 */
public final class AuthorizerRules {
    static final String UNKNOWN = "Invalid Authorizer identifier specified";
    private static final int MOST_SECONDS = 3600;
    private static final String TTL =
            "Authorizer result TTL outside allowable range. TTL must be between 0 and " + MOST_SECONDS + " seconds.";
    private static final int MOST_NAME = 1024;
    private static final List<String> TYPES =
            Arrays.stream(AuthorizerType.values()).map(Enum::name).toList();
    // AWS: spaces after "path/" pass (recorded); a region that is none does not (observed).
    private static final Pattern FUNCTION = Pattern.compile(
            "arn:aws[a-z-]*:apigateway:([a-z0-9-]+):lambda:path/\\s*\\d{4}-\\d\\d-\\d\\d/functions/\\S+/invocations");
    private static final Pattern REGION = Pattern.compile("[a-z]+(-[a-z]+)+-\\d+");
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}:role/\\S+|\\*:user/\\*)");
    private static final Pattern USER_POOL =
            Pattern.compile("arn:aws[a-z-]*:cognito-idp:[a-z0-9-]+:\\d{12}:userpool/[\\w-]+");
    private static final Pattern HEADER = Pattern.compile("method\\.request\\.header\\.[a-zA-Z0-9._$-]+");
    private static final Pattern IDENTITY = Pattern.compile(
            "method\\.request\\.(header|querystring)\\.[a-zA-Z0-9._$-]+|(stageVariables|context)\\.[a-zA-Z0-9._$-]+");

    private AuthorizerRules() {}

    static PatchRules patch() {
        return PatchRules.of(
                PatchWording.PLAIN,
                replace("/name", PatchType.EXACT_TEXT),
                replace(
                        "/type",
                        PatchType.oneOf(
                                TYPES,
                                "Invalid authorizer type specified. Valid options are " + String.join(",", TYPES))),
                replace("/authType", PatchType.TEXT),
                replace("/authorizerUri", PatchType.TEXT),
                replace("/authorizerCredentials", PatchType.TEXT),
                replace("/authorizerResultTtlInSeconds", AuthorizerRules::seconds),
                replace("/identityValidationExpression", PatchType.TEXT),
                addReplaceRemove("/identitySource", PatchEdits.member(PatchType.TEXT)),
                addRemove("/providerARNs", PatchEdits.valued(TreePath.of("providerARNs"))));
    }

    private static Optional<JsonValue> seconds(String text) {
        return text.isEmpty()
                ? Optional.empty()
                : PatchType.integer(0, MOST_SECONDS, TTL).convert(text);
    }

    static JsonObject check(Scope scope, @Nullable JsonObject before, JsonObject after) {
        JsonObject authorizer = Tree.withoutBlank(
                after, "authType", "authorizerUri", "authorizerCredentials", "identityValidationExpression");
        checkName(scope, before, Tree.text(authorizer, "name", ""));
        if (authorizer.get("authorizerResultTtlInSeconds") instanceof JsonNumber seconds) {
            checkSeconds(seconds.bigDecimalValue());
        }
        String credentials = Tree.text(authorizer, "authorizerCredentials", "");
        if (!credentials.isEmpty() && !ROLE.matcher(credentials).matches()) {
            throw AwsException.badRequest("Invalid ARN specified in the request");
        }
        checkExpression(Tree.text(authorizer, "identityValidationExpression", ""));
        AuthorizerType type = AuthorizerType.valueOf(Tree.text(authorizer, "type", ""));
        if (type == AuthorizerType.COGNITO_USER_POOLS) {
            checkUserPools(Tree.texts(authorizer, "providerARNs"));
        } else {
            checkFunction(scope, Tree.text(authorizer, "authorizerUri"));
        }
        checkIdentity(authorizer, type);
        if (before != null && isUserPools(before) != isUserPools(authorizer)) {
            requireUnused(scope, before, "update");
            authorizer = withoutDefaultAuthType(before, authorizer);
        }
        authorizer = Tree.withDefault(authorizer, "authType", Tree.of(defaultAuthType(authorizer)));
        return Tree.withoutBlank(Tree.withoutEmpty(authorizer, "providerARNs"), "identitySource");
    }

    /** What follows from the type follows when the type changes. */
    private static JsonObject withoutDefaultAuthType(JsonObject before, JsonObject after) {
        return defaultAuthType(before).equals(Tree.text(after, "authType")) ? Tree.without(after, "authType") : after;
    }

    private static String defaultAuthType(JsonObject authorizer) {
        return isUserPools(authorizer) ? "cognito_user_pools" : "custom";
    }

    /** Whether methods name it with authorization type {@code COGNITO_USER_POOLS}, not with {@code CUSTOM}. */
    static boolean isUserPools(JsonObject authorizer) {
        return AuthorizerType.COGNITO_USER_POOLS.name().equals(Tree.text(authorizer, "type"));
    }

    private static void checkName(Scope scope, @Nullable JsonObject before, String name) {
        if (name.isBlank()) {
            throw AwsException.badRequest("Authorizer name must be non-empty");
        }
        if (name.length() > MOST_NAME) {
            throw AwsException.badRequest("Authorizer name can be at most " + MOST_NAME + " characters");
        }
        boolean renamed = before == null || !name.equals(Tree.text(before, "name"));
        if (renamed && scope.isNamed("authorizers", name)) {
            throw AwsException.badRequest(
                    "Authorizer name must be unique. Authorizer " + name + " already exists in this RestApi.");
        }
    }

    private static void checkSeconds(BigDecimal seconds) {
        if (seconds.signum() < 0 || seconds.compareTo(BigDecimal.valueOf(MOST_SECONDS)) > 0) {
            throw AwsException.badRequest(TTL);
        }
    }

    private static void checkExpression(String expression) {
        try {
            var unused = IdentityExpression.compile(expression);
        } catch (IllegalArgumentException broken) {
            throw AwsException.badRequest("Invalid identity validation expression specified: " + broken.getMessage());
        }
    }

    private static void checkUserPools(List<String> pools) {
        if (pools.isEmpty()) {
            throw AwsException.badRequest("ProviderARNs cannot be empty");
        }
        for (String pool : pools) {
            if (!USER_POOL.matcher(pool).matches()) {
                throw AwsException.badRequest("Invalid ARN specified in the request");
            }
        }
    }

    private static void checkFunction(Scope scope, @Nullable String uri) {
        var function = FUNCTION.matcher(String.valueOf(uri));
        boolean fits = function.matches()
                && (REGION.matcher(function.group(1)).matches()
                        || function.group(1).equals(scope.settings().region()));
        if (!fits) {
            throw AwsException.badRequest("Invalid Authorizer URI: " + uri + ". Authorizer URI should be a valid API"
                    + " Gateway ARN that represents a Lambda function invocation.");
        }
    }

    private static void checkIdentity(JsonObject authorizer, AuthorizerType type) {
        String source = Tree.text(authorizer, "identitySource", "");
        if (type != AuthorizerType.REQUEST) {
            if (source.isBlank()) {
                throw AwsException.badRequest("IdentitySource cannot be empty");
            }
            if (!HEADER.matcher(source).matches()) {
                throw Mappings.noMapping(source);
            }
            return;
        }
        if (source.isBlank()) {
            // AWS: without caching a request needs no identity; caching is on unless it is switched off.
            if (Tree.number(authorizer, "authorizerResultTtlInSeconds").orElse(1) > 0) {
                throw AwsException.badRequest(
                        "Identity source must be set if authorizer caching is enabled (TTL is greater than 0)");
            }
            return;
        }
        for (String each : source.split(",", -1)) {
            if (!IDENTITY.matcher(each.strip()).matches()) {
                throw AwsException.badRequest("Invalid request identity source expression: " + each.strip());
            }
        }
    }

    static void remove(Scope scope, Key key, JsonObject authorizer) {
        requireUnused(scope, authorizer, "delete");
    }

    private static void requireUnused(Scope scope, JsonObject authorizer, String verb) {
        String id = Tree.text(authorizer, "id", "");
        new MethodReferences(scope)
                .method(method -> id.equals(Tree.text(method, "authorizerId")))
                .ifPresent(method -> {
                    throw AwsException.conflict("Cannot " + verb + " authorizer '" + Tree.text(authorizer, "name")
                            + "', is referenced in method: " + method.httpMethod() + "/" + method.path());
                });
    }
}
