package io.gatehouse.model.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who says whether a caller may call the methods that name it: a Lambda function or Cognito user pools.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_Authorizer.html">AWS: Authorizer</a>
 */
public record Authorizer(
        @Nullable String id,
        @Nullable String name,
        @Nullable AuthorizerType type,
        @Nullable List<String> providerARNs,
        @Nullable String authType,
        @Nullable String authorizerUri,
        @Nullable String authorizerCredentials,
        @Nullable String identitySource,
        @Nullable String identityValidationExpression,
        @Nullable Integer authorizerResultTtlInSeconds) {}
