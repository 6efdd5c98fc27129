package io.gatehouse.model.rest;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A method of a resource: who may call it, what it takes, and its integration. Maps are keyed by {@code method.request.*} name, content type and status code.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_Method.html">AWS: Method</a>
 */
public record Method(
        @Nullable String httpMethod,
        @Nullable String authorizationType,
        @Nullable String authorizerId,
        @Nullable Boolean apiKeyRequired,
        @Nullable String requestValidatorId,
        @Nullable String operationName,
        @Nullable Map<String, Boolean> requestParameters,
        @Nullable Map<String, String> requestModels,
        @Nullable Map<String, MethodResponse> methodResponses,
        @Nullable Integration methodIntegration,
        @Nullable List<String> authorizationScopes) {}
