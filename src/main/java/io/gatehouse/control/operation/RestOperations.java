package io.gatehouse.control.operation;

import io.gatehouse.control.kind.IntegrationRules;
import io.gatehouse.control.kind.Kind;
import io.gatehouse.control.kind.RestKinds;
import io.gatehouse.control.kind.UniformOperations;
import io.gatehouse.control.protocol.Handler;
import io.gatehouse.execute.entry.TestGateway;
import io.gatehouse.snapshot.SnapshotCompiler;
import io.gatehouse.store.Transaction;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Every operation on what is in a REST API, but import and export: the table of handlers. */
public final class RestOperations {
    private final UniformOperations uniform;
    private final Map<String, Handler> handlers = new TreeMap<>();

    private RestOperations(UniformOperations uniform) {
        this.uniform = uniform;
    }

    /**
     * The handlers by service and operation, {@code apigateway.CreateRestApi}.
     *
     * @param stagesMoved told, inside the transaction, of which API stages or deployments change
     * @param tests sends what tests of methods send
     */
    public static Map<String, Handler> handlers(
            UniformOperations uniform,
            SnapshotCompiler compiler,
            BiConsumer<Transaction, String> stagesMoved,
            TestGateway tests) {
        var operations = new RestOperations(uniform);
        operations.uniform();
        operations.special(new DeploymentOperations(compiler, stagesMoved));
        operations.tests(new TestOperations(compiler, tests));
        return Map.copyOf(operations.handlers);
    }

    private void uniform() {
        edited("RestApi", RestKinds.REST_API);
        handle("GetRestApis", uniform.list(RestKinds.REST_API));
        createdAndListed("Resource", RestKinds.RESOURCE);
        createdAndListed("Model", RestKinds.MODEL);
        createdAndListed("RequestValidator", RestKinds.REQUEST_VALIDATOR);
        createdAndListed("Authorizer", RestKinds.AUTHORIZER);
        edited("DocumentationPart", RestKinds.DOCUMENTATION_PART);
        handle("CreateDocumentationPart", uniform.create(RestKinds.DOCUMENTATION_PART));
        edited("DocumentationVersion", RestKinds.DOCUMENTATION_VERSION);
        handle("GetDocumentationVersions", uniform.list(RestKinds.DOCUMENTATION_VERSION));
        put("Method", RestKinds.METHOD);
        put("MethodResponse", RestKinds.METHOD_RESPONSE);
        put("IntegrationResponse", RestKinds.INTEGRATION_RESPONSE);
        edited("Integration", RestKinds.INTEGRATION);
        edited("Deployment", RestKinds.DEPLOYMENT);
        handle("GetDeployments", uniform.list(RestKinds.DEPLOYMENT));
        edited("Stage", RestKinds.STAGE);
        handle("CreateStage", uniform.create(RestKinds.STAGE));
    }

    private void special(DeploymentOperations deployments) {
        handle("CreateRestApi", uniform.writing(scope -> RestApiOperations.create(uniform, scope)));
        handle(
                "PutIntegration",
                uniform.writing(scope -> uniform.create(
                        RestKinds.INTEGRATION, scope, IntegrationRules.given(RestKinds.INTEGRATION, scope.input()))));
        handle("GetModelTemplate", uniform.reading(ModelTemplate::get));
        handle("GetSdkTypes", uniform.reading(SdkOperations::types));
        handle("GetSdkType", uniform.reading(SdkOperations::type));
        handle("GetSdk", uniform.reading(SdkOperations::sdk));
        handle("GetDocumentationParts", uniform.reading(DocumentationOperations::list));
        handle(
                "CreateDocumentationVersion",
                uniform.writing(scope -> DocumentationOperations.createVersion(uniform, scope)));
        handle("CreateDeployment", uniform.writing(deployments::create));
        handle("GetStages", uniform.reading(StageOperations::list));
        handle("FlushStageCache", uniform.reading(StageOperations::flush));
        handle("FlushStageAuthorizersCache", uniform.reading(StageOperations::flush));
        handle("PutGatewayResponse", uniform.writing(GatewayResponseOperations::put));
        handle("GetGatewayResponse", uniform.reading(GatewayResponseOperations::get));
        handle("GetGatewayResponses", uniform.reading(GatewayResponseOperations::list));
        handle("UpdateGatewayResponse", uniform.writing(GatewayResponseOperations::update));
        handle("DeleteGatewayResponse", uniform.writing(GatewayResponseOperations::delete));
    }

    private void tests(TestOperations tests) {
        handle("TestInvokeMethod", uniform.reading(tests::method));
        handle("TestInvokeAuthorizer", uniform.reading(AuthorizerTrial::run));
    }

    private void createdAndListed(String noun, Kind kind) {
        handle("Create" + noun, uniform.create(kind));
        handle("Get" + noun + "s", uniform.list(kind));
        edited(noun, kind);
    }

    private void put(String noun, Kind kind) {
        handle("Put" + noun, uniform.create(kind));
        edited(noun, kind);
    }

    private void edited(String noun, Kind kind) {
        handle("Get" + noun, uniform.get(kind));
        handle("Update" + noun, uniform.update(kind));
        handle("Delete" + noun, uniform.delete(kind));
    }

    private void handle(String operation, Handler handler) {
        handlers.put("apigateway." + operation, handler);
    }
}
