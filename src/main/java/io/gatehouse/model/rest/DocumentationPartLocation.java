package io.gatehouse.model.rest;

import org.jspecify.annotations.Nullable;

/** Which part of an API something is written about; {@code *} stands for any method or status. */
public record DocumentationPartLocation(
        @Nullable String type,
        @Nullable String path,
        @Nullable String method,
        @Nullable String statusCode,
        @Nullable String name) {}
