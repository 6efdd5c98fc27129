package io.gatehouse.model.rest;

import org.jspecify.annotations.Nullable;

/**
 * What is written about one part of an API; {@code properties} is a JSON object as text.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_DocumentationPart.html">AWS: DocumentationPart</a>
 */
public record DocumentationPart(
        @Nullable String id, @Nullable DocumentationPartLocation location, @Nullable String properties) {}
