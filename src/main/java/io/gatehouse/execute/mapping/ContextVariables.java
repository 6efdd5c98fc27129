package io.gatehouse.execute.mapping;

import io.gatehouse.execute.Call;
import io.gatehouse.snapshot.DeployedMethod;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code $context} knows of a call.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html">
 *     AWS: $context variables</a>
 */
final class ContextVariables {
    private static final DateTimeFormatter REQUEST_TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String IDENTITY = "identity.";
    private static final List<String> NAMES = List.of(
            "accountId",
            "apiId",
            "deploymentId",
            "domainName",
            "domainPrefix",
            "extendedRequestId",
            "httpMethod",
            "identity.sourceIp",
            "identity.userAgent",
            "path",
            "protocol",
            "requestId",
            "requestTime",
            "requestTimeEpoch",
            "resourceId",
            "resourcePath",
            "stage");

    private ContextVariables() {}

    /** Every variable that has a value; those of the identity in a map of their own. */
    static Map<String, Object> all(Call call, DeployedMethod method, String accountId) {
        var all = new LinkedHashMap<String, Object>();
        var identity = new LinkedHashMap<String, String>();
        for (String name : NAMES) {
            String value = read(name, call, method, accountId);
            if (value != null && name.startsWith(IDENTITY)) {
                identity.put(name.substring(IDENTITY.length()), value);
            } else if (value != null) {
                all.put(name, value);
            }
        }
        all.put("identity", identity);
        all.put("isCanaryRequest", false);
        return all;
    }

    /**
     * The value of a variable, or null.
     *
     * @param method null when the call was refused before it reached one
     */
    static @Nullable String read(String name, Call call, @Nullable DeployedMethod method, String accountId) {
        return switch (name) {
            case "accountId" -> accountId;
            case "apiId" -> call.api().apiId();
            case "deploymentId" -> call.api().deploymentId();
            case "domainName" -> domainName(call);
            case "domainPrefix" -> domainPrefix(call);
            case "extendedRequestId" -> call.extendedRequestId();
            case "httpMethod" -> call.httpMethod();
            case "identity.sourceIp" -> call.request().remoteAddress();
            case "identity.userAgent" -> userAgent(call);
            case "path" -> "/" + call.stage().key().stageName() + call.path();
            case "protocol" -> call.request().protocol();
            case "requestId" -> call.requestId();
            case "requestTime" -> REQUEST_TIME.format(Instant.ofEpochMilli(call.receivedMillis()));
            case "requestTimeEpoch" -> Long.toString(call.receivedMillis());
            case "resourceId" -> method == null ? null : method.resourceId();
            case "resourcePath" -> method == null ? null : method.resourcePath();
            case "stage" -> call.stage().key().stageName();
            default -> null;
        };
    }

    private static @Nullable String userAgent(Call call) {
        String value = call.request().headers().first("User-Agent");
        return value == null ? null : HeaderText.fromHeader(value);
    }

    private static String domainName(Call call) {
        String host = call.request().host();
        int colon = host.lastIndexOf(':');
        return colon < 0 || host.endsWith("]") ? host : host.substring(0, colon);
    }

    private static String domainPrefix(Call call) {
        String host = domainName(call);
        int dot = host.indexOf('.');
        return dot < 0 ? host : host.substring(0, dot);
    }
}
