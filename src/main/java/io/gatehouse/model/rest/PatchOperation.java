package io.gatehouse.model.rest;

import org.jspecify.annotations.Nullable;

/**
 * One step of an Update operation; {@code value} is always text.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_PatchOperation.html">AWS: PatchOperation</a>
 */
public record PatchOperation(
        @Nullable String op, @Nullable String path, @Nullable String value, @Nullable String from) {}
