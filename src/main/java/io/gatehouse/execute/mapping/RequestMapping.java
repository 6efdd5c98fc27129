package io.gatehouse.execute.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.execute.Body;
import io.gatehouse.execute.Call;
import io.gatehouse.execute.Headers;
import io.gatehouse.execute.integrate.IntegrationRequest;
import io.gatehouse.execute.mapping.template.Overrides;
import io.gatehouse.model.rest.GatewayResponseType;
import io.gatehouse.snapshot.DeployedIntegration.Http;
import io.gatehouse.snapshot.DeployedIntegration.HttpRequest;
import io.gatehouse.snapshot.DeployedMethod;
import io.gatehouse.snapshot.GatewayException;
import io.gatehouse.snapshot.Template;
import io.gatehouse.snapshot.mapping.Endpoint;
import io.gatehouse.snapshot.mapping.HeaderRules;
import io.gatehouse.snapshot.mapping.MappedParameter;
import io.gatehouse.snapshot.mapping.MediaTypeTable;
import io.gatehouse.snapshot.mapping.UriTemplate;
import io.gatehouse.snapshot.mapping.ValueReader;
import io.gatehouse.snapshot.mapping.ValueSource;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes what an HTTP endpoint gets out of what the caller sent. */
public final class RequestMapping {
    private static final Logger LOG = System.getLogger(RequestMapping.class.getName());

    private final String accountId;

    public RequestMapping(String accountId) {
        this.accountId = accountId;
    }

    /**
     * The caller's request, passed on: its headers but those the gateway takes for itself, its query and its body, with
     * the mapped parameters over it.
     *
     * @throws GatewayException {@code API_CONFIGURATION_ERROR} when the endpoint cannot be told, {@code
     *     BAD_REQUEST_PARAMETERS} when a value would change another part of it, {@code BAD_REQUEST_BODY} when a mapping
     *     reads a body that is not JSON
     */
    public IntegrationRequest passOn(Call call, DeployedMethod method, HttpRequest target, Body body) {
        checkConfigured(call, target);
        var values = new CallValues(call, method, accountId, body);
        Endpoint endpoint = endpoint(call, target, values, Map.of());
        String httpMethod = httpMethod(call, target);
        Headers headers = ProxyHeaders.of(call, httpMethod);
        MappedHeaders.set(target.headers(), values, headers);
        var query = new StringBuilder(endpoint.query() == null ? "" : endpoint.query());
        String sent = call.request().rawQuery();
        if (sent != null && !sent.isEmpty()) {
            // AWS: recorded; the URI's own values come first, then the caller's or the mapped ones of the same name.
            appendSent(sent, target.querystrings(), query);
        }
        appendMapped(target.querystrings(), values, query);
        return request(httpMethod, endpoint, query, headers, body, target);
    }

    /**
     * A request made of the mappings alone.
     *
     * @throws GatewayException as {@link #passOn} does, and {@code UNSUPPORTED_MEDIA_TYPE} when there is no template
     *     for the body and it may not pass through
     */
    public Mapped map(Call call, DeployedMethod method, Http http, Body.Bytes body) {
        HttpRequest target = http.request();
        checkConfigured(call, target);
        Template template = template(call, http);
        Overrides overrides = template == null || template.constant() != null ? null : new Overrides();
        Body mapped = template == null ? asText(body) : rendered(call, method, template, body, overrides);
        var values = new CallValues(call, method, accountId, body);
        Endpoint endpoint = endpoint(call, target, values, requested(overrides, "path"));
        String httpMethod = httpMethod(call, target);
        Headers headers = ProxyHeaders.defaults(call, httpMethod);
        MappedHeaders.set(target.headers(), values, headers);
        var query = new StringBuilder(endpoint.query() == null ? "" : endpoint.query());
        Map<String, List<String>> querystrings = requested(overrides, "querystring");
        appendMapped(unlike(querystrings, target.querystrings()), values, query);
        querystrings.forEach((name, all) -> all.forEach(value -> RawQuery.appendParameter(name, value, query)));
        override(call, requested(overrides, "header"), headers);
        Body sent = ProxyHeaders.hasNoBody(httpMethod) ? Body.Bytes.EMPTY : mapped;
        return new Mapped(request(httpMethod, endpoint, query, headers, sent, target), overrides);
    }

    /**
     * A mapped request.
     *
     * @param overrides what its template set; null when it could not
     */
    public record Mapped(IntegrationRequest request, @Nullable Overrides overrides) {}

    /**
     * Renders a request template.
     *
     * @throws GatewayException {@code BAD_REQUEST_BODY} or {@code API_CONFIGURATION_ERROR}
     */
    public String render(Call call, DeployedMethod method, Template template, Body.Bytes body, Overrides overrides) {
        return CallInput.request(call, method, accountId, body).render(template, overrides);
    }

