package io.gatehouse.snapshot;

import io.gatehouse.model.rest.Integration;
import io.gatehouse.model.rest.Method;
import io.gatehouse.model.rest.Resource;
import io.gatehouse.model.rest.RestApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the snapshot that serves traffic out of a frozen definition: routes, mappings, URIs and patterns are all taken
 * apart here, so that a request finds them ready. Stateless.
 */
public final class SnapshotCompiler {
    private final BodySchema.Parser schemas;
    private final Template.Parser templates;

    public SnapshotCompiler(BodySchema.Parser schemas, Template.Parser templates) {
        this.schemas = schemas;
        this.templates = templates;
    }

    /**
     * Compiles a definition. What is valid but not served yet compiles to methods that answer 501.
     *
     * @throws BrokenDefinitionException when a part of it cannot work: there is no method at all, a method without
     *     integration, an endpoint that is no HTTP address, an expression that is no mapping, a pattern that is no
     *     regular expression, a template or a model that is none; the message names resource path and method
     */
    public ApiSnapshot compile(ApiDefinition definition) throws BrokenDefinitionException {
        var methods = new ArrayList<DeployedMethod>();
        var validators = new RequestValidatorCompiler(definition.requestValidators(), definition.models(), schemas);
        for (Resource resource : definition.resources()) {
            Map<String, Method> declared = resource.resourceMethods();
            for (var entry : new TreeMap<>(declared == null ? Map.<String, Method>of() : declared).entrySet()) {
                methods.add(compile(definition, validators, resource, entry.getKey(), entry.getValue()));
            }
        }
        if (methods.isEmpty()) {
            throw new BrokenDefinitionException("The REST API doesn't contain any methods");
        }
        RestApi api = definition.restApi();
        return new ApiSnapshot(
                String.valueOf(api.id()),
                definition.deploymentId(),
                new RouteTable(methods),
                DeployedGatewayResponses.compile(orEmpty(definition.gatewayResponses())),
                api.minimumCompressionSize() != null,
                Boolean.TRUE.equals(api.disableExecuteApiEndpoint()));
    }

    private DeployedMethod compile(
            ApiDefinition definition,
            RequestValidatorCompiler validators,
            Resource resource,
            String httpMethod,
            Method method)
            throws BrokenDefinitionException {
        String path = String.valueOf(resource.path());
        try {
            DeployedIntegration integration = integration(definition, method);
            return new DeployedMethod(
                    String.valueOf(resource.id()), path, httpMethod, validators.compile(method), integration);
        } catch (IllegalArgumentException broken) {
            throw new BrokenDefinitionException(broken.getMessage() + " (" + httpMethod + " " + path + ")");
        }
    }

    private DeployedIntegration integration(ApiDefinition definition, Method method) {
        Integration integration = method.methodIntegration();
        if (integration == null || integration.type() == null) {
            throw new IllegalArgumentException("No integration defined for method");
        }
        Optional<String> missing = NotImplementedYet.in(definition.restApi(), method);
        return missing.isPresent()
                ? new DeployedIntegration.Unsupported(missing.get())
                : new IntegrationCompiler(method, integration, templates).compile();
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
