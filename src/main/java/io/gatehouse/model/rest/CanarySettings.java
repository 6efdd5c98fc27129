package io.gatehouse.model.rest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The canary of a stage; {@code percentTraffic} is 0.0 to 100.0.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_CanarySettings.html">AWS: CanarySettings</a>
 */
public record CanarySettings(
        @Nullable Double percentTraffic,
        @Nullable String deploymentId,
        @Nullable Map<String, String> stageVariableOverrides,
        @Nullable Boolean useStageCache) {}
