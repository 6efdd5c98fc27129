package io.gatehouse.model.rest;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The backend of a method. {@code timeoutInMillis} is 50 to 29000; {@code cacheNamespace} is the resource id unless set.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html">AWS: Integration</a>
 */
public record Integration(
        @Nullable IntegrationType type,
        @Nullable String httpMethod,
        @Nullable String uri,
        @Nullable String connectionType,
        @Nullable String connectionId,
        @Nullable String credentials,
        @Nullable Map<String, String> requestParameters,
        @Nullable Map<String, String> requestTemplates,
        @Nullable String passthroughBehavior,
        @Nullable String contentHandling,
        @Nullable Integer timeoutInMillis,
        @Nullable String cacheNamespace,
        @Nullable List<String> cacheKeyParameters,
        @Nullable Map<String, IntegrationResponse> integrationResponses,
        @Nullable TlsConfig tlsConfig,
        @Nullable String responseTransferMode,
        @Nullable String integrationTarget) {}
