package io.gatehouse.execute.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.execute.Body;
import io.gatehouse.execute.Call;
import io.gatehouse.execute.Headers;
import io.gatehouse.execute.Response;
import io.gatehouse.execute.integrate.IntegrationResponse;
import io.gatehouse.execute.mapping.template.Overrides;
import io.gatehouse.model.rest.GatewayResponseType;
import io.gatehouse.snapshot.DeployedIntegration;
import io.gatehouse.snapshot.DeployedIntegrationResponse;
import io.gatehouse.snapshot.DeployedMethod;
import io.gatehouse.snapshot.GatewayException;
import io.gatehouse.snapshot.ResponseSelection;
import io.gatehouse.snapshot.Template;
import io.gatehouse.snapshot.mapping.HeaderRules;
import io.gatehouse.snapshot.mapping.MediaTypeTable;
import io.gatehouse.snapshot.mapping.ValueReader;
import io.gatehouse.snapshot.mapping.ValueSource;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Makes what the caller gets out of what the integration answered. */
public final class ResponseMapping {
    private static final Logger LOG = System.getLogger(ResponseMapping.class.getName());
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String JSON = "application/json";
    private static final int FIRST_FINAL_STATUS = 200;

    private final String accountId;
    private final int payloadBytes;

    /** @param payloadBytes the largest body that an integration may answer with */
    public ResponseMapping(String accountId, int payloadBytes) {
        this.accountId = accountId;
        this.payloadBytes = payloadBytes;
    }

    /**
     * The answer to the caller.
     *
     * @return fails with {@link GatewayException} {@code API_CONFIGURATION_ERROR} when no integration response is meant
     *     for the answer, the method does not declare its status, or the body is too large
     */
    public CompletionStage<Response> map(Call call, DeployedMethod method, IntegrationResponse answer) {
        if (answer.body().length() > payloadBytes) {
            throw configurationError(call, answer, "Integration response is larger than " + payloadBytes + " bytes");
        }
        DeployedIntegration integration = method.integration();
        if (integration instanceof DeployedIntegration.Mock mock) {
            return map(call, method, mock.responses(), answer);
        }
        if (integration instanceof DeployedIntegration.Http http) {
            return map(call, method, http.responses(), answer);
        }
        if (answer.status() < FIRST_FINAL_STATUS) {
            throw configurationError(call, answer, "Endpoint answered with status " + answer.status());
        }
        return CompletableFuture.completedFuture(passBack(call, answer));
    }

    private static Response passBack(Call call, IntegrationResponse answer) {
        Headers headers = begin(call);
        Headers backend = answer.headers();
        List<String> nominated = ProxyHeaders.nominated(backend);
        boolean contentType = false;
        for (int i = 0; i < backend.size(); i++) {
            String name = backend.name(i);
            String renamed = HeaderRules.fromBackend(name);
            if (renamed == null) {
                if (nominated.isEmpty() || !ProxyHeaders.isNominated(name, nominated)) {
                    headers.add(name, backend.value(i));
                    contentType |= name.equalsIgnoreCase(CONTENT_TYPE);
                }
            } else if (!renamed.equals(HeaderRules.DROPPED)) {
                headers.add(renamed, backend.value(i));
            }
        }
        if (!contentType) {
            headers.add(CONTENT_TYPE, JSON);
        }
        return new Response(answer.status(), headers, answer.body());
    }

    private static Headers begin(Call call) {
        return new Headers().add("x-amzn-RequestId", call.requestId()).add("x-amz-apigw-id", call.extendedRequestId());
    }

