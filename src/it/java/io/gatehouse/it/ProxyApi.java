package io.gatehouse.it;

import java.util.Map;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;

/** A REST API made call by call: {@code ANY /{proxy+}} goes to a backend, {@code GET /mock} answers by itself. */
record ProxyApi(ApiGatewayClient aws, String id, String proxyResourceId) {

    /** Deployed to the stage {@code test}. */
    static ProxyApi deployed(ApiGatewayClient aws, EchoBackend backend) {
        var made = aws.createRestApi(api -> api.name("Proxy"));
        ProxyApi proxy = new ProxyApi(aws, made.id(), resource(aws, made.id(), made.rootResourceId(), "{proxy+}"));
        aws.putMethod(method -> method.restApiId(made.id())
                .resourceId(proxy.proxyResourceId())
                .httpMethod("ANY")
                .authorizationType("NONE")
                .requestParameters(Map.of("method.request.path.proxy", true)));
        proxy.pointTo(backend.uri() + "/first/{proxy}");
        proxy.mock(resource(aws, made.id(), made.rootResourceId(), "mock"));
        proxy.deploy();
        return proxy;
    }

    /** Changes the integration of the proxy resource; takes effect with the next deployment. */
    void pointTo(String uri) {
        aws.putIntegration(integration -> integration
                .restApiId(id)
                .resourceId(proxyResourceId)
                .httpMethod("ANY")
                .type(IntegrationType.HTTP_PROXY)
                .integrationHttpMethod("ANY")
                .uri(uri)
                .requestParameters(Map.of("integration.request.path.proxy", "method.request.path.proxy")));
    }

    /** Deploys what is edited to the stage {@code test} and returns the deployment's id. */
    String deploy() {
        return aws.createDeployment(deployment -> deployment.restApiId(id).stageName("test"))
                .id();
    }

    void rollBackTo(String deploymentId) {
        aws.updateStage(stage ->
                stage.restApiId(id).stageName("test").patchOperations(Aws.replace("/deploymentId", deploymentId)));
    }

    private void mock(String resourceId) {
        aws.putMethod(method ->
                method.restApiId(id).resourceId(resourceId).httpMethod("GET").authorizationType("NONE"));
        aws.putMethodResponse(response ->
                response.restApiId(id).resourceId(resourceId).httpMethod("GET").statusCode("200"));
        aws.putIntegration(integration -> integration
                .restApiId(id)
                .resourceId(resourceId)
                .httpMethod("GET")
                .type(IntegrationType.MOCK)
                .requestTemplates(Map.of("application/json", "{\"statusCode\": 200}")));
        aws.putIntegrationResponse(response -> response.restApiId(id)
                .resourceId(resourceId)
                .httpMethod("GET")
                .statusCode("200")
                .responseTemplates(Map.of("application/json", "{\"mocked\": true}")));
    }

    private static String resource(ApiGatewayClient aws, String api, String parent, String pathPart) {
        return aws.createResource(
                        resource -> resource.restApiId(api).parentId(parent).pathPart(pathPart))
                .id();
    }
}
