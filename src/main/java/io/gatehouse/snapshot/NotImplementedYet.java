package io.gatehouse.snapshot;

import io.gatehouse.model.rest.EndpointConfiguration;
import io.gatehouse.model.rest.Integration;
import io.gatehouse.model.rest.IntegrationResponse;
import io.gatehouse.model.rest.IntegrationType;
import io.gatehouse.model.rest.Method;
import io.gatehouse.model.rest.RestApi;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The list of what can be deployed but not served yet. A method that needs one of these answers 501 and names it:
 * better no answer than one without the check or the change that its owner asked for.
 */
final class NotImplementedYet {
    private NotImplementedYet() {}

    /** What a method needs that is not there; empty when it can be served. */
    static Optional<String> in(RestApi api, Method method) {
        Integration integration = method.methodIntegration();
        return first(ofApi(api), ofMethod(method), integration == null ? null : ofIntegration(api, integration));
    }

    private static @Nullable String ofApi(RestApi api) {
        EndpointConfiguration endpoint = api.endpointConfiguration();
        List<String> types = endpoint == null ? null : endpoint.types();
        if (types != null && types.contains("PRIVATE")) {
            return "A private endpoint";
        }
        return isSet(api.policy()) ? "A resource policy" : null;
    }

    private static @Nullable String ofMethod(Method method) {
        String authorization = method.authorizationType();
        if (isSet(authorization) && !"NONE".equalsIgnoreCase(authorization)) {
            return "authorizationType " + authorization;
        }
        return Boolean.TRUE.equals(method.apiKeyRequired()) ? "apiKeyRequired" : null;
    }

    private static @Nullable String ofIntegration(RestApi api, Integration integration) {
        IntegrationType type = integration.type();
        if (type == IntegrationType.AWS || type == IntegrationType.AWS_PROXY) {
            return "An integration of type " + type;
        }
        if ("VPC_LINK".equals(integration.connectionType())) {
            return "connectionType VPC_LINK";
        }
        if ("STREAM".equals(integration.responseTransferMode())) {
            return "responseTransferMode STREAM";
        }
        return type == IntegrationType.HTTP_PROXY ? null : ofMapping(api, integration);
    }

    private static @Nullable String ofMapping(RestApi api, Integration integration) {
        List<String> binary = api.binaryMediaTypes();
        if (binary != null && !binary.isEmpty()) {
            return "binaryMediaTypes with an integration of type " + integration.type();
        }
        if (changesContent(integration.contentHandling())) {
            return "contentHandling " + integration.contentHandling();
        }
        var responses = integration.integrationResponses();
        for (IntegrationResponse response : responses == null ? List.<IntegrationResponse>of() : responses.values()) {
            if (changesContent(response.contentHandling())) {
                return "contentHandling " + response.contentHandling();
            }
        }
        return null;
    }

    /** Without binary media types every body is text already, so only the other conversion does anything. */
    private static boolean changesContent(@Nullable String contentHandling) {
        return "CONVERT_TO_BINARY".equals(contentHandling);
    }

    private static boolean isSet(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static Optional<String> first(@Nullable String... reasons) {
        for (String reason : reasons) {
            if (reason != null) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
