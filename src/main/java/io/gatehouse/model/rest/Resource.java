package io.gatehouse.model.rest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One path segment of a REST API. {@code path} is the whole path from the root; the root has neither {@code parentId} nor {@code pathPart}. {@code resourceMethods} is keyed by HTTP method or {@code ANY}.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_Resource.html">AWS: Resource</a>
 */
public record Resource(
        @Nullable String id,
        @Nullable String parentId,
        @Nullable String pathPart,
        @Nullable String path,
        @Nullable Map<String, Method> resourceMethods) {}
