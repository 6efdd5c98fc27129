package io.gatehouse.model.account;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What tells one client from another. The value is a secret. {@code stageKeys} are {@code restApiId/stageName}; they say
 * nothing since there are usage plans.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_ApiKey.html">AWS: ApiKey</a>
 */
public record ApiKey(
        @Nullable String id,
        @Nullable String value,
        @Nullable String name,
        @Nullable String customerId,
        @Nullable String description,
        @Nullable Boolean enabled,
        @Nullable Instant createdDate,
        @Nullable Instant lastUpdatedDate,
        @Nullable List<String> stageKeys,
        @Nullable Map<String, String> tags) {
    @Override
    public String toString() {
        return "ApiKey[id=" + id + ", name=" + name + ", enabled=" + enabled + "]";
    }
}
