package io.gatehouse.model.account;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all APIs of this gateway.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_Account.html">AWS: Account</a>
 */
public record Account(
        @Nullable String cloudwatchRoleArn,
        @Nullable ThrottleSettings throttleSettings,
        @Nullable List<String> features,
        @Nullable String apiKeyVersion) {}
