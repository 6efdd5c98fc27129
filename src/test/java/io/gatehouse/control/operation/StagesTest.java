package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.control.kind.RestKeys;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deployments, stages and what hangs on them, tags and the account. */
class StagesTest {
    private static final String DEV = "'stageName': 'dev'";

    private final ControlPlane plane = new ControlPlane();
    private final Api api = plane.api();

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void apiWithoutMethodsOrIntegrationsIsNotDeployed() {
        assertThat(api.refusal("CreateDeployment", DEV))
                .isEqualTo("400 BadRequest: The REST API doesn't contain any methods");
        api.method("GET");
        assertThat(api.refusal("CreateDeployment", DEV)).isEqualTo("400 BadRequest: No integration defined for method");
        assertThat(api.call("GetDeployments", "").getJsonArray("item")).isEmpty();
        assertThat(api.call("GetStages", "").getJsonArray("item")).isEmpty();
        assertThat(plane.moved).isEmpty();
    }

    @Test
    void definitionThatDoesNotCompileIsRefusedWithItsPlaceAndKeepsNothing() {
        api.method("GET");
        api.call(
                "PutIntegration",
                api.at("GET") + ", 'type': 'HTTP', 'integrationHttpMethod': 'GET', 'uri': 'http://example.com'");
        api.call("PutIntegrationResponse", api.at("GET") + ", 'statusCode': '200', 'selectionPattern': '(?<=x)y'");
        assertThat(api.refusal("CreateDeployment", DEV))
                .startsWith("400 BadRequest: ")
                .contains("GET /");
        assertThat(api.call("GetDeployments", "").getJsonArray("item")).isEmpty();
    }

    @Test
    void deploymentsOfTheSameApiHaveTheSameContent() {
        api.mock("GET");
        String first = hash(api.deploy("'description': 'a'"));
        String second = hash(api.deploy("'description': 'b'"));
        assertThat(second).isEqualTo(first);
        api.call("CreateResource", "'parentId': '" + api.root() + "', 'pathPart': 'x'");
        assertThat(hash(api.deploy("'description': 'c'"))).isNotEqualTo(first);
    }

    @Test
    void stageNamesVariablesAndDeploymentsAreChecked() {
        api.mock("GET");
        String deployment = api.deploy("'description': ''");
        assertThat(api.refusal("CreateStage", "'stageName': 'a b', 'deploymentId': '" + deployment + "'"))
                .startsWith("400 BadRequest: Stage name only allows");
        assertThat(api.refusal("CreateStage", "'stageName': 'dev', 'deploymentId': 'nope'"))
                .isEqualTo("400 BadRequest: Deployment id does not exist");
        String stage = "'stageName': 'dev', 'deploymentId': '" + deployment + "'";
        assertThat(api.refusal("CreateStage", stage + ", 'variables': {'a-b': 'c'}"))
                .isEqualTo("400 BadRequest: Invalid stage variable name: a-b.  Please use names with only word"
                        + " characters.");
        assertThat(api.refusal("CreateStage", stage + ", 'variables': {'a': '$'}"))
                .startsWith("400 BadRequest: Invalid stage variable value of key a.  Please use values");
        api.call("CreateStage", stage);
        assertThat(api.refusal("CreateStage", stage)).isEqualTo("409 Conflict: Stage already exists");
        assertThat(patchRefused("replace /deploymentId nope"))
                .isEqualTo("400 BadRequest: Deployment id does not exist");
        assertThat(patchRefused("replace /variables/a"))
                .startsWith("400 BadRequest: Invalid stage variable value of key a.");
    }

    @Test
    void variablesAreTexts() {
        api.mock("GET");
        String stage = "'stageName': 'dev', 'deploymentId': '" + api.deploy() + "'";
        String refused = "400 BadRequest: Invalid stage variable value of key a.";
        assertThat(api.refusal("CreateStage", stage + ", 'variables': {'a': null}"))
                .startsWith("400 Validation: 1 validation error detected: Value '{a=null}' at"
                        + " 'createStageInput.variables' failed to satisfy constraint");
        api.call("CreateStage", stage);
        assertThat(patchRefused("replace /variables {\\\"a\\\":null}")).startsWith(refused);
        assertThat(patchRefused("replace /variables {\\\"a\\\":{}}")).startsWith(refused);
        assertThat(patchRefused("replace /variables [1]"))
                .isEqualTo("400 BadRequest: Invalid patch value specified for /variables");
        assertThat(patch("replace /variables {\\\"a\\\":1,\\\"b\\\":true}").get("variables"))
                .hasToString("{\"a\":\"1\",\"b\":\"true\"}");
    }

