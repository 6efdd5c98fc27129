package io.gatehouse.model.rest;

import org.jspecify.annotations.Nullable;

/**
 * A named JSON schema of a REST API; {@code schema} is JSON text.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_Model.html">AWS: Model</a>
 */
public record Model(
        @Nullable String id,
        @Nullable String name,
        @Nullable String description,
        @Nullable String schema,
        @Nullable String contentType) {}
