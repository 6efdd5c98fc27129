package io.gatehouse.model.rest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A REST API as its owner edits it. Times are UTC; {@code policy} is JSON text; {@code minimumCompressionSize} is in bytes, absent when compression is off.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_RestApi.html">AWS: RestApi</a>
 */
public record RestApi(
        @Nullable String id,
        @Nullable String name,
        @Nullable String description,
        @Nullable Instant createdDate,
        @Nullable String version,
        @Nullable List<String> warnings,
        @Nullable List<String> binaryMediaTypes,
        @Nullable Integer minimumCompressionSize,
        @Nullable String apiKeySource,
        @Nullable EndpointConfiguration endpointConfiguration,
        @Nullable String policy,
        @Nullable Map<String, String> tags,
        @Nullable Boolean disableExecuteApiEndpoint,
        @Nullable String rootResourceId,
        @Nullable String securityPolicy,
        @Nullable String endpointAccessMode,
        @Nullable String apiStatus,
        @Nullable String apiStatusMessage) {}
