package io.gatehouse.model.rest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response that a method declares: status code, headers ({@code method.response.header.*} to required) and models by content type.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_MethodResponse.html">AWS: MethodResponse</a>
 */
public record MethodResponse(
        @Nullable String statusCode,
        @Nullable Map<String, Boolean> responseParameters,
        @Nullable Map<String, String> responseModels) {}
