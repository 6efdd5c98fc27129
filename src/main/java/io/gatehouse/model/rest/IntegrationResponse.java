package io.gatehouse.model.rest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an answer of the backend becomes a method response: chosen by {@code selectionPattern}, mapped by {@code responseParameters} and {@code responseTemplates}.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_IntegrationResponse.html">AWS: IntegrationResponse</a>
 */
public record IntegrationResponse(
        @Nullable String statusCode,
        @Nullable String selectionPattern,
        @Nullable Map<String, String> responseParameters,
        @Nullable Map<String, String> responseTemplates,
        @Nullable String contentHandling) {}
