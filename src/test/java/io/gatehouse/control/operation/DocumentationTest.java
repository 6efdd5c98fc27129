package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written about an API: its parts, their versions, import and export. */
class DocumentationTest {
    private ControlPlane plane;
    private String api;
    private String root;

    @BeforeEach
    void open() {
        plane = new ControlPlane(Map.of("gatehouse.limits.documentation-parts-per-api", "6"));
        JsonObject created = plane.call("CreateRestApi", "{'name': 'test'}");
        api = created.getString("id");
        root = created.getString("rootResourceId");
    }

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void locationsAreCompleted() {
        assertThat(part("{'type': 'API'}").get("location")).hasToString("{\"type\":\"API\"}");
        assertThat(part("{'type': 'RESOURCE'}").get("location")).hasToString("{\"type\":\"RESOURCE\",\"path\":\"/\"}");
        assertThat(part("{'type': 'RESPONSE_HEADER', 'name': 'X', 'method': 'GET', 'statusCode': ''}")
                        .get("location"))
                .hasToString("{\"type\":\"RESPONSE_HEADER\",\"path\":\"/\",\"method\":\"GET\",\"statusCode\":\"*\","
                        + "\"name\":\"X\"}");
    }

    @Test
    void locationsHaveOnlyWhatTheirTypeHas() {
        String invalid = "400 BadRequest: Invalid documentation part location specified: ";
        assertThat(refusedPart("{'type': 'API', 'path': '/'}"))
                .isEqualTo(invalid + "'path' is not a valid field for type 'API'");
        assertThat(refusedPart("{'type': 'MODEL', 'name': 'Pet', 'method': 'GET'}"))
                .isEqualTo(invalid + "'method' is not a valid field for type 'MODEL'");
        assertThat(refusedPart("{'type': 'QUERY_PARAMETER', 'path': '/'}"))
                .isEqualTo(invalid + "'name' is required for type 'QUERY_PARAMETER'");
        assertThat(refusedPart("{'type': 'METHOD', 'path': 'pets'}"))
                .isEqualTo(invalid + "path 'pets' must begin with '/'");
        assertThat(refusedPart("{'type': 'METHOD', 'method': 'FETCH'}")).isEqualTo(invalid + "unknown method 'FETCH'");
        assertThat(refusedPart("{'type': 'RESPONSE', 'statusCode': '999'}"))
                .startsWith("400 Validation: 1 validation error detected: Value '999' at"
                        + " 'createDocumentationPartInput.location.statusCode'");
        assertThat(refusedPart("{'path': '/'}")).contains("'createDocumentationPartInput.location.type'");
    }

    @Test
    void propertiesAreAJsonObjectAndKeptAsSent() {
        String properties = "{ 'description':  'x' }".replace('\'', '"');
        JsonObject created = plane.calls()
                .call(
                        "CreateDocumentationPart",
                        Json.object()
                                .add("restApiId", api)
                                .add("location", Json.object().add("type", "API"))
                                .add("properties", properties)
                                .build())
                .body();
        assertThat(created.getString("properties")).isEqualTo(properties);
        String id = created.getString("id");
        for (String broken : new String[] {"", "text", "[]", "{"}) {
            String refused = "400 BadRequest: Invalid documentation part properties specified: must be a JSON object";
            assertThat(plane.refusal("CreateDocumentationPart", create("{'type': 'RESOURCE'}", broken), api))
                    .isEqualTo(refused);
            assertThat(plane.refusal(
                            "UpdateDocumentationPart",
                            "{'restApiId': '%s', 'documentationPartId': '%s', 'patchOperations':"
                                    + " [{'op': 'replace', 'path': '/properties', 'value': '" + broken + "'}]}",
                            api,
                            id))
                    .isEqualTo(refused);
        }
    }

