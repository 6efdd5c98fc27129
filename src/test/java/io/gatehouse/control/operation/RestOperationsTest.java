package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is not in the recorded cases: the families of rules on other operations and members. */
class RestOperationsTest {
    private ControlPlane plane;
    private String api;
    private String root;

    @BeforeEach
    void open() {
        plane = new ControlPlane();
        JsonObject created = plane.call("CreateRestApi", "{'name': 'test'}");
        api = created.getString("id");
        root = created.getString("rootResourceId");
    }

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void identifiersHaveAwsShape() {
        assertThat(api).matches("[a-z0-9]{10}");
        assertThat(root).matches("[a-z0-9]{10}");
        assertThat(resource(root, "pets")).matches("[a-z0-9]{6}");
    }

    @Test
    void unknownApiIsNotAnsweredAlike() {
        String unknown = "404 NotFound: Invalid API identifier specified 000000000000:nope";
        assertThat(plane.refusal("GetRestApi", "{'restApiId': 'nope'}")).isEqualTo(unknown);
        assertThat(plane.refusal("DeleteRestApi", "{'restApiId': 'nope'}")).isEqualTo(unknown);
        assertThat(plane.refusal("GetResources", "{'restApiId': 'nope'}")).isEqualTo(unknown);
        assertThat(plane.refusal("GetStages", "{'restApiId': 'nope'}")).isEqualTo(unknown);
        assertThat(plane.refusal("CreateDeployment", "{'restApiId': 'nope'}")).isEqualTo(unknown);
        assertThat(plane.refusal("CreateResource", "{'restApiId': 'nope', 'parentId': 'x', 'pathPart': 'y'}"))
                .isEqualTo("404 NotFound: Invalid Resource identifier specified");
        assertThat(plane.refusal("GetStage", "{'restApiId': 'nope', 'stageName': 'x'}"))
                .isEqualTo("404 NotFound: Invalid stage identifier specified");
    }

    @Test
    void lookupOfAnApiIsCaseSensitiveAndTakesHostileNames() {
        for (String id : new String[] {api.toUpperCase(Locale.ROOT), "../" + api, "%2F", "a/b", "' or 1=1"}) {
            JsonObject input =
                    jakarta.json.Json.createObjectBuilder().add("restApiId", id).build();
            assertThat(plane.refusalOf("GetRestApi", input)).startsWith("404 NotFound: Invalid API identifier");
            assertThat(plane.refusalOf("DeleteRestApi", input)).startsWith("404 NotFound: Invalid API identifier");
        }
        assertThat(plane.call("GetRestApis", "{}").getJsonArray("item")).hasSize(1);
    }

