package io.gatehouse.model.rest;

import org.jspecify.annotations.Nullable;

/**
 * What a deployment tells about one of its methods.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSnapshot.html">AWS: MethodSnapshot</a>
 */
public record MethodSnapshot(@Nullable String authorizationType, @Nullable Boolean apiKeyRequired) {}