    @Test
    void aLocationIsDocumentedOnce() {
        part("{'type': 'API'}");
        assertThat(refusedPart("{'type': 'API'}"))
                .isEqualTo("409 Conflict: Documentation part already exists for the specified location: type 'API'.");
        part("{'type': 'METHOD', 'path': '/'}");
        assertThat(refusedPart("{'type': 'METHOD', 'method': '*'}"))
                .isEqualTo("409 Conflict: Documentation part already exists for the specified location:"
                        + " type 'METHOD', path '/', method '*'.");
        for (String name : new String[] {"a", "b", "c", "d"}) {
            part("{'type': 'MODEL', 'name': '" + name + "'}");
        }
        assertThat(refusedPart("{'type': 'MODEL', 'name': 'e'}"))
                .startsWith("429 LimitExceeded: Maximum number of Documentation Parts");
    }

    @Test
    void listingChoosesByTypeNameAndPath() {
        part("{'type': 'API'}");
        part("{'type': 'MODEL', 'name': 'Pet'}");
        part("{'type': 'QUERY_PARAMETER', 'path': '/pets', 'name': 'page'}");
        assertThat(types("")).containsExactly("API", "MODEL", "QUERY_PARAMETER");
        assertThat(types(", 'type': 'MODEL'")).containsExactly("MODEL");
        assertThat(types(", 'nameQuery': 'page'")).containsExactly("QUERY_PARAMETER");
        assertThat(types(", 'path': '/pets', 'locationStatus': 'DOCUMENTED'")).containsExactly("QUERY_PARAMETER");
        assertThat(types(", 'path': '/pets', 'type': 'MODEL'")).isEmpty();
        assertThat(plane.refusal("GetDocumentationParts", "{'restApiId': '%s', 'locationStatus': 'SOME'}", api))
                .contains("Member must satisfy enum value set: [DOCUMENTED, UNDOCUMENTED]");
        assertThat(plane.refusal("GetDocumentationParts", "{'restApiId': 'nope'}"))
                .isEqualTo("404 NotFound: Invalid API identifier specified 000000000000:nope");
        JsonObject page = plane.call("GetDocumentationParts", "{'restApiId': '%s', 'limit': 2}", api);
        assertThat(page.getJsonArray("item")).hasSize(2);
        assertThat(plane.call(
                                "GetDocumentationParts",
                                "{'restApiId': '%s', 'limit': 2, 'position': '%s'}",
                                api,
                                page.getString("position"))
                        .getJsonArray("item"))
                .hasSize(1);
    }

    @Test
    void whatNothingIsWrittenAboutCanBeListed() {
        method();
        part("{'type': 'RESOURCE'}");
        part("{'type': 'METHOD', 'method': 'GET'}");
        JsonObject listed =
                plane.call("GetDocumentationParts", "{'restApiId': '%s', 'locationStatus': 'UNDOCUMENTED'}", api);
        var locations = new TreeSet<String>();
        for (JsonObject each : listed.getJsonArray("item").getValuesAs(JsonObject.class)) {
            assertThat(each.keySet()).containsExactly("location");
            locations.add(each.getJsonObject("location").toString().replace("\"", ""));
        }
        assertThat(locations)
                .containsExactly(
                        "{type:API}",
                        "{type:MODEL,name:Empty}",
                        "{type:MODEL,name:Error}",
                        "{type:QUERY_PARAMETER,path:/,method:GET,name:page}",
                        "{type:RESPONSE,path:/,method:GET,statusCode:200}",
                        "{type:RESPONSE_BODY,path:/,method:GET,statusCode:200}");
    }

