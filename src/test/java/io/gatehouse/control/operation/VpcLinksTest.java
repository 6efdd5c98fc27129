package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** VPC links and the integrations that go through them. */
class VpcLinksTest {
    private static final String NLB =
            "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/my-nlb/1234567890123456";
    private static final String UNKNOWN = "Invalid Vpc Link identifier specified";

    private final ControlPlane plane = new ControlPlane();

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void newLinkIsPromisedAndThenThere() {
        var answer = plane.answer(
                "CreateVpcLink", "{'name': 'link', 'description': 'd', 'targetArns': ['%s'], 'tags': {'a': 'b'}}", NLB);
        assertThat(answer.status()).isEqualTo(202);
        JsonObject created = answer.body();
        assertThat(created.getString("status")).isEqualTo("PENDING");
        assertThat(created).doesNotContainKey("statusMessage");
        String id = created.getString("id");
        assertThat(id).matches("[a-z0-9]{6}");
        JsonObject shown = plane.call("GetVpcLink", "{'vpcLinkId': '%s'}", id);
        assertThat(shown.getString("status")).isEqualTo("AVAILABLE");
        assertThat(shown.getString("statusMessage")).isEqualTo("Your vpc link is ready for use");
        assertThat(shown.getString("name")).isEqualTo("link");
        assertThat(shown.getJsonArray("targetArns").getString(0)).isEqualTo(NLB);
        assertThat(shown.getJsonObject("tags")).hasToString("{\"a\":\"b\"}");
        assertThat(plane.call("GetVpcLinks", "{}").getJsonArray("item")).containsExactly(shown);
        assertThat(plane.answer("DeleteVpcLink", "{'vpcLinkId': '%s'}", id).status())
                .isEqualTo(202);
        assertThat(plane.refusal("GetVpcLink", "{'vpcLinkId': '%s'}", id)).isEqualTo("404 NotFound: " + UNKNOWN);
    }

    @Test
    void inputIsChecked() {
        assertThat(refused("'name': '', 'targetArns': ['" + NLB + "']"))
                .isEqualTo("400 BadRequest: Name cannot be empty");
        assertThat(refused("'name': 'x', 'targetArns': ['y']"))
                .isEqualTo("400 BadRequest: Invalid ARN. ARN is not well formed y");
        assertThat(refused("'name': 'x', 'targetArns': ['" + NLB + "', '" + NLB + "']"))
                .isEqualTo("400 BadRequest: More than one target arn specified for vpc link.");
        assertThat(refused("'name': 'x', 'targetArns': []")).startsWith("400 BadRequest: ");
        assertThat(refused("'x': ''")).startsWith("400 Validation: 2 validation errors detected: ");
        String alb = NLB.replace("/net/", "/app/");
        String id = link(alb);
        JsonObject failed = plane.call("GetVpcLink", "{'vpcLinkId': '%s'}", id);
        assertThat(failed.getString("status")).isEqualTo("FAILED");
        assertThat(failed.getString("statusMessage")).isEqualTo("NLB ARN is malformed");
    }

    @Test
    void nameAndDescriptionArePatched() {
        String id = link(NLB);
        JsonObject patched = plane.call("UpdateVpcLink", patch(id, "replace /name new", "replace /description d"));
        assertThat(patched.getString("name")).isEqualTo("new");
        assertThat(patched.getString("status")).isEqualTo("AVAILABLE");
        assertThat(patched.getJsonObject("tags")).isEmpty();
        assertThat(plane.refusal("UpdateVpcLink", patch(id, "replace /name ")))
                .isEqualTo("400 BadRequest: Name cannot be empty");
        for (String path : new String[] {"/targetArns", "/targetArns/0"}) {
            assertThat(plane.refusal("UpdateVpcLink", patch(id, "replace " + path + " " + NLB)))
                    .isEqualTo("400 BadRequest: Target arns are not allowed to be changed/added.");
        }
        assertThat(plane.refusal("UpdateVpcLink", patch(id, "add /name x")))
                .isEqualTo("400 BadRequest: Invalid patch operation specified. Must be one of: [replace]");
        assertThat(plane.refusal("UpdateVpcLink", patch(id, "replace /status x")))
                .isEqualTo("400 BadRequest: Invalid patch path /status");
        assertThat(plane.refusal("UpdateVpcLink", patch("invalid-id", "replace /name x")))
                .isEqualTo("404 NotFound: " + UNKNOWN);
    }

