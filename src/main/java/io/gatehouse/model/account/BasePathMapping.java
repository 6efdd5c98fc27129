package io.gatehouse.model.account;

import org.jspecify.annotations.Nullable;

/**
 * Which API answers below a path of a domain name; {@code basePath} is {@code (none)} for the whole name. Without a stage
 * the caller's path names it.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_BasePathMapping.html">AWS: BasePathMapping</a>
 */
public record BasePathMapping(@Nullable String basePath, @Nullable String restApiId, @Nullable String stage) {}