    @Test
    void versionsKeepThePartsAndAStageMayPointAtOne() {
        deploy();
        part("{'type': 'API'}");
        JsonObject created = plane.call(
                "CreateDocumentationVersion",
                "{'restApiId': '%s', 'documentationVersion': '1.0', 'stageName': 'prod', 'description': 'first'}",
                api);
        assertThat(created.keySet()).containsExactlyInAnyOrder("version", "createdDate", "description");
        assertThat(plane.call("GetStage", "{'restApiId': '%s', 'stageName': 'prod'}", api)
                        .getString("documentationVersion"))
                .isEqualTo("1.0");
        assertThat(plane.call("GetDocumentationVersions", "{'restApiId': '%s'}", api)
                        .getJsonArray("item"))
                .containsExactly(created);
        String version = "{'restApiId': '%s', 'documentationVersion': '1.0'}";
        assertThat(plane.refusal("DeleteDocumentationVersion", version, api))
                .isEqualTo("400 BadRequest: Active stages pointing to this documentation version must be moved or"
                        + " deleted");
        plane.call(
                "UpdateStage",
                "{'restApiId': '%s', 'stageName': 'prod', 'patchOperations':"
                        + " [{'op': 'replace', 'path': '/documentationVersion', 'value': ''}]}",
                api);
        assertThat(plane.answer("DeleteDocumentationVersion", version, api).status())
                .isEqualTo(202);
        assertThat(plane.refusal("GetDocumentationVersion", version, api))
                .isEqualTo("404 NotFound: Invalid Documentation version specified");
    }

    @Test
    void stagesPointAtVersionsThatAreThere() {
        deploy();
        String patch = "{'restApiId': '%s', 'stageName': 'prod', 'patchOperations':"
                + " [{'op': 'replace', 'path': '/documentationVersion', 'value': '1'}]}";
        assertThat(plane.refusal("UpdateStage", patch, api))
                .isEqualTo("400 BadRequest: Invalid Documentation version specified");
        plane.call("CreateDocumentationVersion", "{'restApiId': '%s', 'documentationVersion': '1'}", api);
        assertThat(plane.call("UpdateStage", patch, api).getString("documentationVersion"))
                .isEqualTo("1");
    }

    @Test
    void versionsAreNamedOnceAndOnlyTheirDescriptionChanges() {
        String create = "{'restApiId': '%s', 'documentationVersion': '%s'}";
        plane.call("CreateDocumentationVersion", create, api, "a/b");
        assertThat(plane.refusal("CreateDocumentationVersion", create, api, "a/b"))
                .isEqualTo("409 Conflict: Documentation version already exists for this REST API");
        assertThat(plane.refusal("CreateDocumentationVersion", create, api, " "))
                .isEqualTo("400 BadRequest: Documentation version must be non-empty");
        assertThat(plane.refusal("CreateDocumentationVersion", create, "nope", "x"))
                .startsWith("404 NotFound: Invalid API identifier specified");
        assertThat(plane.refusal(
                        "CreateDocumentationVersion",
                        "{'restApiId': '%s', 'documentationVersion': 'x', 'stageName': 'nope'}",
                        api))
                .isEqualTo("404 NotFound: Invalid stage identifier specified");
        assertThat(plane.refusal("GetDocumentationVersion", create, api, "x")).startsWith("404");
        String patch = "{'restApiId': '%s', 'documentationVersion': 'a/b', 'patchOperations': [{'op': '%s', 'path':"
                + " '%s', 'value': 'new'}]}";
        assertThat(plane.call("UpdateDocumentationVersion", patch, api, "replace", "/description")
                        .getString("description"))
                .isEqualTo("new");
        assertThat(plane.refusal("UpdateDocumentationVersion", patch, api, "replace", "/version"))
                .isEqualTo("400 BadRequest: Invalid patch path  '/version' specified for op 'replace'. Must be one"
                        + " of: [/description]");
    }

    @Test
    void importMergesAttributesOrReplacesAll() {
        List<String> first = importParts(
                "merge",
                "{'location': {'type': 'API'}, 'properties': {'a': 1, 'b': 1}},"
                        + "{'location': {'type': 'RESPONSE', 'statusCode': 200}, 'properties': {'description': 'ok'}}");
        assertThat(first).hasSize(2);
        List<String> second = importParts("merge", "{'location': {'type': 'API'}, 'properties': {'b': 2}}");
        assertThat(second).containsExactly(first.get(0));
        assertThat(properties(first.get(0))).isEqualTo("{\"a\":1,\"b\":2}");
        List<String> third = importParts("overwrite", "{'location': {'type': 'API'}, 'properties': {'c': 3}}");
        assertThat(third).containsExactly(first.get(0));
        assertThat(properties(first.get(0))).isEqualTo("{\"c\":3}");
        assertThat(types("")).containsExactly("API");
    }

