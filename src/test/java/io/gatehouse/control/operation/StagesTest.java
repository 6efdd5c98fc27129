package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.control.kind.RestKeys;
import io.gatehouse.model.AwsException;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deployments, stages and what hangs on them, gateway responses, tags and the account. */
class StagesTest {
    private ControlPlane plane;
    private String api;
    private String root;

    @BeforeEach
    void open() {
        plane = new ControlPlane();
        JsonObject created = plane.call("CreateRestApi", "{'name': 'test'}");
        api = created.getString("id");
        root = created.getString("rootResourceId");
    }

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void apiWithoutMethodsOrIntegrationsIsNotDeployed() {
        assertThat(refused("CreateDeployment", "'stageName': 'dev'"))
                .isEqualTo("400 BadRequest: The REST API doesn't contain any methods");
        method();
        assertThat(refused("CreateDeployment", "'stageName': 'dev'"))
                .isEqualTo("400 BadRequest: No integration defined for method");
        assertThat(call("GetDeployments", "'limit': 5").getJsonArray("item")).isEmpty();
        assertThat(call("GetStages", "'deploymentId': ''").getJsonArray("item")).isEmpty();
        assertThat(plane.moved).isEmpty();
    }

    @Test
    void definitionThatDoesNotCompileIsRefusedWithItsPlaceAndKeepsNothing() {
        method();
        call("PutIntegration", place("'type': 'HTTP', 'integrationHttpMethod': 'GET', 'uri': 'http://example.com'"));
        call("PutIntegrationResponse", place("'statusCode': '200', 'selectionPattern': '(?<=x)y'"));
        assertThat(refused("CreateDeployment", "'stageName': 'dev'"))
                .startsWith("400 BadRequest: ")
                .contains("GET /");
        assertThat(call("GetDeployments", "'limit': 5").getJsonArray("item")).isEmpty();
    }

    @Test
    void deploymentsOfTheSameApiHaveTheSameContent() {
        mock();
        String first = hash(deploy("'description': 'a'"));
        String second = hash(deploy("'description': 'b'"));
        assertThat(second).isEqualTo(first);
        call("CreateResource", "'parentId': '" + root + "', 'pathPart': 'x'");
        assertThat(hash(deploy("'description': 'c'"))).isNotEqualTo(first);
    }

    @Test
    void stageNamesVariablesAndDeploymentsAreChecked() {
        mock();
        String deployment = deploy("'description': ''");
        assertThat(refused("CreateStage", "'stageName': 'a b', 'deploymentId': '" + deployment + "'"))
                .startsWith("400 BadRequest: Stage name only allows");
        assertThat(refused("CreateStage", "'stageName': 'dev', 'deploymentId': 'nope'"))
                .isEqualTo("400 BadRequest: Deployment id does not exist");
        String stage = "'stageName': 'dev', 'deploymentId': '" + deployment + "'";
        assertThat(refused("CreateStage", stage + ", 'variables': {'a-b': 'c'}"))
                .isEqualTo("400 BadRequest: Invalid stage variable name: a-b.  Please use names with only word"
                        + " characters.");
        assertThat(refused("CreateStage", stage + ", 'variables': {'a': '$'}"))
                .startsWith("400 BadRequest: Invalid stage variable value: $.  Please use values");
        call("CreateStage", stage);
        assertThat(refused("CreateStage", stage)).isEqualTo("409 Conflict: Stage already exists");
        assertThat(patchRefused("replace /deploymentId nope"))
                .isEqualTo("400 BadRequest: Deployment id does not exist");
        assertThat(patchRefused("replace /variables/a")).startsWith("400 BadRequest: Invalid stage variable value: .");
    }

    @Test
    void canaryNeedsAStage() {
        mock();
        assertThat(refused("CreateDeployment", "'canarySettings': {'percentTraffic': 1}"))
                .isEqualTo("400 BadRequest: Invalid deployment content specified.Non null and non empty stageName must"
                        + " be provided for canary deployment. Provided value is null");
        assertThat(refused("CreateDeployment", "'stageName': 'dev', 'canarySettings': {'percentTraffic': 1}"))
                .isEqualTo("400 BadRequest: Invalid deployment content specified.Stage dev must already be created"
                        + " before making a canary release deployment");
        deploy("'stageName': 'dev'");
        assertThat(refused("CreateDeployment", "'stageName': 'dev', 'canarySettings': {'percentTraffic': 100.5}"))
                .startsWith("400 BadRequest: Percent traffic");
        assertThat(patchRefused("replace /canarySettings/deploymentId nope"))
                .isEqualTo("400 BadRequest: Deployment id does not exist");
    }

    @Test
    void deploymentOfACanaryCannotBeDeleted() {
        mock();
        deploy("'stageName': 'dev'");
        String canary = deploy("'stageName': 'dev', 'canarySettings': {'percentTraffic': 1}");
        assertThat(refused("DeleteDeployment", "'deploymentId': '" + canary + "'"))
                .isEqualTo("400 BadRequest: Active stages pointing to this deployment must be moved or deleted");
    }

