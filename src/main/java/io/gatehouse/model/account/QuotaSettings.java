package io.gatehouse.model.account;

import org.jspecify.annotations.Nullable;

/**
 * How many requests each API key has in a {@code period}: DAY, WEEK or MONTH, which begins {@code offset} days late.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_QuotaSettings.html">AWS: QuotaSettings</a>
 */
public record QuotaSettings(@Nullable Integer limit, @Nullable Integer offset, @Nullable String period) {}
