package io.gatehouse.execute.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.execute.Body;
import io.gatehouse.execute.Call;
import io.gatehouse.execute.Headers;
import io.gatehouse.execute.mapping.template.CallVariables;
import io.gatehouse.execute.mapping.template.Overrides;
import io.gatehouse.execute.mapping.template.TemplateFailure;
import io.gatehouse.execute.mapping.template.TemplateInput;
import io.gatehouse.model.rest.GatewayResponseType;
import io.gatehouse.snapshot.DeployedMethod;
import io.gatehouse.snapshot.GatewayException;
import io.gatehouse.snapshot.Template;
import io.gatehouse.snapshot.mapping.HeaderRules;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the templates of one call read: its request, and the body of the request or of the integration's answer. */
final class CallInput implements TemplateInput {
    private static final Logger LOG = System.getLogger(CallInput.class.getName());

    private final Call call;
    private final DeployedMethod method;
    private final String accountId;
    private final Body.Bytes body;
    private final boolean ofRequest;

    private CallInput(Call call, DeployedMethod method, String accountId, Body.Bytes body, boolean ofRequest) {
        this.call = call;
        this.method = method;
        this.accountId = accountId;
        this.body = body;
        this.ofRequest = ofRequest;
    }

    static CallInput request(Call call, DeployedMethod method, String accountId, Body.Bytes body) {
        return new CallInput(call, method, accountId, body, true);
    }

    static CallInput answer(Call call, DeployedMethod method, String accountId, Body.Bytes body) {
        return new CallInput(call, method, accountId, body, false);
    }

    /**
     * Renders a template.
     *
     * @throws GatewayException {@code BAD_REQUEST_BODY} when it wants JSON of a request that is none, else {@code
     *     API_CONFIGURATION_ERROR} when it fails
     */
    String render(Template template, Overrides overrides) {
        try {
            return template.render(new CallVariables(this, overrides));
        } catch (TemplateFailure failure) {
            if (ofRequest && failure.unreadableBody()) {
                throw new GatewayException(GatewayResponseType.BAD_REQUEST_BODY, String.valueOf(failure.getMessage()));
            }
            throw configurationError(String.valueOf(failure.getMessage()));
        }
    }

    GatewayException configurationError(String reason) {
        LOG.log(Level.DEBUG, "request {0}: configuration error: {1}", call.requestId(), reason);
        return new GatewayException(GatewayResponseType.API_CONFIGURATION_ERROR, "Internal server error", reason);
    }

    @Override
    public String body() {
        return new String(body.bytes(), UTF_8);
    }

    @Override
    public Map<String, String> parameters(String place) {
        return switch (place) {
            case "path" -> method.pathParameters(call.path());
            case "querystring" -> RawQuery.lastOfEach(call.request().rawQuery());
            default -> headers(call.request().headers());
        };
    }

    private static Map<String, String> headers(Headers sent) {
        var headers = new LinkedHashMap<String, String>();
        sent.forEach((name, value) -> {
            if (!HeaderRules.unreadable(name)) {
                headers.put(name, HeaderText.fromHeader(value));
            }
        });
        return headers;
    }

    @Override
    public @Nullable String parameter(String place, String name) {
        return switch (place) {
            case "path" -> method.pathParameter(name, call.path());
            case "querystring" -> RawQuery.last(call.request().rawQuery(), name);
            default -> {
                String value = HeaderRules.unreadable(name)
                        ? null
                        : call.request().headers().last(name);
                yield value == null ? null : HeaderText.fromHeader(value);
            }
        };
    }

    @Override
    public Map<String, ?> context() {
        return ContextVariables.all(call, method, accountId);
    }

    @Override
    public Map<String, String> stageVariables() {
        return call.stage().settings().variables();
    }
}