    private Body rendered(
            Call call, DeployedMethod method, Template template, Body.Bytes body, @Nullable Overrides overrides) {
        byte[] constant = template.constant();
        if (constant != null) {
            return new Body.Bytes(constant);
        }
        String text = render(call, method, template, body, Objects.requireNonNull(overrides));
        return new Body.Bytes(text.getBytes(UTF_8));
    }

    private static Map<String, List<String>> requested(@Nullable Overrides overrides, String kind) {
        return overrides == null ? Map.of() : overrides.request(kind);
    }

    /** The parameters that are not overridden. */
    private static List<MappedParameter> unlike(Map<String, List<String>> overridden, List<MappedParameter> mapped) {
        return overridden.isEmpty()
                ? mapped
                : mapped.stream()
                        .filter(each -> !overridden.containsKey(each.name()))
                        .toList();
    }

    private static void override(Call call, Map<String, List<String>> overridden, Headers headers) {
        overridden.forEach((name, values) -> {
            if (!ValueSource.isName(name) || HeaderRules.forbiddenTarget(name)) {
                throw configurationError(call, name + " header cannot be overridden");
            }
            if (!HeaderRules.connectionTarget(name)) {
                MappedHeaders.replace(name, values, headers);
            }
        });
    }

    private static void checkConfigured(Call call, HttpRequest target) {
        if (target.misconfigured() != null) {
            throw configurationError(call, target.misconfigured());
        }
    }

    private static Endpoint endpoint(
            Call call, HttpRequest target, ValueReader values, Map<String, List<String>> overridden) {
        try {
            return target.uri().render(values, overridden);
        } catch (UriTemplate.UnfitValueException unfit) {
            throw new GatewayException(GatewayResponseType.BAD_REQUEST_PARAMETERS, "Invalid request parameters");
        } catch (IllegalArgumentException unusable) {
            throw configurationError(call, "Invalid endpoint address: " + unusable.getMessage());
        }
    }

    private static GatewayException configurationError(Call call, String reason) {
        LOG.log(Level.DEBUG, "request {0}: configuration error: {1}", call.requestId(), reason);
        return new GatewayException(GatewayResponseType.API_CONFIGURATION_ERROR, "Internal server error", reason);
    }

    private static String httpMethod(Call call, HttpRequest target) {
        return target.httpMethod() == null ? call.httpMethod() : target.httpMethod();
    }

    /** The template for the body; null when it passes through. */
    private static @Nullable Template template(Call call, Http http) {
        MediaTypeTable<Template> templates = http.templates();
        MediaTypeTable.Entry<Template> template = byContentType(call, templates);
        if (template == null && !http.passthrough().allows(!templates.isEmpty())) {
            throw new GatewayException(GatewayResponseType.UNSUPPORTED_MEDIA_TYPE, "Unsupported Media Type");
        }
        return template == null ? null : template.value();
    }

    /** What a method has for the caller's content type, such as a template; null when there is none. */
    public static <V> MediaTypeTable.@Nullable Entry<V> byContentType(Call call, MediaTypeTable<V> templates) {
        if (templates.isEmpty()) {
            return null;
        }
        MediaTypeTable.Entry<V> template =
                templates.find(call.request().headers().first("Content-Type"));
        return template == null ? templates.named("$default") : template;
    }

    /** AWS: recorded; what is not UTF-8 becomes the replacement character, unless a media type says that it is binary. */
    static Body.Bytes asText(Body.Bytes body) {
        return new Body.Bytes(new String(body.bytes(), UTF_8).getBytes(UTF_8));
    }

    private static void appendSent(String sent, List<MappedParameter> mapped, StringBuilder query) {
        if (mapped.isEmpty()) {
            RawQuery.separate(query).append(sent);
        } else {
            RawQuery.appendUnmapped(sent, mapped, query);
        }
    }

    private static void appendMapped(List<MappedParameter> mapped, ValueReader values, StringBuilder query) {
        for (int i = 0; i < mapped.size(); i++) {
            MappedParameter parameter = mapped.get(i);
            for (String value : values.readAll(parameter.source())) {
                RawQuery.appendParameter(parameter.name(), value, query);
            }
        }
    }

    private static IntegrationRequest request(
            String httpMethod, Endpoint endpoint, StringBuilder query, Headers headers, Body body, HttpRequest target) {
        return new IntegrationRequest(
                httpMethod,
                endpoint.tls(),
                endpoint.host(),
                endpoint.port(),
                query.isEmpty() ? endpoint.path() : endpoint.path() + '?' + query,
                headers,
                body,
                target.timeout(),
                target.insecureSkipVerification());
    }
}
