package io.gatehouse.execute.integrate;

import java.util.concurrent.CompletionStage;

/** Sends requests to HTTP backends. One implementation serves ({@code HttpBackend}); tests bring their own. */
public interface Backend {

    /**
     * Sends and answers as soon as the head of the answer is there and its body is in memory or ready to flow.
     *
     * @return fails with {@link io.gatehouse.snapshot.GatewayException} {@code INTEGRATION_TIMEOUT} when the answer's
     *     head is not there within the timeout, {@code INTEGRATION_FAILURE} when the network or TLS fails,
     *     {@code API_CONFIGURATION_ERROR} when the backend's certificate is refused
     */
    CompletionStage<IntegrationResponse> send(IntegrationRequest request);
}
