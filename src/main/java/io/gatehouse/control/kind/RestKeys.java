package io.gatehouse.control.kind;

import io.gatehouse.store.Key;

/** Where the nouns of REST APIs are kept. Tags are a member of the value they belong to. */
public final class RestKeys {
    private RestKeys() {}

    public static Key restApi(String restApiId) {
        return Key.root("restapis", restApiId);
    }

    /** Not a value but the place of all resources of an API: below it lies each with its methods. */
    public static Key resources(String restApiId) {
        return new Key("/restapis", restApiId, "resources");
    }

    public static Key resource(String restApiId, String resourceId) {
        return restApi(restApiId).child("resources", resourceId);
    }

    public static Key method(String restApiId, String resourceId, String httpMethod) {
        return resource(restApiId, resourceId).child("methods", httpMethod);
    }

    public static Key methodResponse(Key method, String statusCode) {
        return method.child("responses", statusCode);
    }

    /** The one integration of a method. */
    public static Key integration(Key method) {
        return method.child("integration", "integration");
    }

    public static Key integrationResponse(Key integration, String statusCode) {
        return integration.child("responses", statusCode);
    }

    public static Key deployment(String restApiId, String deploymentId) {
        return restApi(restApiId).child("deployments", deploymentId);
    }

    /** What a deployment froze: an {@link io.gatehouse.snapshot.ApiDefinition}. */
    public static Key definition(Key deployment) {
        return deployment.child("definition", "definition");
    }

    public static Key stage(String restApiId, String stageName) {
        return restApi(restApiId).child("stages", stageName);
    }

    public static Key gatewayResponse(String restApiId, String responseType) {
        return restApi(restApiId).child("gatewayresponses", responseType);
    }

    public static Key model(String restApiId, String modelName) {
        return restApi(restApiId).child("models", modelName);
    }

    public static Key requestValidator(String restApiId, String requestValidatorId) {
        return restApi(restApiId).child("requestvalidators", requestValidatorId);
    }

    public static Key authorizer(String restApiId, String authorizerId) {
        return restApi(restApiId).child("authorizers", authorizerId);
    }

    public static Key documentationPart(String restApiId, String documentationPartId) {
        return restApi(restApiId).child("documentationparts", documentationPartId);
    }

    public static Key documentationVersion(String restApiId, String version) {
        return restApi(restApiId).child("documentationversions", version);
    }
}
