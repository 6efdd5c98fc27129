package io.gatehouse.model.rest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the gateway itself answers one kind of refusal. {@code defaultResponse} tells that nobody changed it.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_GatewayResponse.html">AWS: GatewayResponse</a>
 */
public record GatewayResponse(
        @Nullable GatewayResponseType responseType,
        @Nullable String statusCode,
        @Nullable Map<String, String> responseParameters,
        @Nullable Map<String, String> responseTemplates,
        @Nullable Boolean defaultResponse) {}