    @Test
    void linkOfAnIntegrationStays() {
        String id = link(NLB);
        String api = plane.call("CreateRestApi", "{'name': 'x'}").getString("id");
        String root = plane.call("GetRestApi", "{'restApiId': '%s'}", api).getString("rootResourceId");
        String place = "'restApiId': '" + api + "', 'resourceId': '" + root + "', 'httpMethod': 'GET'";
        plane.call("PutMethod", "{" + place + ", 'authorizationType': 'NONE'}");
        String linked =
                "{" + place + ", 'type': 'HTTP_PROXY', 'integrationHttpMethod': 'GET', 'uri': 'http://nlb.internal/',"
                        + " 'connectionType': 'VPC_LINK', 'connectionId': '%s'}";
        assertThat(plane.refusal("PutIntegration", linked, "nope")).isEqualTo("400 BadRequest: " + UNKNOWN);
        assertThat(plane.refusal("PutIntegration", linked, ""))
                .startsWith("400 BadRequest: ConnectionId should be set");
        assertThat(plane.call("PutIntegration", linked, id).getString("connectionId"))
                .isEqualTo(id);
        assertThat(plane.refusal("DeleteVpcLink", "{'vpcLinkId': '%s'}", id))
                .isEqualTo("400 BadRequest: Cannot delete vpc link. Vpc link '" + id + "', is referenced in [" + api
                        + ":GET:" + root + ":test-invoke-stage] in format of [RESTApiId:Method:Resource:Stage].");
        plane.call("CreateDeployment", "{'restApiId': '%s', 'stageName': 'dev'}", api);
        plane.call("UpdateIntegration", Patches.of(place, "replace /connectionId ${stageVariables.link}"));
        assertThat(plane.refusal("DeleteVpcLink", "{'vpcLinkId': '%s'}", id))
                .contains(" is referenced in [" + api + ":GET:" + root + ":dev] in format of ");
        assertThat(plane.refusal("UpdateIntegration", Patches.of(place, "replace /connectionId nope")))
                .isEqualTo("400 BadRequest: " + UNKNOWN);
        plane.call("DeleteRestApi", "{'restApiId': '%s'}", api);
        plane.call("DeleteVpcLink", "{'vpcLinkId': '%s'}", id);
    }

    @Test
    void cloneUsesTheLinkOfItsOriginal() {
        String id = link(NLB);
        String api = plane.call("CreateRestApi", "{'name': 'x'}").getString("id");
        String root = plane.call("GetRestApi", "{'restApiId': '%s'}", api).getString("rootResourceId");
        String place = "'restApiId': '" + api + "', 'resourceId': '" + root + "', 'httpMethod': 'GET'";
        plane.call("PutMethod", "{" + place + ", 'authorizationType': 'NONE'}");
        plane.call(
                "PutIntegration",
                "{" + place + ", 'type': 'HTTP_PROXY', 'integrationHttpMethod': 'GET', 'uri': 'http://nlb.internal/',"
                        + " 'connectionType': 'VPC_LINK', 'connectionId': '%s'}",
                id);
        String clone = plane.call("CreateRestApi", "{'name': 'y', 'cloneFrom': '%s'}", api)
                .getString("id");
        plane.call("DeleteRestApi", "{'restApiId': '%s'}", api);
        assertThat(plane.refusal("DeleteVpcLink", "{'vpcLinkId': '%s'}", id)).contains("[" + clone + ":GET:");
    }

    @Test
    void thereAreAsManyLinksAsTheLimitSays() {
        try (var small = new ControlPlane(Map.of("gatehouse.limits.vpc-links", "1"))) {
            small.call("CreateVpcLink", "{'name': 'a', 'targetArns': ['%s']}", NLB);
            assertThat(small.refusal("CreateVpcLink", "{'name': 'b', 'targetArns': ['%s']}", NLB))
                    .startsWith("429 LimitExceeded: Maximum number of VPC Links");
        }
    }

    private String link(String target) {
        return plane.call("CreateVpcLink", "{'name': 'x', 'targetArns': ['%s']}", target)
                .getString("id");
    }

    private String refused(String members) {
        return plane.refusal("CreateVpcLink", "{" + members + "}");
    }

    private static String patch(String id, String... operations) {
        return Patches.of("'vpcLinkId': '" + id + "'", operations);
    }
}