    @Test
    void partsOfAnotherApiAreNotThere() {
        String other = plane.call("CreateRestApi", "{'name': 'other'}").getString("id");
        assertThat(plane.refusal("GetResource", "{'restApiId': '%s', 'resourceId': '%s'}", other, root))
                .isEqualTo("404 NotFound: Invalid Resource identifier specified");
        assertThat(plane.refusal(
                        "CreateResource", "{'restApiId': '%s', 'parentId': '%s', 'pathPart': 'x'}", other, root))
                .isEqualTo("404 NotFound: Invalid Resource identifier specified");
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrDouble() {
        for (int i = 0; i < 6; i++) {
            resource(root, "r" + i);
        }
        var seen = new TreeSet<String>();
        JsonObject page = plane.call("GetResources", "{'restApiId': '%s', 'limit': 3}", api);
        int pages = 1;
        while (true) {
            page.getJsonArray("item")
                    .forEach(each -> assertThat(seen.add(each.asJsonObject().getString("id")))
                            .isTrue());
            if (!page.containsKey("position")) {
                break;
            }
            page = plane.call(
                    "GetResources",
                    "{'restApiId': '%s', 'limit': 3, 'position': '%s'}",
                    api,
                    page.getString("position"));
            pages++;
        }
        assertThat(seen).hasSize(7);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void positionsThatAreNotOursAndLimitsBelowOneAreRefused() {
        for (String position : new String[] {"x", "%%%", "MTox=", "bm90IG91cnM"}) {
            assertThat(plane.refusal("GetRestApis", "{'position': '" + position + "'}"))
                    .isEqualTo("400 BadRequest: Invalid position parameter specified");
        }
        assertThat(plane.refusal("GetRestApis", "{'limit': 0}")).startsWith("400 BadRequest: Invalid limit");
        assertThat(plane.call("GetRestApis", "{'limit': 100000}").getJsonArray("item"))
                .hasSize(1);
    }

    @Test
    void pathPartsFollowAwsRules() {
        String refused = "400 BadRequest: Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path"
                + " variable and curly braces at the beginning and the end.";
        for (String part : new String[] {"a b", "a/b", "{a", "a}", "{a}b", "{a++}", "{+}", "{}", "a%2F", "é", "a+"}) {
            assertThat(refusedResource(root, part)).isEqualTo(refused);
        }
        assertThat(refusedResource(root, "")).isEqualTo("400 BadRequest: Resource's path part must be specified");
        for (String part : new String[] {"a.b_c-d", "v1:batch", "a,b", "{id}", "UPPER"}) {
            assertThat(resource(root, part)).isNotEmpty();
        }
        assertThat(refusedResource(root, "{other}"))
                .isEqualTo("400 BadRequest: A sibling ({id}) of this resource already has a variable path part --"
                        + " only one is allowed");
        assertThat(refusedResource(root, "{id}"))
                .isEqualTo("409 Conflict: Another resource with the same parent already has this name: {id}");
    }

    @Test
    void nothingStandsBelowAGreedyResource() {
        String greedy = resource(root, "{proxy+}");
        String refused = "400 BadRequest: Cannot create a child of a resource with a greedy path variable: {proxy+}";
        assertThat(refusedResource(greedy, "x")).isEqualTo(refused);
        String pets = resource(root, "pets");
        assertThat(patchRefused("Resource", pets, "/parentId", greedy)).isEqualTo(refused);
        String dogs = resource(pets, "dogs");
        resource(dogs, "x");
        assertThat(patchRefused("Resource", dogs, "/pathPart", "{all+}"))
                .isEqualTo("400 BadRequest: Cannot create a child of a resource with a greedy path variable: {all+}");
    }

    @Test
    void movingAndRenamingChangesThePathsOfAllBelow() {
        String a = resource(root, "a");
        String b = resource(a, "b");
        String c = resource(b, "{c}");
        patch("Resource", a, "/pathPart", "z");
        assertThat(path(c)).isEqualTo("/z/b/{c}");
        patch("Resource", b, "/parentId", root);
        assertThat(path(b)).isEqualTo("/b");
        assertThat(path(c)).isEqualTo("/b/{c}");
        assertThat(patchRefused("Resource", b, "/parentId", b))
                .isEqualTo("400 BadRequest: Resources cannot be cyclical.");
        assertThat(patchRefused("Resource", b, "/parentId", c))
                .isEqualTo("400 BadRequest: Resources cannot be cyclical.");
        assertThat(path(c)).isEqualTo("/b/{c}");
    }

    @Test
    void rootCannotBeDeleted() {
        assertThat(plane.refusal("DeleteResource", "{'restApiId': '%s', 'resourceId': '%s'}", api, root))
                .startsWith("400 BadRequest: Root resource");
    }

    @Test
    void resourceMethodsAreNamedAlwaysAndShownWhenAskedFor() {
        mock("GET");
        assertThat(plane.call("GetResource", "{'restApiId': '%s', 'resourceId': '%s'}", api, root)
                        .getJsonObject("resourceMethods"))
                .hasToString("{\"GET\":{}}");
        JsonObject embedded = plane.call("GetResources", "{'restApiId': '%s', 'embed': ['methods']}", api)
                .getJsonArray("item")
                .getJsonObject(0);
        assertThat(embedded.getJsonObject("resourceMethods")
                        .getJsonObject("GET")
                        .getJsonObject("methodIntegration"))
                .containsEntry("type", jakarta.json.Json.createValue("MOCK"));
    }

    @Test
    void methodsAreCheckedAgainstWhatTheyReferTo() {
        assertThat(refusedMethod("FETCH", "'authorizationType': 'NONE'"))
                .isEqualTo("400 BadRequest: Invalid HttpMethod specified. Valid options are"
                        + " GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY");
        assertThat(refusedMethod("GET", "'authorizationType': 'CUSTOM'"))
                .startsWith("400 BadRequest: Invalid authorizer ID specified.");
        assertThat(refusedMethod("GET", "'authorizationType': 'MAGIC'")).startsWith("400 BadRequest: Invalid auth");
        assertThat(refusedMethod("GET", "'authorizationType': 'NONE', 'requestModels': {'a/b': 'petModel'}"))
                .isEqualTo("400 BadRequest: Invalid model identifier specified: petModel");
        assertThat(refusedMethod("GET", "'authorizationType': 'NONE', 'requestModels': {'123': 'Empty'}"))
                .isEqualTo("400 BadRequest: Validation Result: warnings : [], errors : [Invalid content type"
                        + " specified: 123]");
        assertThat(refusedMethod("GET", "'authorizationType': 'NONE', 'requestParameters': {'true': true}"))
                .isEqualTo("400 BadRequest: Invalid mapping expression specified: Validation Result: warnings : [],"
                        + " errors : [Invalid mapping expression specified: true]");
        assertThat(plane.call("GetResource", "{'restApiId': '%s', 'resourceId': '%s'}", api, root))
                .doesNotContainKey("resourceMethods");
        mock("GET");
        assertThat(refusedMethod("GET", "'authorizationType': 'NONE'"))
                .isEqualTo("409 Conflict: Method already exists for this resource");
    }

    @Test
    void integrationMappingsNameWhatTheMethodDeclares() {
        method("GET", "'requestParameters': {'method.request.querystring.q': true}");
        String uri = "'type': 'HTTP', 'integrationHttpMethod': 'GET', 'uri': 'http://example.com/{id}', ";
        integration(
                "GET",
                uri + "'requestParameters': {'integration.request.path.id': 'method.request.querystring.q',"
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
        method("GET", "'operationName': 'x'");
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
            assertThat(integration("GET", http + "'uri': '" + uri + "'").getString("uri"))
                    .isEqualTo(uri);
        }
        assertThat(refusedIntegration(http + "'uri': 'http://h', 'timeoutInMillis': 49"))
                .isEqualTo("400 BadRequest: Timeout should be between 50 ms and 29000 ms");
        assertThat(refusedIntegration(http + "'uri': 'http://h', 'timeoutInMillis': 29001"))
                .isEqualTo("400 BadRequest: Timeout should be between 50 ms and 29000 ms");
    }

    @Test
    void longHostileEndpointsAreRefusedQuicklyAndWithoutOverflow() {
        method("GET", "'operationName': 'x'");
        String http = "'type': 'HTTP', 'integrationHttpMethod': 'GET', 'uri': 'http://h/";
        assertThat(refusedIntegration(http + "{a}".repeat(100_000) + "{'"))
                .isEqualTo("400 BadRequest: Invalid HTTP endpoint specified for URI");
        assertThat(refusedIntegration(http + "x".repeat(500_000) + "{'"))
                .isEqualTo("400 BadRequest: Invalid HTTP endpoint specified for URI");
    }

    @Test
    void responsesDeclareWhatTheyMap() {
        mock("GET");
        String prefix = "400 BadRequest: Invalid mapping expression specified: Validation Result: warnings : [],"
                + " errors : [";
        assertThat(refusedResponse("'responseParameters': {'method.response.header.a': 'context.requestId'}"))
                .isEqualTo(prefix + "No method response exists for method.]");
        place(
                "PutMethodResponse",
                "GET",
                "'statusCode': '200', 'responseParameters': {'method.response.header.a': true}");
        assertThat(refusedResponse("'responseParameters': {'method.response.header.b': 'context.requestId'}"))
                .isEqualTo(prefix + "Invalid mapping expression parameter specified: method.response.header.b]");
        assertThat(refusedResponse("'responseParameters': {'method.response.header.a': 'nope'}"))
                .isEqualTo(prefix + "Invalid mapping expression specified: nope]");
        place(
                "PutIntegrationResponse",
                "GET",
                "'statusCode': '200', 'responseParameters':"
                        + " {'method.response.header.a': 'integration.response.header.X-A'}");
        assertThat(plane.refusal(
                        "PutMethodResponse",
                        "{'restApiId': '%s', 'resourceId': '%s', 'httpMethod': 'GET', 'statusCode': '200'}",
                        api,
                        root))
                .isEqualTo("409 Conflict: Response already exists for this resource");
    }

    @Test
    void modelsAreJsonAndReferInTheCanonicalForm() {
        String schema = "400 BadRequest: Invalid model specified: Validation Result: warnings : [], errors : [";
        assertThat(refusedModel("A", "no json")).isEqualTo(schema + "Invalid model schema specified]");
        assertThat(refusedModel("A", "[1]")).isEqualTo(schema + "Invalid model schema specified]");
        assertThat(refusedModel("A", "[".repeat(100_000))).isEqualTo(schema + "Invalid model schema specified]");
        assertThat(refusedModel("A", "{\\\"a\\\":".repeat(5_000)))
                .isEqualTo(schema + "Invalid model schema specified]");
        assertThat(refusedModel("A", "{\\\"$ref\\\": \\\"http://example.com/x\\\"}"))
                .isEqualTo(schema + "Model reference must be in canonical form]");
        assertThat(refusedModel("a-b", "{\\\"a\\\": 1}"))
                .isEqualTo("400 BadRequest: Model name must be alphanumeric: a-b");
    }

    @Test
    void whatIsInUseCannotBeDeleted() {
        String validator = plane.call("CreateRequestValidator", "{'restApiId': '%s', 'name': 'v'}", api)
                .getString("id");
        method("GET", "'requestValidatorId': '" + validator + "'");
        place("PutMethodResponse", "GET", "'statusCode': '200', 'responseModels': {'application/json': 'Error'}");
        assertThat(plane.refusal("DeleteModel", "{'restApiId': '%s', 'modelName': 'Error'}", api))
                .isEqualTo("409 Conflict: Cannot delete model 'Error', is referenced in method response: //GET/200");
        assertThat(plane.refusal(
                        "DeleteRequestValidator", "{'restApiId': '%s', 'requestValidatorId': '%s'}", api, validator))
                .startsWith("409 Conflict: Cannot delete request validator");
    }

    private String resource(String parent, String part) {
        return plane.call(
                        "CreateResource", "{'restApiId': '%s', 'parentId': '%s', 'pathPart': '%s'}", api, parent, part)
                .getString("id");
    }

    private String refusedResource(String parent, String part) {
        return plane.refusal(
                "CreateResource", "{'restApiId': '%s', 'parentId': '%s', 'pathPart': '%s'}", api, parent, part);
    }

    private String path(String resource) {
        return plane.call("GetResource", "{'restApiId': '%s', 'resourceId': '%s'}", api, resource)
                .getString("path");
    }

    private void patch(String noun, String id, String path, String value) {
        plane.call("Update" + noun, patchMembers(id, path, value));
    }

    private String patchRefused(String noun, String id, String path, String value) {
        return plane.refusal("Update" + noun, patchMembers(id, path, value));
    }

    private String patchMembers(String id, String path, String value) {
        return "{'restApiId': '" + api + "', 'resourceId': '" + id
                + "', 'patchOperations': [{'op': 'replace', 'path': '" + path + "', 'value': '" + value + "'}]}";
    }

    private JsonObject place(String operation, String httpMethod, String members) {
        return plane.call(operation, "{" + members + ", " + place(httpMethod) + "}");
    }

    private String place(String httpMethod) {
        return "'restApiId': '" + api + "', 'resourceId': '" + root + "', 'httpMethod': '" + httpMethod + "'";
    }

    private void method(String httpMethod, String members) {
        place("PutMethod", httpMethod, "'authorizationType': 'NONE', " + members);
    }

    private String refusedMethod(String httpMethod, String members) {
        return plane.refusal("PutMethod", "{" + members + ", " + place(httpMethod) + "}");
    }

    private JsonObject integration(String httpMethod, String members) {
        return place("PutIntegration", httpMethod, members);
    }

    private String refusedIntegration(String members) {
        return plane.refusal("PutIntegration", "{" + members + ", " + place("GET") + "}");
    }

    private String refusedResponse(String members) {
        return plane.refusal("PutIntegrationResponse", "{'statusCode': '200', " + members + ", " + place("GET") + "}");
    }

    private String refusedModel(String name, String schema) {
        return plane.refusal(
                "CreateModel",
                "{'restApiId': '" + api + "', 'contentType': 'application/json', 'name': '" + name + "', 'schema': \""
                        + schema + "\"}");
    }

    private void mock(String httpMethod) {
        method(httpMethod, "'apiKeyRequired': false");
        integration(httpMethod, "'type': 'MOCK'");
    }
}
