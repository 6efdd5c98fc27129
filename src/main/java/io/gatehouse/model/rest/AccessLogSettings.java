package io.gatehouse.model.rest;

import org.jspecify.annotations.Nullable;

/**
 * Where a stage writes its access log and in which format.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_AccessLogSettings.html">AWS: AccessLogSettings</a>
 */
public record AccessLogSettings(@Nullable String format, @Nullable String destinationArn) {}
