package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Integrations and their responses. */
class IntegrationsTest {
    private final ControlPlane plane = new ControlPlane();
    private final Api api = plane.api();

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void integrationMappingsNameWhatTheMethodDeclares() {
        api.method("GET", "'requestParameters': {'method.request.querystring.q': true}");
        String uri = "'type': 'HTTP', 'integrationHttpMethod': 'GET', 'uri': 'http://example.com/{id}', ";
        integration(uri + "'requestParameters': {'integration.request.path.id': 'method.request.querystring.q',"
                + " 'integration.request.header.a': 'context.requestId',"
                + " 'integration.request.header.b': 'stageVariables.b',"
                + " 'integration.request.querystring.d': 'method.request.body.x.y'}");
        String prefix = "400 BadRequest: Invalid mapping expression specified: Validation Result: warnings : [],"
                + " errors : [";
        assertThat(refusedIntegration(
                        uri + "'requestParameters': {'integration.request.header.a': 'method.request.header.nope'}"))
                .isEqualTo(prefix + "Invalid mapping expression parameter specified: method.request.header.nope]");
        assertThat(refusedIntegration(uri + "'requestParameters': {'integration.request.header.a': 'nope'}"))
                .isEqualTo(prefix + "Invalid mapping expression specified: nope]");
        assertThat(refusedIntegration(uri + "'requestParameters': {'nope': 'context.requestId'}"))
                .isEqualTo(prefix + "Invalid mapping expression specified: nope]");
        assertThat(refusedIntegration(uri + "'cacheKeyParameters': ['method.request.path.x']"))
                .isEqualTo("400 BadRequest: Invalid cache key parameter specified");
    }

    @Test
    void endpointsAndTimeoutsAreChecked() {
        api.method("GET", "'operationName': 'x'");
        String http = "'type': 'HTTP_PROXY', 'integrationHttpMethod': 'ANY', ";
        for (String uri : new String[] {
            "ftp://example.com", "http://", "http://exa mple.com", "http://u@h/", "http://h:81/", "http://h:0",
            "http://h:99999", "//h", "http:///x", "http://h/{", "http://h/\\u0000", "${stageVariables.u}"
        }) {
            assertThat(refusedIntegration(http + "'uri': '" + uri + "'"))
                    .as(uri)
                    .isEqualTo("400 BadRequest: Invalid HTTP endpoint specified for URI");
        }
        for (String uri : new String[] {
            "http://h",
            "https://h:443/x?y=z",
            "http://h:8080/{a}/b",
            "http://${stageVariables.host}/x",
            "http://[::1]:8080/",
            "http://h:1024",
            "https://h/{proxy}?a=${stageVariables.b}"
        }) {
            assertThat(integration(http + "'uri': '" + uri + "'").getString("uri"))
                    .isEqualTo(uri);
        }
        assertThat(refusedIntegration(http + "'uri': 'http://h', 'timeoutInMillis': 49"))
                .isEqualTo("400 BadRequest: Timeout should be between 50 ms and 29000 ms");
        assertThat(refusedIntegration(http + "'uri': 'http://h', 'timeoutInMillis': 29001"))
                .isEqualTo("400 BadRequest: Timeout should be between 50 ms and 29000 ms");
    }

    @Test
    void longHostileEndpointsAreRefusedQuicklyAndWithoutOverflow() {
        api.method("GET", "'operationName': 'x'");
        String http = "'type': 'HTTP', 'integrationHttpMethod': 'GET', 'uri': 'http://h/";
        assertThat(refusedIntegration(http + "{a}".repeat(100_000) + "{'"))
                .isEqualTo("400 BadRequest: Invalid HTTP endpoint specified for URI");
        assertThat(refusedIntegration(http + "x".repeat(500_000) + "{'"))
                .isEqualTo("400 BadRequest: Invalid HTTP endpoint specified for URI");
    }

