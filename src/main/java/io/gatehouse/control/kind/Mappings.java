package io.gatehouse.control.kind;

import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.AwsException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules of parameter mappings and content types: which names may stand left, which sources right, and that both
 * ends are declared.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping-sources.html">AWS:
 *     parameter mapping sources</a>
 */
public final class Mappings {
    // Plain expressions without nested repetition: they match in linear time.
    private static final String NAME = "[a-zA-Z0-9._$-]+";
    private static final Pattern METHOD_PARAMETER = Pattern.compile(
            "method\\.request\\.(path|querystring|header|multivaluequerystring|multivalueheader)\\.(" + NAME + ")");
    private static final Pattern METHOD_HEADER = Pattern.compile("method\\.response\\.header\\." + NAME);
    private static final Pattern INTEGRATION_PARAMETER =
            Pattern.compile("integration\\.request\\.(path|querystring|header)\\." + NAME);
    private static final Pattern GATEWAY_PARAMETER =
            Pattern.compile("gatewayresponse\\.(header|path|querystring)\\." + NAME);
    /** Something that would be a parameter were it not for its name. */
    private static final Pattern MISNAMED = Pattern.compile(
            "((method|integration)\\.(request|response)|gatewayresponse)"
                    + "\\.(path|querystring|header|multivaluequerystring|multivalueheader)\\.(?!" + NAME + "$).+",
            Pattern.DOTALL);

    private static final Pattern COMMON_SOURCE =
            Pattern.compile("'[^']*'|stageVariables\\.[a-zA-Z0-9_]+|context\\." + NAME, Pattern.DOTALL);
    private static final Pattern REQUEST_BODY = Pattern.compile("method\\.request\\.body(\\.\\S+)?");
    private static final Pattern RESPONSE_SOURCE =
            Pattern.compile("integration\\.response\\.((header|multivalueheader)\\." + NAME + "|body(\\.\\S+)?)");
    private static final Pattern CONTENT_TYPE =
            Pattern.compile("[\\w!#$&^.+*-]+/[\\w!#$&^.+*-]+(\\s*;.*)?|\\$default", Pattern.DOTALL);

    private Mappings() {}

    /**
     * Checks {@code requestParameters} of a method.
     *
     * @throws AwsException {@code BadRequestException} for a name that is no parameter or stands twice
     */
    public static void methodParameters(JsonObject parameters) {
        var names = new HashSet<String>();
        for (String parameter : parameters.keySet()) {
            var matcher = METHOD_PARAMETER.matcher(parameter);
            if (!matcher.matches()) {
                throw noParameter(parameter);
            }
            if (!names.add(matcher.group(2))) {
                throw AwsException.badRequest("Parameter names must be unique across querystring, header and path");
            }
        }
    }

    /** Checks {@code responseParameters} of a method response. */
    public static void methodResponseParameters(JsonObject parameters) {
        for (String parameter : parameters.keySet()) {
            if (!METHOD_HEADER.matcher(parameter).matches()) {
                throw noParameter(parameter);
            }
        }
    }

    /**
     * Checks {@code requestParameters} of an integration.
     *
     * @param method the method, which must declare what is taken from the request
     */
    public static void integrationParameters(JsonObject parameters, JsonObject method) {
        Set<String> declared = Tree.object(method, "requestParameters").keySet();
        parameters.forEach((target, value) -> {
            if (!INTEGRATION_PARAMETER.matcher(target).matches()) {
                throw noParameter(target);
            }
            String source = source(value);
            if (METHOD_PARAMETER.matcher(source).matches()) {
                if (!declared.contains(source) && !declared.contains(source.replace(".multivalue", "."))) {
                    throw undeclared(source);
                }
            } else if (!common(source) && !REQUEST_BODY.matcher(source).matches()) {
                throw noMapping(source);
            }
        });
    }

    /**
     * Checks {@code responseParameters} of an integration response.
     *
     * @param methodResponse of the same status; empty when there is none
     */
    public static void integrationResponseParameters(JsonObject parameters, Optional<JsonObject> methodResponse) {
        if (!parameters.isEmpty() && methodResponse.isEmpty()) {
            throw invalid("No method response exists for method.");
        }
        parameters.forEach((target, value) -> {
            if (!METHOD_HEADER.matcher(target).matches()) {
                throw noParameter(target);
            }
            String source = source(value);
            if (!common(source) && !RESPONSE_SOURCE.matcher(source).matches()) {
                throw noMapping(source);
            }
            if (!Tree.object(methodResponse.orElseThrow(), "responseParameters").containsKey(target)) {
                throw undeclared(target);
            }
        });
    }

    /** Checks {@code responseParameters} of a gateway response. */
    public static void gatewayResponseParameters(JsonObject parameters) {
        parameters.forEach((target, value) -> {
            if (!GATEWAY_PARAMETER.matcher(target).matches()) {
                throw noParameter(target);
            }
            String source = source(value);
            if (!common(source) && !METHOD_PARAMETER.matcher(source).matches()) {
                throw noMapping(source);
            }
        });
    }

    /**
     * Checks {@code cacheKeyParameters} of an integration: each is declared by the method or mapped here.
     *
     * @param parameters of the integration
     */
    public static void cacheKeys(Iterable<String> keys, JsonObject parameters, JsonObject method) {
        for (String key : keys) {
            if (!parameters.containsKey(key)
                    && !Tree.object(method, "requestParameters").containsKey(key)) {
                throw AwsException.badRequest("Invalid cache key parameter specified");
            }
        }
    }

    /** Checks the keys of a map of templates or models. */
    public static void contentTypes(JsonObject map) {
        map.keySet().forEach(Mappings::contentType);
    }

    /** Checks a content type. */
    static void contentType(String type) {
        if (!CONTENT_TYPE.matcher(type).matches()) {
            throw AwsException.badRequest(
                    "Validation Result: warnings : [], errors : [Invalid content type specified: " + type + "]");
        }
    }

    private static boolean common(String source) {
        return COMMON_SOURCE.matcher(source).matches();
    }

    private static String source(JsonValue value) {
        return Tree.plain(value);
    }

    /** The refusal of what should name a parameter. */
    private static AwsException noParameter(String expression) {
        return MISNAMED.matcher(expression).matches()
                ? invalid("Parameter name should match the following regular expression: ^" + NAME + "$")
                : noMapping(expression);
    }

    /** The refusal of what should be the source of a mapping. */
    static AwsException noMapping(String expression) {
        return invalid("Invalid mapping expression specified: " + expression);
    }

    private static AwsException undeclared(String expression) {
        return invalid("Invalid mapping expression parameter specified: " + expression);
    }

    private static AwsException invalid(String error) {
        return AwsException.badRequest(
                "Invalid mapping expression specified: Validation Result: warnings : [], errors : [" + error + "]");
    }
}
