package io.gatehouse.model.rest;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of a REST API that stages can point at. {@code apiSummary} is keyed by resource path, then HTTP method.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_Deployment.html">AWS: Deployment</a>
 */
public record Deployment(
        @Nullable String id,
        @Nullable String description,
        @Nullable Instant createdDate,
        @Nullable Map<String, Map<String, MethodSnapshot>> apiSummary) {}
