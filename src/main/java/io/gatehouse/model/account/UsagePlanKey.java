package io.gatehouse.model.account;

import org.jspecify.annotations.Nullable;

/**
 * An API key as a member of a usage plan; it has the API key's id, name and value.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_UsagePlanKey.html">AWS: UsagePlanKey</a>
 */
public record UsagePlanKey(@Nullable String id, @Nullable String type, @Nullable String value, @Nullable String name) {
    @Override
    public String toString() {
        return "UsagePlanKey[id=" + id + ", name=" + name + "]";
    }
}