    private CompletionStage<Response> map(
            Call call, DeployedMethod method, ResponseSelection responses, IntegrationResponse answer) {
        DeployedIntegrationResponse response = responses.find(answer.status());
        if (response == null) {
            throw configurationError(
                    call,
                    answer,
                    "No match for output mapping and no default output mapping "
                            + "configured. Endpoint Response Status Code: " + answer.status());
        }
        if (!response.declared() || response.status() < FIRST_FINAL_STATUS) {
            throw configurationError(
                    call, answer, "Output mapping refers to an invalid method response: " + response.status());
        }
        Template template = template(call, response);
        Body body = answer.body();
        boolean constant = template != null && template.constant() != null;
        if (constant && body instanceof Body.Stream && !response.mapsBody()) {
            body.discard();
            body = Body.Bytes.EMPTY;
        }
        return body.collect()
                .exceptionally(failed -> {
                    throw unreadable(call, failed);
                })
                .thenApply(whole -> {
                    var values = new CallValues(call, method, accountId, answer.headers(), whole);
                    Overrides overrides = answer.overrides() == null && template != null && !constant
                            ? new Overrides()
                            : answer.overrides();
                    Body mapped = body(call, method, template, whole, overrides);
                    return overridden(call, overrides, respond(call, method, response, values, mapped));
                });
    }

    private Body body(
            Call call,
            DeployedMethod method,
            @Nullable Template template,
            Body.Bytes whole,
            @Nullable Overrides overrides) {
        if (template == null) {
            return RequestMapping.asText(whole);
        }
        byte[] constant = template.constant();
        if (constant != null) {
            return new Body.Bytes(constant);
        }
        CallInput input = CallInput.answer(call, method, accountId, whole);
        return new Body.Bytes(
                input.render(template, Objects.requireNonNull(overrides)).getBytes(UTF_8));
    }

    /** The answer with what the templates set in {@code $context.responseOverride}. */
    private static Response overridden(Call call, @Nullable Overrides overrides, Response response) {
        if (overrides == null) {
            return response;
        }
        overrides.responseHeaders().forEach((name, values) -> {
            if (!ValueSource.isName(name)) {
                throw configurationError(call, "Invalid response header: " + name);
            }
            String sent = HeaderRules.mappedToCaller(name);
            if (!sent.equals(HeaderRules.DROPPED)) {
                MappedHeaders.replace(sent, values, response.headers());
            }
        });
        String status = overrides.status();
        if (status == null) {
            return response;
        }
        if (!status.matches("[2-5]\\d\\d")) {
            throw configurationError(call, "Invalid response status: " + status);
        }
        int code = Integer.parseInt(status);
        return new Response(code, response.headers(), isBodiless(code) ? Body.Bytes.EMPTY : response.body());
    }

    private static boolean isBodiless(int status) {
        return status == 204 || status == 304;
    }

    /** The text for the body; null when the integration's own passes through. */
    private static @Nullable Template template(Call call, DeployedIntegrationResponse response) {
        MediaTypeTable.Entry<Optional<Template>> best =
                response.templates().best(call.request().headers().first("Accept"));
        return best == null ? null : best.value().orElse(null);
    }

    private static Response respond(
            Call call, DeployedMethod method, DeployedIntegrationResponse response, ValueReader values, Body body) {
        Headers headers = begin(call).add(CONTENT_TYPE, JSON);
        if (method.integration() instanceof DeployedIntegration.Http) {
            headers.add("X-Amzn-Trace-Id", call.traceId());
        }
        MappedHeaders.set(response.headers(), values, headers);
        return new Response(response.status(), headers, isBodiless(response.status()) ? Body.Bytes.EMPTY : body);
    }

    private static RuntimeException unreadable(Call call, Throwable failed) {
        Throwable cause =
                failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
        if (cause instanceof IOException broken) {
            LOG.log(
                    Level.DEBUG,
                    "request {0}: integration answer broke off: {1}",
                    call.requestId(),
                    broken.getMessage());
            return new GatewayException(
                    GatewayResponseType.INTEGRATION_FAILURE, "Network error communicating with endpoint");
        }
        return cause instanceof RuntimeException bug ? bug : new CompletionException(cause);
    }

    private static GatewayException configurationError(Call call, IntegrationResponse answer, String reason) {
        answer.body().discard();
        return configurationError(call, reason);
    }

    private static GatewayException configurationError(Call call, String reason) {
        LOG.log(Level.DEBUG, "request {0}: configuration error: {1}", call.requestId(), reason);
        return new GatewayException(GatewayResponseType.API_CONFIGURATION_ERROR, "Internal server error", reason);
    }
}
