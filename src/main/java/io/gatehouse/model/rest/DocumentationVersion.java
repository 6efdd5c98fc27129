package io.gatehouse.model.rest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The name of all documentation parts as they were at one time.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_DocumentationVersion.html">AWS:
 *     DocumentationVersion</a>
 */
public record DocumentationVersion(
        @Nullable String version, @Nullable Instant createdDate, @Nullable String description) {}