    @Test
    void methodSettingsAreKeyedByTheEscapedPath() {
        mock();
        deploy("'stageName': 'dev'");
        JsonObject settings = patch(
                        "replace /~1pets~1{id}/GET/throttling/rateLimit 2.5", "replace /~1/POST/logging/loglevel INFO")
                .getJsonObject("methodSettings");
        assertThat(settings.keySet()).containsExactlyInAnyOrder("~1pets~1{id}/GET", "~1/POST");
        assertThat(settings.getJsonObject("~1pets~1{id}/GET")
                        .getJsonNumber("throttlingRateLimit")
                        .doubleValue())
                .isEqualTo(2.5);
        assertThat(settings.getJsonObject("~1/POST").getString("loggingLevel")).isEqualTo("INFO");
        assertThat(patch("remove /~1/POST").getJsonObject("methodSettings")).doesNotContainKey("~1/POST");
        for (String wrong : List.of(
                "replace /~1x/GET/throttling/rateLimit many",
                "replace /~1x/GET/throttling/burstLimit 1.5",
                "replace /~1x/GET/caching/ttlInSeconds 3601",
                "replace /~1x/GET/logging/loglevel LOUD",
                "replace /~1x/GET/caching/unauthorizedCacheControlHeaderStrategy NO")) {
            assertThat(patchRefused(wrong)).as(wrong).startsWith("400 BadRequest: Invalid ");
        }
        for (String unknown : List.of(
                "replace /~1x/FETCH/throttling/rateLimit 1",
                "replace /~1x/GET/throttling/nothing 1",
                "replace /nothing 1")) {
            assertThat(patchRefused(unknown)).as(unknown).startsWith("400 BadRequest: Invalid method setting path: /");
        }
    }

    @Test
    void theCacheTellsThatItComesAndGoes() {
        mock();
        deploy("'stageName': 'dev'");
        assertThat(cacheStatus(patch("replace /cacheClusterEnabled true"))).isEqualTo("0.5 CREATE_IN_PROGRESS");
        assertThat(cacheStatus(call("GetStage", "'stageName': 'dev'"))).isEqualTo("0.5 AVAILABLE");
        assertThat(cacheStatus(patch("replace /description same"))).isEqualTo("0.5 AVAILABLE");
        assertThat(cacheStatus(patch("replace /cacheClusterSize 6.1"))).isEqualTo("6.1 CREATE_IN_PROGRESS");
        assertThat(patchRefused("replace /cacheClusterSize 7")).startsWith("400 BadRequest: Invalid cache cluster");
        assertThat(cacheStatus(patch("replace /cacheClusterEnabled false"))).isEqualTo("6.1 DELETE_IN_PROGRESS");
        assertThat(cacheStatus(call("GetStages", "'x': ''").getJsonArray("item").getJsonObject(0)))
                .isEqualTo("6.1 NOT_AVAILABLE");
    }

    private static String cacheStatus(JsonObject stage) {
        return stage.getString("cacheClusterSize") + " " + stage.getString("cacheClusterStatus");
    }

    @Test
    void refusedPatchChangesNothingAndPublishesNothing() {
        mock();
        deploy("'stageName': 'dev'");
        JsonObject before = call("GetStage", "'stageName': 'dev'");
        plane.moved.clear();
        assertThat(patchRefused("replace /variables/a b", "replace /nothing c")).startsWith("400");
        assertThat(call("GetStage", "'stageName': 'dev'")).isEqualTo(before);
        assertThat(plane.moved).isEmpty();
        patch("replace /variables/a b");
        assertThat(plane.moved).containsExactly(api);
    }

    @Test
    void tagsAreSetRemovedAndBounded() {
        String arn = "'resourceArn': 'arn:aws:apigateway:us-east-1::/restapis/" + api + "'";
        plane.call("TagResource", "{" + arn + ", 'tags': {'a': '1', 'b': '2'}}");
        plane.call("UntagResource", "{" + arn + ", 'tagKeys': ['a', 'never']}");
        assertThat(plane.call("GetTags", "{" + arn + "}").getJsonObject("tags")).hasToString("{\"b\":\"2\"}");
        assertThat(plane.refusal("TagResource", "{" + arn + ", 'tags': {'aws:x': '1'}}"))
                .startsWith("400");
        assertThat(plane.refusal("GetTags", "{'resourceArn': 'nonsense'}"))
                .isEqualTo("400 BadRequest: Invalid ARN specified in the request");
        assertThat(plane.refusal("GetTags", "{'resourceArn': 'arn:aws:apigateway:us-east-1::/restapis/nope'}"))
                .isEqualTo("404 NotFound: Invalid API identifier specified 000000000000:nope");
        assertThat(plane.refusal(
                        "GetTags",
                        "{'resourceArn': 'arn:aws:apigateway:us-east-1::/restapis/" + api + "/stages/nope'}"))
                .isEqualTo("404 NotFound: Invalid stage identifier specified");
    }

