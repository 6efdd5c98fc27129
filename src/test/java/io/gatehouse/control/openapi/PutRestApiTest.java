package io.gatehouse.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** PutRestApi: what a merge adds, what an overwrite takes away, and what stays in any case. */
class PutRestApiTest {
    private static final String SMALL =
            """
            openapi: 3.0.0
            info: {title: %s}
            paths:
              /a/b:
                get: {responses: {200: {}}, x-amazon-apigateway-integration: {type: mock}}
              /c:
                get: {responses: {200: {}}, x-amazon-apigateway-integration: {type: mock}}
            components: {schemas: {M: {type: object}}}
            x-amazon-apigateway-request-validators: {v: {validateRequestBody: true}}
            x-amazon-apigateway-gateway-responses: {THROTTLED: {statusCode: 503}}
            x-amazon-apigateway-binary-media-types: [image/png]
            """;
    private static final String OTHER =
            """
            openapi: 3.0.0
            info: {title: Other, version: 2}
            paths:
              /a/b:
                get: {responses: {201: {}}, x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: 'http://127.0.0.1'}}
                post: {responses: {}, x-amazon-apigateway-integration: {type: mock}}
            components: {schemas: {N: {type: object, properties: {m: {$ref: '#/components/schemas/%s'}}}, O: {type: object}}}
            x-amazon-apigateway-binary-media-types: [image/gif]
            """;

    private final DocumentPlane apis = new DocumentPlane();

    @AfterEach
    void close() {
        apis.close();
    }

    @Test
    void mergeKeepsWhatTheDocumentDoesNotName() {
        String id = apis.imported(SMALL.formatted("Small")).getString("id");
        Map<String, String> before = apis.paths(id);
        JsonObject api = apis.put(id, OTHER.formatted("M"), "merge");
        assertThat(api.getString("name")).isEqualTo("Other");
        assertThat(api.getString("version")).isEqualTo("2");
        assertThat(api.get("binaryMediaTypes")).hasToString("[\"image/png\",\"image/gif\"]");
        assertThat(api.getJsonObject("tags")).isEmpty();
        assertThat(apis.paths(id)).isEqualTo(before);
        assertThat(apis.method(id, "/a/b", "GET")
                        .getJsonObject("methodIntegration")
                        .getString("type"))
                .isEqualTo("HTTP_PROXY");
        assertThat(apis.method(id, "/a/b", "GET").getJsonObject("methodResponses"))
                .containsOnlyKeys("201");
        assertThat(apis.method(id, "/a/b", "POST")).isNotEmpty();
        assertThat(apis.method(id, "/c", "GET")).isNotEmpty();
        assertThat(apis.names(id, "GetModels")).containsExactly("M", "N", "O");
        assertThat(apis.names(id, "GetRequestValidators")).containsExactly("v");
    }

    @Test
    void overwriteRemovesWhatTheDocumentDoesNotName() {
        String id = apis.imported(SMALL.formatted("Small")).getString("id");
        Map<String, String> before = apis.paths(id);
        apis.plane.call(
                "TagResource", "{'resourceArn': 'arn:aws:apigateway:us-east-1::/restapis/%s', 'tags': {'a': 'b'}}", id);
        JsonObject api = apis.put(id, OTHER.formatted("O"), "overwrite");
        assertThat(api.get("binaryMediaTypes")).hasToString("[\"image/gif\"]");
        assertThat(api.getJsonObject("tags")).hasToString("{\"a\":\"b\"}");
        assertThat(apis.paths(id)).containsOnlyKeys("/", "/a", "/a/b");
        assertThat(before).containsAllEntriesOf(apis.paths(id));
        assertThat(apis.names(id, "GetModels")).containsExactly("N", "O");
        assertThat(apis.names(id, "GetRequestValidators")).isEmpty();
        assertThat(apis.gatewayResponse(id, "THROTTLED").getString("statusCode"))
                .isEqualTo("429");
    }

    @Test
    void stagesAndDeploymentsSurvive() {
        String id = apis.imported(SMALL.formatted("Small")).getString("id");
        apis.deploy(id);
        JsonObject stage = apis.plane.call("GetStage", "{'restApiId': '%s', 'stageName': 'dev'}", id);
        apis.put(id, OTHER.formatted("O"), "overwrite");
        assertThat(apis.plane.call("GetStage", "{'restApiId': '%s', 'stageName': 'dev'}", id))
                .isEqualTo(stage);
    }

    @Test
    void anInvalidDocumentChangesNothing() {
        String id = apis.imported(SMALL.formatted("Small")).getString("id");
        List<String> before = apis.everything();
        String bad = OTHER.formatted("O").replace("http://127.0.0.1", "nowhere");
        assertThat(apis.refusalOf(
                        "PutRestApi",
                        DocumentPlane.body(bad).add("restApiId", id).add("mode", "overwrite")))
                .isEqualTo(
                        "400 BadRequest: Errors found during import:\n\tUnable to put integration on 'GET' for resource at path"
                                + " '/a/b': Invalid HTTP endpoint specified for URI");
        assertThat(apis.refusal(bad)).startsWith("400 BadRequest: Errors found");
        assertThat(apis.everything()).isEqualTo(before);
    }

    @Test
    void anUnknownApiIsRefusedAfterABadDocument() {
        assertThat(apis.refusalOf("PutRestApi", DocumentPlane.body("{").add("restApiId", "nobody")))
                .isEqualTo("400 BadRequest: Invalid OpenAPI input.");
        assertThat(apis.refusalOf(
                        "PutRestApi", DocumentPlane.body(SMALL.formatted("T")).add("restApiId", "nobody")))
                .isEqualTo("404 NotFound: Invalid API identifier specified 000000000000:nobody");
    }
}
