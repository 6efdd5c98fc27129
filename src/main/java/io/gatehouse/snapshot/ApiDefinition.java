package io.gatehouse.snapshot;

import io.gatehouse.model.rest.Authorizer;
import io.gatehouse.model.rest.GatewayResponse;
import io.gatehouse.model.rest.Model;
import io.gatehouse.model.rest.RequestValidator;
import io.gatehouse.model.rest.Resource;
import io.gatehouse.model.rest.RestApi;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A REST API frozen by a deployment: all that the data plane needs, as one JSON document.
 *
 * @param resources every resource with its {@code resourceMethods}; each method carries its {@code methodIntegration}
 *     (with {@code integrationResponses}) and {@code methodResponses}
 * @param authorizers absent from what was frozen before there were any
 * @param gatewayResponses only those that were put
 */
public record ApiDefinition(
        RestApi restApi,
        String deploymentId,
        List<Resource> resources,
        List<Model> models,
        List<RequestValidator> requestValidators,
        @Nullable List<Authorizer> authorizers,
        List<GatewayResponse> gatewayResponses) {}
