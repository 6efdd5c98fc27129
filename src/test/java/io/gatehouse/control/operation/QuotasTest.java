package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many of a noun there may be, whatever way they come. */
class QuotasTest {
    private final ControlPlane plane = new ControlPlane(Map.of(
            "gatehouse.limits.api-keys", "2",
            "gatehouse.limits.usage-plans", "2",
            "gatehouse.limits.domain-names", "2",
            "gatehouse.limits.vpc-links", "2",
            "gatehouse.limits.edge-apis", "2",
            "gatehouse.limits.regional-apis", "3",
            "gatehouse.limits.resources-per-api", "3",
            "gatehouse.limits.stages-per-api", "1"));

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void apisAreCountedByTheirEndpointType() {
        for (int i = 0; i < 3; i++) {
            regional();
        }
        plane.call("CreateRestApi", "{'name': 'edge'}");
        String last = plane.call("CreateRestApi", "{'name': 'edge'}").getString("id");
        String tooMany = "429 LimitExceeded: Maximum number of APIs has been reached."
                + "  Please contact AWS if you need additional APIs.";
        assertThat(plane.refusal("CreateRestApi", "{'name': 'edge'}")).isEqualTo(tooMany);
        assertThat(plane.refusal("CreateRestApi", "{'name': 'r', 'endpointConfiguration': {'types': ['REGIONAL']}}"))
                .isEqualTo(tooMany);
        String change = "{'restApiId': '%s', 'patchOperations': [{'op': 'replace',"
                + " 'path': '/endpointConfiguration/types/EDGE', 'value': 'REGIONAL'}]}";
        assertThat(plane.refusal("UpdateRestApi", change, last)).isEqualTo(tooMany);
        plane.call("CreateRestApi", "{'name': 'p', 'endpointConfiguration': {'types': ['PRIVATE']}}");
        plane.calls().call("DeleteRestApi", Json.object().add("restApiId", last).build());
        plane.call("CreateRestApi", "{'name': 'edge'}");
    }

    @Test
    void theLastPlaceIsTakenOnceWhoeverComesAtOnce() throws Exception {
        Map<String, String> creations = Map.of(
                "CreateApiKey", "{}",
                "CreateUsagePlan", "{'name': 'p'}",
                "CreateRestApi", "{'name': 'edge'}",
                "CreateDomainName", "{'domainName': 'n%s.example.com', 'certificateArn': '" + DomainNames.ARN + "'}",
                "CreateVpcLink",
                        "{'name': 'l', 'targetArns': ['arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/net/a/b']}");
        for (var creation : creations.entrySet()) {
            List<Integer> statuses =
                    AtOnce.statuses(6, caller -> plane.answer(creation.getKey(), creation.getValue(), caller)
                            .status());
            assertThat(statuses.stream().filter(status -> status != 429))
                    .as(creation.getKey())
                    .hasSize(2);
        }
    }

    @Test
    void anImportOfKeysLeavesNoRoomForMore() throws Exception {
        List<Integer> statuses = AtOnce.statuses(4, caller -> {
            String csv = "Name,Key\na,the-value-of-caller-" + caller + "-a\nb,the-value-of-caller-" + caller + "-b";
            JsonObject input =
                    Json.object().add("body", csv).add("format", "csv").build();
            return plane.calls().call("ImportApiKeys", input).status();
        });
        assertThat(statuses).containsOnly(201, 429).containsOnlyOnce(201);
        assertThat(plane.call("GetApiKeys", "{}").getJsonArray("item")).hasSize(2);
    }

    @Test
    void anApiThatIsFullCanStillBeChanged() {
        regional();
        regional();
        String last = regional();
        plane.call(
                "UpdateRestApi",
                "{'restApiId': '%s', 'patchOperations': [{'op': 'replace', 'path': '/name', 'value': 'n'}]}",
                last);
    }

    @Test
    void resourcesAreCountedWithTheRoot() {
        var api = plane.call("CreateRestApi", "{'name': 'small'}");
        String create = "{'restApiId': '%s', 'parentId': '%s', 'pathPart': '%s'}";
        plane.call("CreateResource", create, api.getString("id"), api.getString("rootResourceId"), "a");
        plane.call("CreateResource", create, api.getString("id"), api.getString("rootResourceId"), "b");
        assertThat(plane.refusal("CreateResource", create, api.getString("id"), api.getString("rootResourceId"), "c"))
                .isEqualTo("429 LimitExceeded: Maximum number of Resources for this API has been reached."
                        + "  Please contact AWS if you need additional Resources.");
    }

    @Test
    void importsAreCountedToo() {
        String body = "{openapi: 3.0.0, info: {title: T}, paths: {/a: {}, /b: {}, /c: {}}}";
        assertThat(plane.refusalOf(
                        "ImportRestApi", Json.object().add("body", body).build()))
                .startsWith("429 LimitExceeded: Maximum number of Resources for this API");
        assertThat(plane.call("GetRestApis", "{}").getJsonArray("item")).isEmpty();
    }

    @Test
    void aDeploymentMakesNoStageTooMany() {
        String id = Stages.deployed(plane);
        String deploy = "{'restApiId': '%s', 'stageName': '%s'}";
        plane.call("CreateDeployment", deploy, id, "one");
        plane.call("CreateDeployment", deploy, id, "one");
        assertThat(plane.refusal("CreateDeployment", deploy, id, "two"))
                .isEqualTo("429 LimitExceeded: Maximum number of Stages for this API has been reached."
                        + "  Please contact AWS if you need additional Stages.");
        assertThat(plane.call("GetDeployments", "{'restApiId': '%s'}", id).getJsonArray("item"))
                .hasSize(2);
    }

    private String regional() {
        return plane.call("CreateRestApi", "{'name': 'r', 'endpointConfiguration': {'types': ['REGIONAL']}}")
                .getString("id");
    }
}