    @Test
    void accessLogsNeedALogAndAFormatThatTellsRequestsApart() {
        api.mock("GET");
        api.deploy(DEV);
        String destination = "replace /accessLogSettings/destinationArn ";
        String unknown = "400 BadRequest: The ARN must be a valid CloudWatch Logs log group or Kinesis Data Firehose"
                + " delivery stream";
        assertThat(patchRefused(destination + "logs")).isEqualTo(unknown);
        assertThat(patchRefused(destination + "arn:aws:s3:::bucket")).isEqualTo(unknown);
        assertThat(patchRefused(destination + "arn:aws:firehose:us-east-1:123456789012:deliverystream/logs"))
                .isEqualTo("400 BadRequest: Kinesis Firehose delivery stream name must begin with the characters"
                        + " 'amazon-apigateway-'");
        String format = "add /accessLogSettings/format ";
        assertThat(patchRefused(format + "$context.status"))
                .isEqualTo("400 BadRequest: Access Log format must include either $context.requestId or"
                        + " $context.extendedRequestId : '$context.status'");
        assertThat(patchRefused(format + "$context.requestId\\n$context.status"))
                .isEqualTo(
                        "400 BadRequest: Access Log format must be single line, new line character is allowed only at"
                                + " end of the format: '$context.requestId\n$context.status'");
        JsonObject settings = patch(
                        destination + "arn:aws:firehose:us-east-1:123456789012:deliverystream/amazon-apigateway-x",
                        format + "${context.extendedRequestId} $context.status\\n")
                .getJsonObject("accessLogSettings");
        assertThat(settings.getString("format")).endsWith("status\n");
        assertThat(patch("remove /accessLogSettings")).doesNotContainKey("accessLogSettings");
    }

    @Test
    void canaryNeedsAStage() {
        api.mock("GET");
        assertThat(api.refusal("CreateDeployment", "'canarySettings': {'percentTraffic': 1}"))
                .isEqualTo("400 BadRequest: Invalid deployment content specified.Non null and non empty stageName must"
                        + " be provided for canary deployment. Provided value is null");
        assertThat(api.refusal("CreateDeployment", "'stageName': 'dev', 'canarySettings': {'percentTraffic': 1}"))
                .isEqualTo("400 BadRequest: Invalid deployment content specified.Stage dev must already be created"
                        + " before making a canary release deployment");
        api.deploy(DEV);
        assertThat(api.refusal("CreateDeployment", "'stageName': 'dev', 'canarySettings': {'percentTraffic': 100.5}"))
                .startsWith("400 BadRequest: Percent traffic");
        assertThat(patchRefused("replace /canarySettings/deploymentId nope"))
                .isEqualTo("400 BadRequest: Deployment id does not exist");
    }

    @Test
    void promotionTakesTheCanarysDeploymentAndVariables() {
        api.mock("GET");
        api.deploy("'stageName': 'dev', 'variables': {'a': '1', 'b': '1'}");
        String first = api.call("GetStage", DEV).getString("deploymentId");
        String canary = api.deploy("'stageName': 'dev', 'canarySettings':"
                + " {'percentTraffic': 10, 'stageVariableOverrides': {'b': '2', 'c': '2'}}");
        assertThat(api.call("GetStage", DEV).getString("deploymentId")).isEqualTo(first);
        String wrong = "400 BadRequest: Invalid copy operation with path: ";
        assertThat(promotionRefused("/variables", "/canarySettings/deploymentId"))
                .startsWith(wrong + "/variables and");
        assertThat(promotionRefused("/deploymentId", "/deploymentId")).startsWith(wrong + "/deploymentId and");
        JsonObject promoted = promote(
                "{'op': 'replace', 'path': '/canarySettings/percentTraffic', 'value': '0.0'}",
                "{'op': 'copy', 'path': '/variables', 'from': '/canarySettings/stageVariableOverrides'}",
                "{'op': 'copy', 'path': '/deploymentId', 'from': '/canarySettings/deploymentId'}");
        assertThat(promoted.getString("deploymentId")).isEqualTo(canary);
        assertThat(promoted.get("variables")).hasToString("{\"a\":\"1\",\"b\":\"2\",\"c\":\"2\"}");
        assertThat(promoted.getJsonObject("canarySettings")
                        .getJsonNumber("percentTraffic")
                        .doubleValue())
                .isZero();
        patch("remove /canarySettings");
        assertThat(promotionRefused("/deploymentId", "/canarySettings/deploymentId"))
                .isEqualTo("400 BadRequest: Promotion not available. Canary does not exist.");
        api.call("DeleteDeployment", "'deploymentId': '" + first + "'");
    }