    @Test
    void brokenImportsChangeNothing() {
        importParts("merge", "{'location': {'type': 'API'}, 'properties': {'a': 1}}");
        assertThat(refusedImport(
                        api,
                        "{'location': {'type': 'RESOURCE'}, 'properties': {}},"
                                + "{'location': {'type': 'API', 'name': 'x'}, 'properties': {}}"))
                .isEqualTo("400 BadRequest: Errors found during import:\n\tUnable to put documentation part 2: Invalid"
                        + " documentation part location specified: 'name' is not a valid field for type 'API'");
        assertThat(refusedImport("nope", "")).startsWith("404 NotFound: Invalid API identifier specified");
        var many = new StringBuilder();
        for (int i = 0; i < 7; i++) {
            many.append(i == 0 ? "" : ",")
                    .append("{'location': {'type': 'MODEL', 'name': 'm" + i + "'}, 'properties': {}}");
        }
        assertThat(refusedImport(api, many.toString())).startsWith("429 LimitExceeded");
        assertThat(types("")).containsExactly("API");
    }

    @Test
    void exportPutsItWhereItBelongsAndImportTakesItBack() {
        method();
        deploy();
        importParts(
                "merge",
                "{'location': {'type': 'API'}, 'properties': {'info': {'description': 'about', 'version': '9'},"
                        + " 'x-team': 'pets', 'foo': 1, 'x-amazon-apigateway-policy': {}}},"
                        + "{'location': {'type': 'METHOD'}, 'properties': {'summary': 'any', 'description': {}}},"
                        + "{'location': {'type': 'QUERY_PARAMETER', 'name': 'page'}, 'properties':"
                        + " {'description': 'which'}},"
                        + "{'location': {'type': 'RESPONSE', 'statusCode': '200'}, 'properties': {'description':"
                        + " 'fine'}},"
                        + "{'location': {'type': 'MODEL', 'name': 'Error.message'}, 'properties': {'description':"
                        + " 'why'}}");
        plane.call(
                "CreateDocumentationVersion",
                "{'restApiId': '%s', 'documentationVersion': '1', 'stageName': 'prod'}",
                api);
        JsonObject document = export("");
        assertThat(document.getJsonObject("info").getString("description")).isEqualTo("about");
        assertThat(document.getJsonObject("info").getString("version")).isNotEqualTo("9");
        assertThat(document.getString("x-team")).isEqualTo("pets");
        assertThat(document).doesNotContainKeys("foo", "x-amazon-apigateway-policy");
        JsonObject get = document.getJsonObject("paths").getJsonObject("/").getJsonObject("get");
        assertThat(get.getString("summary")).isEqualTo("any");
        assertThat(get).doesNotContainKey("description");
        assertThat(get.getJsonArray("parameters").getJsonObject(0).getString("description"))
                .isEqualTo("which");
        assertThat(get.getJsonObject("responses").getJsonObject("200").getString("description"))
                .isEqualTo("fine");
        assertThat(document.getJsonObject("components")
                        .getJsonObject("schemas")
                        .getJsonObject("Error")
                        .getJsonObject("properties")
                        .getJsonObject("message")
                        .getString("description"))
                .isEqualTo("why");
        JsonObject extension = document.getJsonObject("x-amazon-apigateway-documentation");
        assertThat(extension.getString("version")).isEqualTo("1");
        assertThat(extension.getJsonArray("documentationParts")).hasSize(5);
        assertThat(extension.getJsonArray("documentationParts").getJsonObject(1).get("location"))
                .hasToString("{\"type\":\"METHOD\"}");
        assertThat(export("integrations")).doesNotContainKey("x-amazon-apigateway-documentation");
        assertThat(export("integrations,documentation")).containsKey("x-amazon-apigateway-documentation");

        String copy = importApi(document, JsonValue.EMPTY_JSON_OBJECT);
        assertThat(types(copy, "")).hasSize(5);
        assertThat(types(
                        importApi(
                                document,
                                Json.object().add("ignore", "documentation").build()),
                        ""))
                .isEmpty();
    }

