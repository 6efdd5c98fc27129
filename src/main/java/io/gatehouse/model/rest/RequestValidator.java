package io.gatehouse.model.rest;

import org.jspecify.annotations.Nullable;

/**
 * Which parts of a request are validated before the integration.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_RequestValidator.html">AWS: RequestValidator</a>
 */
public record RequestValidator(
        @Nullable String id,
        @Nullable String name,
        @Nullable Boolean validateRequestBody,
        @Nullable Boolean validateRequestParameters) {}
