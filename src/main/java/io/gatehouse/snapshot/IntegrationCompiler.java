package io.gatehouse.snapshot;

import com.google.re2j.Pattern;
import io.gatehouse.model.rest.Integration;
import io.gatehouse.model.rest.IntegrationResponse;
import io.gatehouse.model.rest.IntegrationType;
import io.gatehouse.model.rest.Method;
import io.gatehouse.model.rest.MethodResponse;
import io.gatehouse.model.rest.TlsConfig;
import io.gatehouse.snapshot.DeployedIntegration.HttpRequest;
import io.gatehouse.snapshot.DeployedIntegration.MockRequest;
import io.gatehouse.snapshot.DeployedIntegration.Passthrough;
import io.gatehouse.snapshot.mapping.HeaderRules;
import io.gatehouse.snapshot.mapping.JsonPath;
import io.gatehouse.snapshot.mapping.MappedParameter;
import io.gatehouse.snapshot.mapping.MediaTypeTable;
import io.gatehouse.snapshot.mapping.MockStatus;
import io.gatehouse.snapshot.mapping.UriTemplate;
import io.gatehouse.snapshot.mapping.ValueSource;
import io.gatehouse.snapshot.mapping.ValueSource.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compiles one integration with its integration responses. What is wrong is an {@link IllegalArgumentException}. */
final class IntegrationCompiler {
    private static final String REQUEST_HEADER = "integration.request.header.";
    private static final String REQUEST_QUERYSTRING = "integration.request.querystring.";
    private static final String REQUEST_PATH = "integration.request.path.";
    private static final String RESPONSE_HEADER = "method.response.header.";
    private static final int DEFAULT_TIMEOUT = 29_000;

    private final Method method;
    private final Integration integration;
    private final Template.Parser parser;

    IntegrationCompiler(Method method, Integration integration, Template.Parser parser) {
        this.method = method;
        this.integration = integration;
        this.parser = parser;
    }

    DeployedIntegration compile() {
        try {
            IntegrationType type = Objects.requireNonNull(integration.type());
            return switch (type) {
                case MOCK -> mock();
                case HTTP_PROXY -> new DeployedIntegration.HttpProxy(request());
                case HTTP ->
                    new DeployedIntegration.Http(
                            request(), templates(integration.requestTemplates()), passthrough(), responses());
                case AWS, AWS_PROXY -> throw new IllegalStateException(type.name());
            };
        } catch (JsonPath.TooRichException rich) {
            return new DeployedIntegration.Unsupported(String.valueOf(rich.getMessage()));
        }
    }

    private DeployedIntegration mock() {
        var templates = new TreeMap<String, MockRequest>();
        orEmpty(integration.requestTemplates())
                .forEach((mediaType, text) -> templates.put(mediaType, mockRequest(text == null ? "" : text)));
        return new DeployedIntegration.Mock(MediaTypeTable.of(templates), passthrough(), responses());
    }

    private MockRequest mockRequest(String text) {
        return LiteralTemplate.isLiteral(text)
                ? new MockRequest(MockStatus.read(text), null)
                : new MockRequest(OptionalInt.empty(), parser.parse(text));
    }

    private Template template(String text) {
        return LiteralTemplate.isLiteral(text) ? new LiteralTemplate(text) : parser.parse(text);
    }

    private Passthrough passthrough() {
        String behavior = integration.passthroughBehavior();
        return behavior == null || behavior.isEmpty() ? Passthrough.WHEN_NO_MATCH : Passthrough.valueOf(behavior);
    }

    private MediaTypeTable<Template> templates(@Nullable Map<String, String> texts) {
        var templates = new TreeMap<String, Template>();
        orEmpty(texts).forEach((mediaType, text) -> {
            if (text != null) {
                templates.put(mediaType, template(text));
            }
        });
        return MediaTypeTable.of(templates);
    }

