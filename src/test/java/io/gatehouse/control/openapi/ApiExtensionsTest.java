package io.gatehouse.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
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

    private final DocumentPlane apis = new DocumentPlane();

    @AfterEach
    void close() {
        apis.close();
    }

    @Test
    void allOfThemAreTaken() {
        JsonObject api = apis.imported(SECURE);
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
        String first = apis.imported(SECURE).getString("id");
        String document = export(first);
        JsonObject again = apis.imported(document);
        assertThat(again.getJsonObject("endpointConfiguration").getJsonArray("types"))
                .hasToString("[\"PRIVATE\"]");
        assertThat(export(again.getString("id")).replace(again.getString("id"), "ID"))
                .isEqualTo(document.replace(first, "ID"));
    }

    @Test
    void vpcEndpointsAreMergedOrReplaced() {
        String api = apis.imported(SECURE).getString("id");
        String other = SECURE.replace("vpce-1", "vpce-2");
        assertThat(put(api, other, "merge").get("vpcEndpointIds")).hasToString("[\"vpce-1\",\"vpce-2\"]");
        assertThat(put(api, other, "overwrite").get("vpcEndpointIds")).hasToString("[\"vpce-2\"]");
        String none = SECURE.replace(", vpcEndpointIds: [vpce-1]", "").replace("vpcEndpointIds: [vpce-1], ", "");
        assertThat(put(api, none, "merge").get("vpcEndpointIds")).hasToString("[\"vpce-2\"]");
        assertThat(put(api, none, "overwrite")).doesNotContainKey("vpcEndpointIds");
    }

    @Test
    void badOnesAreRefused() {
        assertThat(apis.refusal(SECURE.replace("STRICT", "LAX")))
                .isEqualTo("400 BadRequest: Invalid EndpointAccessMode specified. Valid options are BASIC,STRICT");
        assertThat(apis.refusal(SECURE.replace("types: [PRIVATE], ", "")))
                .isEqualTo("400 BadRequest: VPCEndpoints can only be specified with PRIVATE apis.");
    }

    private JsonObject put(String api, String document, String mode) {
        return apis.put(api, document, mode).getJsonObject("endpointConfiguration");
    }

    private String export(String api) {
        apis.deploy(api);
        return apis.export(api, "oas30", "apigateway");
    }
}
