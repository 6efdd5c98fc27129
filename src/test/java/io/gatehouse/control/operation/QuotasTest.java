package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.model.Json;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many of a noun there may be, whatever way they come. */
class QuotasTest {
    private final ControlPlane plane = new ControlPlane(Map.of(
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
        var api = plane.call("CreateRestApi", "{'name': 'small'}");
        String id = api.getString("id");
        String root = api.getString("rootResourceId");
        plane.call(
                "PutMethod",
                "{'restApiId': '%s', 'resourceId': '%s', 'httpMethod': 'GET', 'authorizationType': 'NONE'}",
                id,
                root);
        plane.call(
                "PutIntegration",
                "{'restApiId': '%s', 'resourceId': '%s', 'httpMethod': 'GET', 'type': 'MOCK'}",
                id,
                root);
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
