package io.gatehouse.model.account;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stage of a usage plan. {@code throttle} is keyed by resource path and method: {@code /pets/GET}.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_ApiStage.html">AWS: ApiStage</a>
 */
public record ApiStage(
        @Nullable String apiId, @Nullable String stage, @Nullable Map<String, ThrottleSettings> throttle) {}