    private JsonObject part(String location) {
        return plane.call("CreateDocumentationPart", create(location, "{}"), api);
    }

    private String refusedPart(String location) {
        return plane.refusal("CreateDocumentationPart", create(location, "{}"), api);
    }

    private static String create(String location, String properties) {
        return "{'restApiId': '%s', 'location': " + location + ", 'properties': '" + properties + "'}";
    }

    private List<String> types(String members) {
        return types(api, members);
    }

    private List<String> types(String restApiId, String members) {
        return plane
                .call("GetDocumentationParts", "{'restApiId': '%s'" + members + "}", restApiId)
                .getJsonArray("item")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(each -> each.getJsonObject("location").getString("type"))
                .sorted()
                .toList();
    }

    private String properties(String id) {
        return plane.call("GetDocumentationPart", "{'restApiId': '%s', 'documentationPartId': '%s'}", api, id)
                .getString("properties");
    }

    private void method() {
        plane.call(
                "PutMethod",
                "{'restApiId': '%s', 'resourceId': '%s', 'httpMethod': 'GET', 'authorizationType': 'NONE',"
                        + " 'requestParameters': {'method.request.querystring.page': false}}",
                api,
                root);
        plane.call(
                "PutMethodResponse",
                "{'restApiId': '%s', 'resourceId': '%s', 'httpMethod': 'GET', 'statusCode': '200',"
                        + " 'responseModels': {'application/json': 'Error'}}",
                api,
                root);
    }

    private void deploy() {
        if (!plane.call("GetResource", "{'restApiId': '%s', 'resourceId': '%s'}", api, root)
                .containsKey("resourceMethods")) {
            method();
        }
        plane.call(
                "PutIntegration",
                "{'restApiId': '%s', 'resourceId': '%s', 'httpMethod': 'GET', 'type': 'MOCK'}",
                api,
                root);
        plane.call("CreateDeployment", "{'restApiId': '%s', 'stageName': 'prod'}", api);
    }

    private static JsonObject document(String restApiId, String mode, String parts) {
        String body = "{\"swagger\": \"2.0\", \"info\": {\"title\": \"t\", \"version\": \"1\"}, \"paths\": {},"
                + " \"x-amazon-apigateway-documentation\": {\"documentationParts\": [" + parts.replace('\'', '"')
                + "]}}";
        return Json.object()
                .add("restApiId", restApiId)
                .add("mode", mode)
                .add("body", body)
                .build();
    }

    private List<String> importParts(String mode, String parts) {
        return plane
                .calls()
                .call("ImportDocumentationParts", document(api, mode, parts))
                .body()
                .getJsonArray("ids")
                .getValuesAs(jakarta.json.JsonString.class)
                .stream()
                .map(jakarta.json.JsonString::getString)
                .toList();
    }

    private String refusedImport(String restApiId, String parts) {
        return plane.refusalOf("ImportDocumentationParts", document(restApiId, "merge", parts));
    }

    private JsonObject export(String extensions) {
        JsonObject members = Json.object()
                .add("restApiId", api)
                .add("stageName", "prod")
                .add("exportType", "oas30")
                .add("parameters", Json.object().add("extensions", extensions))
                .build();
        return Json.parse(plane.calls().call("GetExport", members).body().getString("body"));
    }

    private String importApi(JsonObject document, JsonObject parameters) {
        return plane.calls()
                .call(
                        "ImportRestApi",
                        Json.object()
                                .add("body", document.toString())
                                .add("parameters", parameters)
                                .build())
                .body()
                .getString("id");
    }
}
