package io.gatehouse.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
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

    @Test
    void everyMemberOfAnIntegrationIsTaken() {
        String api = apis.importedFile("everything-3.0.yaml").getString("id");
        assertThat(apis.integration(api, "/items/{id}", "GET"))
                .isEqualTo(
                        Json.parse(
                                """
                                {
                                  "type": "AWS",
                                  "httpMethod": "POST",
                                  "uri": "arn:aws:apigateway:us-east-1:dynamodb:action/GetItem",
                                  "credentials": "arn:aws:iam::*:user/*",
                                  "passthroughBehavior": "NEVER",
                                  "contentHandling": "CONVERT_TO_TEXT",
                                  "timeoutInMillis": 5000,
                                  "cacheNamespace": "items",
                                  "cacheKeyParameters": ["method.request.path.id", "method.request.querystring.page"],
                                  "requestParameters": {
                                    "integration.request.header.X-Trace": "method.request.header.X-Trace",
                                    "integration.request.querystring.fixed": "'1'"
                                  },
                                  "requestTemplates": {
                                    "application/json": "{\\"Key\\": \\"$input.params('id')\\"}",
                                    "text/plain": null
                                  },
                                  "integrationResponses": {
                                    "200": {
                                      "statusCode": "200",
                                      "responseParameters":
                                        {"method.response.header.X-Page": "integration.response.header.page"},
                                      "responseTemplates": {"application/json": "$input.json('$')"}
                                    },
                                    "404": {
                                      "statusCode": "404",
                                      "selectionPattern": "4\\\\d{2}",
                                      "contentHandling": "CONVERT_TO_BINARY"
                                    },
                                    "500": {
                                      "statusCode": "500",
                                      "selectionPattern": ".*Exception.*",
                                      "responseTemplates": {"application/json": null}
                                    }
                                  }
                                }
                                """));
        assertThat(apis.integration(api, "/items/{id}", "ANY"))
                .containsEntry("responseTransferMode", Json.text("STREAM"))
                .containsEntry("timeoutInMillis", Json.number(600_000))
                .containsEntry("tlsConfig", Json.parse("{\"insecureSkipVerification\": true}"));
        assertThat(apis.integration(api, "/mock", "GET")).isEqualTo(sameBut(api, "/pool", "/mock"));
    }

    @Test
    void everyWayToSayWhoMayCallIsTaken() {
        String api = apis.importedFile("everything-3.0.yaml").getString("id");
        assertThat(apis.method(api, "/items/{id}", "GET"))
                .containsEntry("authorizationType", Json.text("CUSTOM"))
                .containsEntry(
                        "authorizerId",
                        apis.named(api, "GetAuthorizers", "requests").get("id"))
                .containsEntry("apiKeyRequired", JsonValue.TRUE)
                .containsEntry(
                        "requestValidatorId",
                        apis.named(api, "GetRequestValidators", "all").get("id"));
        assertThat(apis.method(api, "/items/{id}", "ANY"))
                .containsEntry("authorizationType", Json.text("AWS_IAM"))
                .containsEntry(
                        "requestValidatorId",
                        apis.named(api, "GetRequestValidators", "none").get("id"));
        assertThat(apis.method(api, "/function", "POST").getString("authorizationType"))
                .isEqualTo("CUSTOM");
        assertThat(apis.method(api, "/pool", "GET").get("authorizationScopes")).hasToString("[\"items/read\"]");
        assertThat(apis.method(api, "/mock", "GET").getString("authorizationType"))
                .isEqualTo("AWS_IAM");
    }

    private JsonObject sameBut(String api, String path, String other) {
        return Tree.with(apis.integration(api, path, "GET"), "cacheNamespace", apis.resource(api, other));
    }

    private JsonObject put(String api, String document, String mode) {
        return apis.put(api, document, mode).getJsonObject("endpointConfiguration");
    }

    private String export(String api) {
        apis.deploy(api);
        return apis.export(api, "oas30", "apigateway");
    }
}