    @Test
    void responsesDeclareWhatTheyMap() {
        api.mock("GET");
        String prefix = "400 BadRequest: Invalid mapping expression specified: Validation Result: warnings : [],"
                + " errors : [";
        assertThat(refusedResponse("'responseParameters': {'method.response.header.a': 'context.requestId'}"))
                .isEqualTo(prefix + "No method response exists for method.]");
        api.call(
                "PutMethodResponse",
                api.at("GET") + ", 'statusCode': '200', 'responseParameters': {'method.response.header.a': true}");
        assertThat(refusedResponse("'responseParameters': {'method.response.header.b': 'context.requestId'}"))
                .isEqualTo(prefix + "Invalid mapping expression parameter specified: method.response.header.b]");
        assertThat(refusedResponse("'responseParameters': {'method.response.header.a': 'nope'}"))
                .isEqualTo(prefix + "Invalid mapping expression specified: nope]");
        response("'statusCode': '200', 'responseParameters':"
                + " {'method.response.header.a': 'integration.response.header.X-A'}");
        assertThat(plane.refusal(
                        "PutMethodResponse",
                        "{'restApiId': '%s', 'resourceId': '%s', 'httpMethod': 'GET', 'statusCode': '200'}",
                        api,
                        api.root()))
                .isEqualTo("409 Conflict: Response already exists for this resource");
    }

    @Test
    void aMockHasNoTarget() {
        api.mock("GET");
        assertThat(refusedPatch("replace /uri http://example.com"))
                .isEqualTo("400 BadRequest: Invalid patch path /uri");
        assertThat(refusedPatch("replace /timeoutInMillis 100", "replace /httpMethod POST"))
                .isEqualTo("400 BadRequest: Invalid patch path /httpMethod");
        JsonObject mock = api.call("GetIntegration", api.at("GET"));
        assertThat(mock.getInt("timeoutInMillis")).isEqualTo(29_000);
        assertThat(mock).doesNotContainKeys("uri", "httpMethod");
    }

    @Test
    void targetsAreCheckedWhenPatchedAndLoseNothing() {
        api.method("GET");
        JsonObject before = integration("'type': 'HTTP', 'integrationHttpMethod': 'GET', 'uri': 'http://example.com/'");
        assertThat(refusedPatch("replace /httpMethod PUT", "replace /uri example.com"))
                .isEqualTo("400 BadRequest: Invalid HTTP endpoint specified for URI");
        assertThat(refusedPatch("replace /httpMethod")).startsWith("400 BadRequest: Enumeration value for HttpMethod");
        assertThat(refusedPatch("replace /httpMethod FETCH"))
                .startsWith("400 BadRequest: Invalid HttpMethod specified.");
        assertThat(refusedPatch("replace /timeoutInMillis soon"))
                .isEqualTo("400 BadRequest: Timeout should be between 50 ms and 29000 ms");
        assertThat(api.call("GetIntegration", api.at("GET"))).isEqualTo(before);
        assertThat(patch("replace /httpMethod PUT", "replace /uri http://example.com/b")
                        .getString("uri"))
                .isEqualTo("http://example.com/b");
    }

    @Test
    void aCacheKeyGoesWithTheParameterThatItNames() {
        api.method("GET", "'requestParameters': {'method.request.querystring.a': false}");
        integration("'type': 'HTTP', 'integrationHttpMethod': 'GET', 'uri': 'http://example.com/', 'requestParameters':"
                + " {'integration.request.querystring.b': 'method.request.querystring.a'}, 'cacheKeyParameters':"
                + " ['method.request.querystring.a', 'integration.request.querystring.b']");
        assertThat(patch("remove /requestParameters/integration.request.querystring.b")
                        .get("cacheKeyParameters"))
                .hasToString("[\"method.request.querystring.a\"]");
        assertThat(refusedPatch("add /cacheKeyParameters/method.request.querystring.c"))
                .isEqualTo("400 BadRequest: Invalid cache key parameter specified");
        assertThat(refusedPatch("remove /cacheKeyParameters/method.request.querystring.c"))
                .startsWith("404 NotFound: ");
        api.call(
                "UpdateMethod",
                api.at("GET") + ", " + Patches.operations("remove /requestParameters/method.request.querystring.a"));
        assertThat(patch("replace /timeoutInMillis 1000").get("cacheKeyParameters"))
                .hasToString("[]");
    }