    private JsonObject promote(String... operations) {
        return api.call("UpdateStage", DEV + ", 'patchOperations': [" + String.join(", ", operations) + "]");
    }

    private String promotionRefused(String path, String from) {
        return api.refusal(
                "UpdateStage",
                DEV + ", 'patchOperations': [{'op': 'replace', 'path': '/description', 'value': 'lost'},"
                        + " {'op': 'copy', 'path': '%s', 'from': '%s'}]",
                path,
                from);
    }

    @Test
    void deploymentOfACanaryCannotBeDeleted() {
        api.mock("GET");
        api.deploy(DEV);
        String canary = api.deploy("'stageName': 'dev', 'canarySettings': {'percentTraffic': 1}");
        assertThat(api.refusal("DeleteDeployment", "'deploymentId': '" + canary + "'"))
                .isEqualTo("400 BadRequest: Active stages pointing to this deployment must be moved or deleted");
    }

    @Test
    void methodSettingsAreKeyedByTheEscapedPath() {
        api.mock("GET");
        api.deploy(DEV);
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
                "replace /~1x/FETCH/throttling/rateLimit 1", "replace /~1x/GET/throttling 1", "replace /nothing 1")) {
            assertThat(patchRefused(unknown)).as(unknown).startsWith("400 BadRequest: Invalid method setting path: /");
        }
        assertThat(patchRefused("replace /*/*/accessLogSettings/format x"))
                .startsWith("400 BadRequest: Invalid method setting path: accessLogSettings/format. Must be one of:"
                        + " [.../metrics/enabled, .../logging/dataTrace, .../logging/loglevel,.../throttling/");
        assertThat(patchRefused("remove /~1pets~1{id}/GET/throttling/rateLimit"))
                .isEqualTo("400 BadRequest: Cannot remove method setting ~1pets~1{id}/GET/throttling/rateLimit because"
                        + " there is no method setting for this method ");
    }

    @Test
    void theCacheTellsThatItComesAndGoes() {
        api.mock("GET");
        api.deploy(DEV);
        assertThat(cacheStatus(patch("replace /cacheClusterEnabled true"))).isEqualTo("0.5 CREATE_IN_PROGRESS");
        assertThat(cacheStatus(api.call("GetStage", DEV))).isEqualTo("0.5 AVAILABLE");
        assertThat(cacheStatus(patch("replace /description same"))).isEqualTo("0.5 AVAILABLE");
        assertThat(cacheStatus(patch("replace /cacheClusterSize 6.1"))).isEqualTo("6.1 CREATE_IN_PROGRESS");
        assertThat(patchRefused("replace /cacheClusterSize 7")).startsWith("400 BadRequest: Invalid cache cluster");
        assertThat(cacheStatus(patch("replace /cacheClusterEnabled false"))).isEqualTo("6.1 DELETE_IN_PROGRESS");
        assertThat(cacheStatus(api.call("GetStages", "").getJsonArray("item").getJsonObject(0)))
                .isEqualTo("6.1 NOT_AVAILABLE");
    }

    private static String cacheStatus(JsonObject stage) {
        return stage.getString("cacheClusterSize") + " " + stage.getString("cacheClusterStatus");
    }

    @Test
    void refusedPatchChangesNothingAndPublishesNothing() {
        api.mock("GET");
        api.deploy(DEV);
        JsonObject before = api.call("GetStage", DEV);
        plane.moved.clear();
        assertThat(patchRefused("replace /variables/a b", "replace /nothing c")).startsWith("400");
        assertThat(api.call("GetStage", DEV)).isEqualTo(before);
        assertThat(plane.moved).isEmpty();
        patch("replace /variables/a b");
        assertThat(plane.moved).containsExactly(api.id());
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

    private String hash(String deployment) {
        return plane.store.transaction(tx -> tx.find(RestKeys.definition(RestKeys.deployment(api.id(), deployment)))
                .orElseThrow()
                .getString("contentHash"));
    }

    private JsonObject patch(String... operations) {
        return api.call("UpdateStage", DEV + ", " + Patches.operations(operations));
    }

    private String patchRefused(String... operations) {
        return api.refusal("UpdateStage", DEV + ", " + Patches.operations(operations));
    }
}
