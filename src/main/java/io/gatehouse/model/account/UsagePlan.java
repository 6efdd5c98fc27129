package io.gatehouse.model.account;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which stages the holders of its API keys may call, how fast and how often.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_UsagePlan.html">AWS: UsagePlan</a>
 */
public record UsagePlan(
        @Nullable String id,
        @Nullable String name,
        @Nullable String description,
        @Nullable List<ApiStage> apiStages,
        @Nullable ThrottleSettings throttle,
        @Nullable QuotaSettings quota,
        @Nullable String productCode,
        @Nullable Map<String, String> tags) {}
