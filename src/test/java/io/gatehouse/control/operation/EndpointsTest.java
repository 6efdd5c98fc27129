package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Endpoint types and what goes with them. */
class EndpointsTest {
    private static final String ENHANCED = "SecurityPolicy_TLS13_1_3_2025_09";

    private final ControlPlane plane = new ControlPlane();

    @AfterEach
    void close() {
        plane.close();
    }

    @ParameterizedTest
    @CsvSource({
        "EDGE, REGIONAL, true",
        "EDGE, PRIVATE, true",
        "REGIONAL, EDGE, true",
        "REGIONAL, PRIVATE, true",
        "PRIVATE, REGIONAL, true",
        "PRIVATE, EDGE, false"
    })
    void typesChangeAsAwsAllows(String from, String to, boolean allowed) {
        String api = create("'endpointConfiguration': {'types': ['" + from + "']}");
        String change = "replace /endpointConfiguration/types/" + from + " " + to;
        if (!allowed) {
            assertThat(refused(api, change)).startsWith("400 BadRequest: Cannot update endpoint from PRIVATE to EDGE");
            return;
        }
        JsonObject endpoint = patch(api, change).getJsonObject("endpointConfiguration");
        assertThat(endpoint.getJsonArray("types")).hasToString("[\"" + to + "\"]");
        boolean dual = from.equals("PRIVATE") || to.equals("PRIVATE");
        assertThat(endpoint.getString("ipAddressType")).isEqualTo(dual ? "dualstack" : "ipv4");
    }

    @Test
    void onlyReplacingATypeIsAllowed() {
        String api = create("'description': 'd'");
        for (String operation : List.of("add", "remove", "move", "test", "copy")) {
            assertThat(refused(api, operation + " /endpointConfiguration/types/EDGE REGIONAL"))
                    .isEqualTo("400 BadRequest: Invalid patch operation specified. Must be 'add'|'remove'|'replace'");
        }
        assertThat(refused(api, "replace /endpointConfiguration/types/EDGE LOCAL"))
                .isEqualTo("400 BadRequest: Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE");
    }

    @Test
    void vpcEndpointsAreForPrivateApis() {
        String text = "400 BadRequest: VPCEndpoints can only be specified with PRIVATE apis.";
        assertThat(
                        plane.refusal(
                                "CreateRestApi",
                                "{'name': 'n', 'endpointConfiguration': {'types': ['REGIONAL'], 'vpcEndpointIds': ['vpce-1']}}"))
                .isEqualTo(text);
        String api = create("'endpointConfiguration': {'types': ['PRIVATE'], 'vpcEndpointIds': ['vpce-1']}");
        patch(api, "add /endpointConfiguration/vpcEndpointIds vpce-2");
        assertThat(refused(api, "replace /endpointConfiguration/types/PRIVATE REGIONAL"))
                .isEqualTo(text);
        patch(
                api,
                "replace /endpointConfiguration/types/PRIVATE REGIONAL",
                "remove /endpointConfiguration/vpcEndpointIds vpce-1",
                "remove /endpointConfiguration/vpcEndpointIds vpce-2");
        assertThat(refused(api, "add /endpointConfiguration/vpcEndpointIds vpce-2"))
                .isEqualTo(text);
    }

    @Test
    void anEnhancedSecurityPolicyNeedsAnAccessModeAndTellsOfItsChange() {
        String api = create("'endpointConfiguration': {'types': ['REGIONAL']}");
        assertThat(show(api)).doesNotContainKeys("apiStatus", "securityPolicy");
        assertThat(refused(api, "replace /securityPolicy " + ENHANCED))
                .isEqualTo("400 BadRequest: Endpoint access mode is required for the specified security policy");
        JsonObject changed = patch(api, "replace /securityPolicy " + ENHANCED, "replace /endpointAccessMode BASIC");
        assertThat(changed.getString("apiStatus")).isEqualTo("UPDATING");
        assertThat(show(api).getString("apiStatus")).isEqualTo("AVAILABLE");
        assertThat(patch(api, "replace /name other").getString("apiStatus")).isEqualTo("AVAILABLE");
        assertThat(refused(api, "replace /endpointAccessMode LAX"))
                .isEqualTo("400 BadRequest: Invalid EndpointAccessMode specified. Valid options are BASIC,STRICT");
        assertThat(refused(api, "replace /securityPolicy SSL_3"))
                .startsWith("400 BadRequest: Invalid security policy specified");
        assertThat(refused(api, "replace /securityPolicy TLS_1_2")).startsWith("400 BadRequest: Endpoint access mode");
        patch(api, "replace /securityPolicy TLS_1_2", "replace /endpointAccessMode");
        assertThat(show(api)).doesNotContainKey("endpointAccessMode").containsKey("securityPolicy");
    }

    @Test
    void theTypeOfAnApiWithAnEnhancedPolicyChangesWithThePolicy() {
        String api = create("'endpointConfiguration': {'types': ['REGIONAL']}, 'securityPolicy': '" + ENHANCED
                + "', 'endpointAccessMode': 'STRICT'");
        String move = "replace /endpointConfiguration/types/REGIONAL EDGE";
        assertThat(refused(api, move)).startsWith("400 BadRequest: Unable to update EndpointType. ");
        patch(api, "replace /endpointAccessMode BASIC");
        assertThat(refused(api, move))
                .isEqualTo("400 BadRequest: Unable to update EndpointType. SecurityPolicy is required for EndpointType"
                        + " update.");
        patch(api, move, "replace /securityPolicy SecurityPolicy_TLS13_2025_EDGE");
        assertThat(plane.refusal(
                        "CreateRestApi",
                        "{'name': 'n', 'securityPolicy': '%s', 'endpointAccessMode': 'BASIC'}",
                        ENHANCED))
                .startsWith("400 BadRequest: Invalid security policy specified for endpoint type EDGE");
    }

    @Test
    void aPrivateApiWithoutAPolicyIsNotDeployed() {
        String api = create("'endpointConfiguration': {'types': ['PRIVATE']}");
        assertThat(plane.refusal("CreateDeployment", "{'restApiId': '%s'}", api))
                .isEqualTo("400 BadRequest: Private REST API doesn't have a resource policy attached to it");
    }

    private String create(String members) {
        return plane.call("CreateRestApi", "{'name': 'n', " + members + "}").getString("id");
    }

    private JsonObject show(String api) {
        return plane.call("GetRestApi", "{'restApiId': '%s'}", api);
    }

    private JsonObject patch(String api, String... operations) {
        return plane.call("UpdateRestApi", Patches.of("'restApiId': '" + api + "'", operations));
    }

    private String refused(String api, String... operations) {
        return plane.refusal("UpdateRestApi", Patches.of("'restApiId': '" + api + "'", operations));
    }
}