    @Test
    void accountKeepsARoleAndItsFeatures() {
        assertThat(plane.call("GetAccount", "{}").getString("apiKeyVersion")).isEqualTo("4");
        String role = "arn:aws:iam::123456789012:role/logs";
        plane.call(
                "UpdateAccount",
                "{'patchOperations': [{'op': 'replace', 'path': '/cloudwatchRoleArn', 'value': '%s'}]}",
                role);
        assertThat(plane.call("GetAccount", "{}").getString("cloudwatchRoleArn"))
                .isEqualTo(role);
        assertThat(plane.refusal(
                        "UpdateAccount",
                        "{'patchOperations': [{'op': 'replace', 'path': '/cloudwatchRoleArn', 'value': 'x'}]}"))
                .startsWith("400 BadRequest: The role ARN does not have required permissions");
        assertThat(plane.refusal(
                        "UpdateAccount",
                        "{'patchOperations': [{'op': 'remove', 'path': '/features', 'value': 'UsagePlans'}]}"))
                .startsWith("400");
        assertThat(plane.refusal(
                        "UpdateAccount",
                        "{'patchOperations': [{'op': 'add', 'path': '/features', 'value': 'Teleport'}]}"))
                .isEqualTo("400 BadRequest: Invalid feature specified. Valid options are UsagePlans");
        assertThat(
                        plane.refusal(
                                "UpdateAccount",
                                "{'patchOperations': [{'op': 'replace', 'path': '/throttleSettings/rateLimit', 'value': '1'}]}"))
                .isEqualTo("400 BadRequest: Invalid patch path /throttleSettings/rateLimit");
    }

    @Test
    void cloneHasTheSamePartsAndIsAnotherApi() {
        mock();
        JsonObject clone = plane.call("CreateRestApi", "{'name': 'copy', 'cloneFrom': '%s'}", api);
        String id = clone.getString("id");
        assertThat(id).isNotEqualTo(api);
        plane.call("CreateDeployment", "{'restApiId': '%s', 'stageName': 'dev'}", id);
        assertThat(plane.call("GetModels", "{'restApiId': '%s'}", id).getJsonArray("item"))
                .hasSize(2);
        assertThat(plane.refusal("CreateRestApi", "{'name': 'copy', 'cloneFrom': 'nope'}"))
                .isEqualTo("404 NotFound: Invalid API identifier specified 000000000000:nope");
    }

    @Test
    void deletingAnApiTakesAllOfItAlong() {
        mock();
        deploy("'stageName': 'dev'");
        call("DeleteRestApi", "'x': ''");
        assertThat(plane.store.<List<?>>transaction(tx -> tx.subtree(RestKeys.restApi(api))))
                .isEmpty();
    }

    @Test
    void ofTwoThatCreateTheSameSiblingOneIsRefused() throws Exception {
        var work = new ArrayList<Callable<String>>();
        for (int i = 0; i < 8; i++) {
            String name = i % 2 == 0 ? "same" : "{variable" + i + "}";
            work.add(() -> {
                try {
                    return call("CreateResource", "'parentId': '" + root + "', 'pathPart': '" + name + "'")
                            .getString("path");
                } catch (AwsException refused) {
                    return "";
                }
            });
        }
        var pool = Executors.newFixedThreadPool(4);
        Set<String> made = new HashSet<>();
        try {
            for (Future<String> one : pool.invokeAll(work, 60, TimeUnit.SECONDS)) {
                if (!one.get().isEmpty()) {
                    assertThat(made.add(one.get())).isTrue();
                }
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(made).hasSize(2).contains("/same");
    }

    private JsonObject call(String operation, String members) {
        return plane.call(operation, "{" + members + ", 'restApiId': '" + api + "'}");
    }

    private String refused(String operation, String members) {
        return plane.refusal(operation, "{" + members + ", 'restApiId': '" + api + "'}");
    }

    private String place(String members) {
        return members + ", 'resourceId': '" + root + "', 'httpMethod': 'GET'";
    }

    private void method() {
        call("PutMethod", place("'authorizationType': 'NONE'"));
    }

    private void mock() {
        method();
        call("PutIntegration", place("'type': 'MOCK'"));
    }

    private String deploy(String members) {
        return call("CreateDeployment", members).getString("id");
    }

    private String hash(String deployment) {
        return plane.store.transaction(tx -> tx.find(RestKeys.definition(RestKeys.deployment(api, deployment)))
                .orElseThrow()
                .getString("contentHash"));
    }

    private JsonObject patch(String... operations) {
        return call("UpdateStage", operations(operations));
    }

    private String patchRefused(String... operations) {
        return refused("UpdateStage", operations(operations));
    }

    /** Each operation as {@code op path value}. */
    private static String operations(String... operations) {
        var list = new ArrayList<String>();
        for (String operation : operations) {
            String[] parts = operation.split(" ", 3);
            String value = parts.length < 3 ? "" : ", 'value': '" + parts[2] + "'";
            list.add("{'op': '" + parts[0] + "', 'path': '" + parts[1] + "'" + value + "}");
        }
        return "'stageName': 'dev', 'patchOperations': [" + String.join(", ", list) + "]";
    }
}
