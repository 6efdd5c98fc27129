package io.gatehouse.control.kind;

import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.AwsException;
import jakarta.json.JsonObject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of what an integration calls: method and URI by its type. */
final class IntegrationTarget {
    // Expressions without repeated groups: they match long hostile text in linear time and little stack.
    /** {@code {name}} or <code>${stageVariables.name}</code>, which may stand wherever text may. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$?\\{[a-zA-Z0-9._$+-]+\\}");

    private static final Pattern HTTP_URI =
            Pattern.compile("https?://([^/?#{}$\\s\\p{Cntrl}]+)([/?#][^{}\\s\\p{Cntrl}]*)?");
    private static final Pattern PORT = Pattern.compile(":(\\d{1,5})$");
    private static final Pattern ARN =
            Pattern.compile("arn:[^:\\s]*:([^:\\s]*):[^:\\s]*:([^:\\s]*):(.*)", Pattern.DOTALL);
    private static final Pattern LAMBDA =
            Pattern.compile("path/\\d{4}-\\d{2}-\\d{2}/functions/\\S+/(?:response-streaming-)?invocations");
    private static final Pattern FIREHOSE = Pattern.compile("action/PutRecord(?:Batch)?");

    private IntegrationTarget() {}

    static JsonObject checked(JsonObject integration, String type) {
        if (type.equals("MOCK")) {
            // AWS: a mock has neither, whatever was sent (recorded).
            return Tree.without(integration, "uri", "httpMethod");
        }
        String httpMethod = Tree.text(integration, "httpMethod", "");
        if (httpMethod.isEmpty()) {
            throw AwsException.badRequest("Enumeration value for HttpMethod must be non-empty");
        }
        MethodRules.checkHttpMethod(httpMethod);
        String uri = Tree.text(integration, "uri", "");
        if (type.startsWith("HTTP")) {
            checkHttp(uri);
        } else {
            checkArn(uri, type);
        }
        String credentials = Tree.text(integration, "credentials", "");
        if (!credentials.isEmpty() && !credentials.startsWith("arn:") && !credentials.startsWith("${")) {
            throw AwsException.badRequest("Invalid ARN specified in the request");
        }
        return Tree.withoutBlank(integration, "credentials");
    }

    private static void checkHttp(String uri) {
        Matcher matcher = HTTP_URI.matcher(PLACEHOLDER.matcher(uri).replaceAll("x"));
        if (!matcher.matches() || !validPort(matcher.group(1))) {
            throw AwsException.badRequest("Invalid HTTP endpoint specified for URI");
        }
    }

    private static boolean validPort(String authority) {
        if (authority.contains("@")) {
            return false;
        }
        Matcher matcher = PORT.matcher(authority);
        if (!matcher.find()) {
            return true;
        }
        int port = Integer.parseInt(matcher.group(1));
        return port == 80 || port == 443 || (port >= 1024 && port <= 65_535);
    }

    private static void checkArn(String uri, String type) {
        Matcher matcher = ARN.matcher(uri);
        if (!matcher.matches()) {
            throw AwsException.badRequest("Invalid ARN specified in the request");
        }
        String service = matcher.group(2);
        String rest = matcher.group(3);
        boolean called = rest.startsWith("path/") || rest.startsWith("action/");
        if (!matcher.group(1).equals("apigateway") || !called) {
            throw AwsException.badRequest("AWS ARN for integration must contain path or action");
        }
        boolean proxied = (service.equals("lambda") && LAMBDA.matcher(rest).matches())
                || (service.equals("firehose") && FIREHOSE.matcher(rest).matches());
        if (type.equals("AWS_PROXY") && !proxied) {
            throw AwsException.badRequest("Integrations of type 'AWS_PROXY' currently only supports Lambda function"
                    + " and Firehose stream invocations.");
        }
    }
}
