package io.gatehouse.control.operation;

import io.gatehouse.control.kind.RestKeys;
import io.gatehouse.control.kind.Scope;
import io.gatehouse.control.kind.StageRules;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.execute.Headers;
import io.gatehouse.execute.authorize.QueryString;
import io.gatehouse.execute.log.ExecutionLog;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import io.gatehouse.model.rest.Authorizer;
import io.gatehouse.model.rest.AuthorizerType;
import io.gatehouse.snapshot.IdentityExpression;
import io.gatehouse.snapshot.mapping.PercentEncoding;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * TestInvokeAuthorizer: what an authorizer makes of a request. Everything before the function or the user pool is asked
 * is done as AWS does it; asking them is not implemented yet, and the log says so.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_TestInvokeAuthorizer.html">AWS:
 *     TestInvokeAuthorizer</a>
 */
final class AuthorizerTrial {
    private static final int UNAUTHORIZED = 401;
    private static final int FAILED = 500;
    private static final String HEADER = "method.request.header.";
    private static final String QUERY = "method.request.querystring.";
    private static final String VARIABLE = "stageVariables.";
    private static final String CONTEXT = "context.";

    private final Scope scope;
    private final Authorizer authorizer;
    private final Headers headers;
    private final String requestId = UUID.randomUUID().toString();
    private final ExecutionLog log;

    private AuthorizerTrial(Scope scope, Authorizer authorizer) {
        this.scope = scope;
        this.authorizer = authorizer;
        this.headers = TestOperations.headers(scope.input().members());
        this.log = new ExecutionLog(requestId, scope.clock());
    }

    static JsonObject run(Scope scope) {
        Authorizer authorizer = scope.tx()
                .find(Authorizer.class, RestKeys.authorizer(scope.apiId(), scope.text("authorizerId")))
                .orElseThrow(() -> AwsException.notFound("Invalid Authorizer identifier specified"));
        StageRules.checkVariables(Tree.object(scope.input().members(), "stageVariables"));
        return new AuthorizerTrial(scope, authorizer).run();
    }

    private JsonObject run() {
        long start = scope.clock().millis();
        log.line("Starting authorizer: " + authorizer.id() + " for request: " + requestId);
        int status = status();
        return Json.object()
                .add("clientStatus", status)
                .add("log", log.toString())
                .add("latency", scope.clock().millis() - start)
                .build();
    }

    private int status() {
        String source = Objects.requireNonNullElse(authorizer.identitySource(), "");
        var identity = new LinkedHashMap<String, String>();
        for (String each : source.isBlank() ? new String[0] : source.split(",", -1)) {
            Optional<String> value = value(each.strip()).filter(text -> !text.isEmpty());
            if (value.isEmpty()) {
                return unauthorized();
            }
            identity.put(each.strip(), value.get());
        }
        AuthorizerType type = Objects.requireNonNull(authorizer.type());
        if (type == AuthorizerType.REQUEST) {
            identity.replaceAll((name, value) -> ExecutionLog.masked(value));
            log.line("Incoming identity", identity);
            return unavailable("Lambda authorizers cannot be invoked by this version of the gateway");
        }
        String token = String.join(",", identity.values());
        if (type == AuthorizerType.TOKEN) {
            String expression = authorizer.identityValidationExpression();
            if (expression != null && !IdentityExpression.compile(expression).accepts(token)) {
                return unauthorized();
            }
            log.line("Incoming identity", ExecutionLog.masked(token));
            return unavailable("Lambda authorizers cannot be invoked by this version of the gateway");
        }
        if (!token.replaceFirst("(?i)^Bearer +", "").matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+")) {
            return unauthorized();
        }
        log.line("Incoming identity", ExecutionLog.masked(token));
        return unavailable("Cognito user pools cannot be asked by this version of the gateway");
    }

    private int unauthorized() {
        log.line("Unauthorized request: " + requestId);
        return UNAUTHORIZED;
    }

    private int unavailable(String reason) {
        log.line("Execution failed due to configuration error: " + reason);
        log.line("AuthorizerConfigurationException");
        return FAILED;
    }

    private Optional<String> value(String source) {
        JsonObject input = scope.input().members();
        if (source.startsWith(HEADER)) {
            return Optional.ofNullable(headers.last(source.substring(HEADER.length())));
        }
        if (source.startsWith(QUERY)) {
            return Optional.ofNullable(query().get(source.substring(QUERY.length())));
        }
        if (source.startsWith(VARIABLE)) {
            return text(Tree.object(input, "stageVariables"), source.substring(VARIABLE.length()));
        }
        String name = source.substring(CONTEXT.length());
        JsonObject context = Tree.object(input, "additionalContext");
        return text(context, name).or(() -> text(context, source)).or(() -> Optional.ofNullable(context(name)));
    }

    private static Optional<String> text(JsonObject map, String name) {
        return Optional.ofNullable(Tree.text(map, name));
    }

    /** What a test knows of its context without being told. */
    private @Nullable String context(String name) {
        return switch (name) {
            case "accountId" -> scope.settings().accountId();
            case "apiId" -> scope.apiId();
            case "stage" -> "test-invoke-stage";
            case "requestId" -> requestId;
            case "identity.sourceIp" -> "test-invoke-source-ip";
            default -> null;
        };
    }

    private Map<String, String> query() {
        String[] parts = scope.text("pathWithQueryString").split("\\?", 2);
        var values = new LinkedHashMap<String, String>();
        if (parts.length == 2) {
            try {
                QueryString.parse(PercentEncoding.repair(parts[1]))
                        .parameters()
                        .forEach(each -> values.put(each.name(), each.value()));
            } catch (IllegalArgumentException broken) {
                throw AwsException.badRequest("Invalid pathWithQueryString specified");
            }
        }
        return values;
    }
}
