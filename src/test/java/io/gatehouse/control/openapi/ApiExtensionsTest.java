package io.gatehouse.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.control.operation.ControlPlane;
import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What documents say about an API as a whole in AWS's extensions. */
class ApiExtensionsTest {
    private static final String PATHS =
            "paths: {/a: {get: {responses: {}, x-amazon-apigateway-integration: {type: mock}}}}\n";
    private static final String SECURE =
            """
            openapi: 3.0.1
            info: {title: Secure, version: '1'}
            servers:
              - url: /
                x-amazon-apigateway-endpoint-configuration:
                  {types: [PRIVATE], vpcEndpointIds: [vpce-1], disableExecuteApiEndpoint: true}
            tags:
              - {name: owner, x-amazon-apigateway-tag-value: me}
              - {name: pets, description: of operations}
            x-amazon-apigateway-security-policy: SecurityPolicy_TLS13_1_3_2025_09
            x-amazon-apigateway-endpoint-access-mode: STRICT
            x-amazon-apigateway-policy: {Version: '2012-10-17', Statement: []}
            """
                    + PATHS;

    private final ControlPlane plane = new ControlPlane();

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void allOfThemAreTaken() {
        JsonObject api = call("ImportRestApi", body(SECURE));
        assertThat(api.getJsonObject("endpointConfiguration"))
                .isEqualTo(Json.parse("{\"types\":[\"PRIVATE\"],\"vpcEndpointIds\":[\"vpce-1\"],"
                        + "\"ipAddressType\":\"dualstack\"}"));
        assertThat(api.getBoolean("disableExecuteApiEndpoint")).isTrue();
        assertThat(api.getString("securityPolicy")).isEqualTo("SecurityPolicy_TLS13_1_3_2025_09");
        assertThat(api.getString("endpointAccessMode")).isEqualTo("STRICT");
        assertThat(api.getJsonObject("tags")).hasToString("{\"owner\":\"me\"}");
    }

    @Test
    void aPrivateApiIsStillPrivateWhenItsExportIsImported() {
        String first = call("ImportRestApi", body(SECURE)).getString("id");
        String document = export(first);
        JsonObject again = call("ImportRestApi", body(document));
        assertThat(again.getJsonObject("endpointConfiguration").getJsonArray("types"))
                .hasToString("[\"PRIVATE\"]");
        assertThat(export(again.getString("id")).replace(again.getString("id"), "ID"))
                .isEqualTo(document.replace(first, "ID"));
    }

    @Test
    void vpcEndpointsAreMergedOrReplaced() {
        String api = call("ImportRestApi", body(SECURE)).getString("id");
        String other = SECURE.replace("vpce-1", "vpce-2");
        assertThat(put(api, other, "merge")).isEqualTo("[\"vpce-1\",\"vpce-2\"]");
        assertThat(put(api, other, "overwrite")).isEqualTo("[\"vpce-2\"]");
        assertThat(put(api, SECURE.replace(", vpcEndpointIds: [vpce-1]", ""), "overwrite"))
                .isEqualTo("[\"vpce-2\"]");
    }

    @Test
    void badOnesAreRefused() {
        assertThat(refusal(SECURE.replace("STRICT", "LAX")))
                .isEqualTo("400 BadRequest: Invalid EndpointAccessMode specified. Valid options are BASIC,STRICT");
        assertThat(refusal(SECURE.replace("types: [PRIVATE], ", "")))
                .isEqualTo("400 BadRequest: VPCEndpoints can only be specified with PRIVATE apis.");
    }

    private String put(String api, String document, String mode) {
        return call("PutRestApi", body(document).add("restApiId", api).add("mode", mode))
                .getJsonObject("endpointConfiguration")
                .getJsonArray("vpcEndpointIds")
                .toString();
    }

    private String export(String api) {
        plane.call("CreateDeployment", "{'restApiId': '%s', 'stageName': 'dev'}", api);
        return plane.call(
                        "GetExport",
                        "{'restApiId': '%s', 'stageName': 'dev', 'exportType': 'oas30',"
                                + "'parameters': {'extensions': 'apigateway'}}",
                        api)
                .getString("body");
    }

    private JsonObject call(String operation, JsonObjectBuilder members) {
        return plane.calls().call(operation, members.build()).body();
    }

    private String refusal(String document) {
        return plane.refusalOf("ImportRestApi", body(document).build());
    }

    private static JsonObjectBuilder body(String document) {
        return Json.object().add("body", document);
    }
}
