package io.gatehouse.execute;

import io.gatehouse.execute.entry.Gateway.Served;
import io.gatehouse.execute.integrate.IntegrationResponse;
import io.gatehouse.execute.integrate.Integrations;
import io.gatehouse.execute.mapping.ResponseMapping;
import io.gatehouse.execute.validate.RequestValidation;
import io.gatehouse.model.rest.GatewayResponseType;
import io.gatehouse.snapshot.DeployedMethod;
import io.gatehouse.snapshot.GatewayException;
import java.util.concurrent.CompletionStage;

/** One REST API call from top to bottom. A step returns a value or throws {@link GatewayException}. */
public final class RestPipeline {
    private final RequestValidation validation;
    private final Integrations integrations;
    private final ResponseMapping responseMapping;
    private final int payloadBytes;

    /** @param payloadBytes the largest body that a caller may send */
    public RestPipeline(
            RequestValidation validation,
            Integrations integrations,
            ResponseMapping responseMapping,
            int payloadBytes) {
        this.validation = validation;
        this.integrations = integrations;
        this.responseMapping = responseMapping;
        this.payloadBytes = payloadBytes;
    }

    /** Answers a call. A refusal is thrown, or fails the response when it is decided later. */
    public Served invoke(Call call) {
        checkPayload(call); // REQUEST_TOO_LARGE
        return invoke(call, route(call)); // MISSING_AUTHENTICATION_TOKEN
    }

    /** Answers a call of a method that is known already, as it is for a test. */
    public Served invoke(Call call, DeployedMethod method) {
        checkCoding(call); // UNSUPPORTED_MEDIA_TYPE
        validation.checkParameters(call, method); // BAD_REQUEST_PARAMETERS
        long expectedNanos = method.latency().nanos();
        CompletionStage<Response> response = integrate(call, method) // BAD_REQUEST_BODY and all of the integrations
                .thenCompose(answer -> responseMapping.map(call, method, answer)); // API_CONFIGURATION_ERROR
        return new Served(response, expectedNanos);
    }

    private CompletionStage<IntegrationResponse> integrate(Call call, DeployedMethod method) {
        Body body = call.request().body();
        return body instanceof Body.Stream && validation.readsBody(call, method)
                ? UpstreamFuture.follow(body.collect()).thenCompose(whole -> send(call.withBody(whole), method))
                : send(call, method);
    }

    private CompletionStage<IntegrationResponse> send(Call call, DeployedMethod method) {
        validation.checkBody(call, method); // BAD_REQUEST_BODY
        return integrations.send(
                call, method); // UNSUPPORTED_MEDIA_TYPE, BAD_REQUEST_BODY, API_CONFIGURATION_ERROR, INTEGRATION_*
    }

    private void checkPayload(Call call) {
        if (call.request().body().length() > payloadBytes) {
            throw new GatewayException(GatewayResponseType.REQUEST_TOO_LARGE, "Request Too Long");
        }
    }

    /** Decompressing is not implemented yet, and passing the body on without its coding would garble it. */
    private static void checkCoding(Call call) {
        if (call.api().decompresses()) {
            String coding = call.request().headers().first("Content-Encoding");
            if (coding != null && !coding.equalsIgnoreCase("identity")) {
                throw new GatewayException(GatewayResponseType.UNSUPPORTED_MEDIA_TYPE, "Unsupported Media Type");
            }
        }
    }

    private static DeployedMethod route(Call call) {
        DeployedMethod method = call.api().routes().match(call.httpMethod(), call.path());
        if (method == null) {
            // AWS: the same answer as for a missing signature, so that a stranger learns nothing about the API.
            throw new GatewayException(
                    GatewayResponseType.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token");
        }
        return method;
    }
}
