package io.gatehouse.model.rest;

import org.jspecify.annotations.Nullable;

/**
 * Settings of one method of a stage. Rates are requests per second, the TTL is in seconds.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html">AWS: MethodSetting</a>
 */
public record MethodSetting(
        @Nullable Boolean metricsEnabled,
        @Nullable String loggingLevel,
        @Nullable Boolean dataTraceEnabled,
        @Nullable Integer throttlingBurstLimit,
        @Nullable Double throttlingRateLimit,
        @Nullable Boolean cachingEnabled,
        @Nullable Integer cacheTtlInSeconds,
        @Nullable Boolean cacheDataEncrypted,
        @Nullable Boolean requireAuthorizationForCacheControl,
        @Nullable String unauthorizedCacheControlHeaderStrategy) {}
