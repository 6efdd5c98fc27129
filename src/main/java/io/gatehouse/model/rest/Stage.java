package io.gatehouse.model.rest;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A named reference to a deployment, with the settings that act at once. {@code methodSettings} is keyed by {@code *{@literal /}*} or {@code ~1path/METHOD}.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_Stage.html">AWS: Stage</a>
 */
public record Stage(
        @Nullable String deploymentId,
        @Nullable String clientCertificateId,
        @Nullable String stageName,
        @Nullable String description,
        @Nullable Boolean cacheClusterEnabled,
        @Nullable String cacheClusterSize,
        @Nullable String cacheClusterStatus,
        @Nullable Map<String, MethodSetting> methodSettings,
        @Nullable Map<String, String> variables,
        @Nullable String documentationVersion,
        @Nullable AccessLogSettings accessLogSettings,
        @Nullable CanarySettings canarySettings,
        @Nullable Boolean tracingEnabled,
        @Nullable String webAclArn,
        @Nullable Map<String, String> tags,
        @Nullable Instant createdDate,
        @Nullable Instant lastUpdatedDate) {}