    @Test
    void aVpcLinkIsNamedByItsIdentifierOrAStageVariable() {
        api.method("GET");
        String linked = "'type': 'HTTP', 'integrationHttpMethod': 'GET', 'uri': 'http://example.com/',"
                + " 'connectionType': 'VPC_LINK'";
        String refused = "400 BadRequest: ConnectionId should be set to the vpcLinkId or stage variable on connection"
                + " type VPC_LINK";
        assertThat(refusedIntegration(linked)).isEqualTo(refused);
        for (String id : new String[] {"", "${stageVariables.}", "${stageVariables.a", "x${stageVariables.a}"}) {
            assertThat(refusedIntegration(linked + ", 'connectionId': '" + id + "'"))
                    .isEqualTo(refused);
        }
        assertThat(refusedIntegration(linked + ", 'connectionId': 'nope'"))
                .isEqualTo("400 BadRequest: Invalid Vpc Link identifier specified");
        assertThat(integration(linked + ", 'connectionId': '${stageVariables.link}'")
                        .getString("connectionId"))
                .isEqualTo("${stageVariables.link}");
    }

    @Test
    void patternsAreRegularExpressionsAndEachIsThereOnce() {
        api.mock("GET");
        for (String broken : new String[] {"[", "4(", "*", "(".repeat(100_000)}) {
            assertThat(refusedResponse("'selectionPattern': '" + broken + "'"))
                    .isEqualTo("400 BadRequest: Invalid regex pattern specified");
        }
        response("'statusCode': '201', 'selectionPattern': '2..'");
        assertThat(refusedResponse("'selectionPattern': '2..'"))
                .isEqualTo("409 Conflict: Integration response with selection pattern 2.. already exists");
        response("'statusCode': '204'");
        assertThat(refusedResponse("'selectionPattern': ''"))
                .isEqualTo("409 Conflict: Integration response with selection pattern default already exists");
        assertThat(api.refusal(
                        "UpdateIntegrationResponse",
                        api.at("GET") + ", 'statusCode': '204', "
                                + Patches.operations("replace /selectionPattern 2..")))
                .startsWith("409 Conflict: ");
    }

    @Test
    void parametersWithOtherCharactersInTheirNamesAreToldSo() {
        String misnamed = "400 BadRequest: Invalid mapping expression specified: Validation Result: warnings : [],"
                + " errors : [Parameter name should match the following regular expression: ^[a-zA-Z0-9._$-]+$]";
        assertThat(api.refusal(
                        "PutMethod",
                        api.at("GET") + ", 'authorizationType': 'NONE', 'requestParameters':"
                                + " {'method.request.querystring.page[size]': false}"))
                .isEqualTo(misnamed);
        api.mock("GET");
        assertThat(refusedIntegration("'type': 'MOCK', 'requestParameters': {'integration.request.header.a b': 'x'}"))
                .isEqualTo(misnamed);
        assertThat(refusedIntegration("'type': 'MOCK', 'requestParameters': {'integration.request.body.a': 'x'}"))
                .endsWith("errors : [Invalid mapping expression specified: integration.request.body.a]");
        assertThat(api.refusal(
                        "PutMethodResponse",
                        api.at("GET")
                                + ", 'statusCode': '200', 'responseParameters': {'method.response.header.ä': true}"))
                .isEqualTo(misnamed);
    }

    private JsonObject integration(String members) {
        return api.call("PutIntegration", api.at("GET") + ", " + members);
    }

    private String refusedIntegration(String members) {
        return api.refusal("PutIntegration", api.at("GET") + ", " + members);
    }

    private JsonObject patch(String... operations) {
        return api.call("UpdateIntegration", api.at("GET") + ", " + Patches.operations(operations));
    }

    private String refusedPatch(String... operations) {
        return api.refusal("UpdateIntegration", api.at("GET") + ", " + Patches.operations(operations));
    }

    private void response(String members) {
        api.call("PutIntegrationResponse", api.at("GET") + ", " + members);
    }

    private String refusedResponse(String members) {
        return api.refusal("PutIntegrationResponse", api.at("GET") + ", 'statusCode': '200', " + members);
    }
}