    private HttpRequest request() {
        var headers = new ArrayList<MappedParameter>();
        var querystrings = new ArrayList<MappedParameter>();
        var paths = new HashMap<String, ValueSource>();
        String misconfigured = null;
        for (var entry : new TreeMap<>(orEmpty(integration.requestParameters())).entrySet()) {
            String target = entry.getKey();
            ValueSource source = ValueSource.parse(String.valueOf(entry.getValue()), Side.REQUEST);
            if (target.startsWith(REQUEST_HEADER)) {
                String name = name(target, REQUEST_HEADER);
                if (HeaderRules.forbiddenTarget(name)) {
                    misconfigured = name + " header already present";
                } else if (!HeaderRules.connectionTarget(name)) {
                    headers.add(new MappedParameter(name, source));
                }
            } else if (target.startsWith(REQUEST_QUERYSTRING)) {
                querystrings.add(new MappedParameter(name(target, REQUEST_QUERYSTRING), source));
            } else {
                paths.put(name(target, REQUEST_PATH), source);
            }
        }
        String uri = integration.uri();
        TlsConfig tls = integration.tlsConfig();
        return new HttpRequest(
                httpMethod(),
                UriTemplate.compile(uri == null ? "" : uri, paths),
                headers,
                querystrings,
                timeout(),
                tls != null && Boolean.TRUE.equals(tls.insecureSkipVerification()),
                misconfigured);
    }

    private static String name(String target, String prefix) {
        String name = target.startsWith(prefix) ? target.substring(prefix.length()) : "";
        if (!ValueSource.isName(name)) {
            throw new IllegalArgumentException("Invalid mapping expression specified: " + target);
        }
        return name;
    }

    private @Nullable String httpMethod() {
        String httpMethod = integration.httpMethod();
        if (httpMethod == null || httpMethod.isEmpty()) {
            throw new IllegalArgumentException("Enumeration value for HttpMethod must be non-empty");
        }
        if (!httpMethod.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
            throw new IllegalArgumentException("Invalid HTTP method specified");
        }
        return httpMethod.equals("ANY") ? null : httpMethod;
    }

    private Duration timeout() {
        Integer millis = integration.timeoutInMillis();
        if (millis != null && (millis < 50 || millis > DEFAULT_TIMEOUT)) {
            throw new IllegalArgumentException("Timeout should be between 50 ms and 29000 ms");
        }
        return Duration.ofMillis(millis == null ? DEFAULT_TIMEOUT : millis);
    }

    /** In the order of their status codes, so that every node chooses alike. */
    private ResponseSelection responses() {
        var choices = new ArrayList<ResponseSelection.Choice>();
        for (var entry : new TreeMap<>(orEmpty(integration.integrationResponses())).entrySet()) {
            IntegrationResponse response = entry.getValue();
            String pattern = response.selectionPattern();
            choices.add(new ResponseSelection.Choice(
                    pattern == null || pattern.isEmpty() ? null : pattern(pattern),
                    response(entry.getKey(), response)));
        }
        return new ResponseSelection(choices);
    }

    private static Pattern pattern(String expression) {
        try {
            return LinearPattern.compile(expression);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException("Invalid selection pattern: " + refused.getMessage(), refused);
        }
    }

    private DeployedIntegrationResponse response(String key, IntegrationResponse response) {
        String status = response.statusCode() == null ? key : response.statusCode();
        if (!status.matches("[1-5]\\d\\d")) {
            throw new IllegalArgumentException("Invalid status code specified: " + status);
        }
        MethodResponse declared = orEmpty(method.methodResponses()).get(status);
        var templates = new TreeMap<String, Optional<Template>>();
        orEmpty(response.responseTemplates())
                .forEach((mediaType, text) -> templates.put(
                        mediaType, text == null || text.isEmpty() ? Optional.empty() : Optional.of(template(text))));
        return new DeployedIntegrationResponse(
                Integer.parseInt(status), headers(response, declared), MediaTypeTable.of(templates), declared != null);
    }

    private static List<MappedParameter> headers(IntegrationResponse response, @Nullable MethodResponse declared) {
        var headers = new ArrayList<MappedParameter>();
        Map<String, Boolean> known = declared == null ? Map.of() : orEmpty(declared.responseParameters());
        for (var entry : new TreeMap<>(orEmpty(response.responseParameters())).entrySet()) {
            String name = name(entry.getKey(), RESPONSE_HEADER);
            ValueSource source = ValueSource.parse(String.valueOf(entry.getValue()), Side.RESPONSE);
            String sent = HeaderRules.mappedToCaller(name);
            if (known.containsKey(entry.getKey()) && !sent.equals(HeaderRules.DROPPED)) {
                headers.add(new MappedParameter(sent, source));
            }
        }
        return headers;
    }

    private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : map;
    }
}
