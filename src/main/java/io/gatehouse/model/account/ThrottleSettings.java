package io.gatehouse.model.account;

import org.jspecify.annotations.Nullable;

/**
 * Requests per second and burst in requests.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_ThrottleSettings.html">AWS: ThrottleSettings</a>
 */
public record ThrottleSettings(@Nullable Integer burstLimit, @Nullable Double rateLimit) {}
