package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Import and export of what is written about an API. */
class DocumentationTransferTest {
    private final ControlPlane plane = new ControlPlane(Map.of("gatehouse.limits.documentation-parts-per-api", "6"));
    private final Api api = plane.api();

    @AfterEach
    void close() {
        plane.close();
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
        assertThat(types(api.id())).containsExactly("API");
    }

    @Test
    void brokenImportsChangeNothing() {
        importParts("merge", "{'location': {'type': 'API'}, 'properties': {'a': 1}}");
        assertThat(refusedImport(
                        api.id(),
                        "{'location': {'type': 'RESOURCE'}, 'properties': {}},"
                                + "{'location': {'type': 'API', 'name': 'x'}, 'properties': {}}"))
                .isEqualTo("400 BadRequest: Errors found during import:\n\tUnable to put documentation part 2: "
                        + "[Location type: API cannot have path, method, statusCode or name defined.]");
        assertThat(refusedImport("nope", "")).startsWith("404 NotFound: Invalid API identifier specified");
        var many = new StringBuilder();
        for (int i = 0; i < 7; i++) {
            many.append(i == 0 ? "" : ",")
                    .append("{'location': {'type': 'MODEL', 'name': 'm" + i + "'}, 'properties': {}}");
        }
        assertThat(refusedImport(api.id(), many.toString())).startsWith("429 LimitExceeded");
        assertThat(types(api.id())).containsExactly("API");
    }

    @Test
    void exportPutsItWhereItBelongsAndImportTakesItBack() {
        api.method("GET", "'requestParameters': {'method.request.querystring.page': false}");
        api.call(
                "PutMethodResponse",
                api.at("GET") + ", 'statusCode': '200', 'responseModels': {'application/json': 'Error'}");
        api.call("PutIntegration", api.at("GET") + ", 'type': 'MOCK'");
        api.deploy("'stageName': 'prod'");
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
        assertThat(types(copy)).hasSize(5);
        assertThat(types(importApi(
                        document, Json.object().add("ignore", "documentation").build())))
                .isEmpty();
    }

    private List<String> types(String restApiId) {
        return plane
                .call("GetDocumentationParts", "{'restApiId': '%s'}", restApiId)
                .getJsonArray("item")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(each -> each.getJsonObject("location").getString("type"))
                .sorted()
                .toList();
    }

    private String properties(String id) {
        return api.call("GetDocumentationPart", "'documentationPartId': '%s'", id)
                .getString("properties");
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
                .call("ImportDocumentationParts", document(api.id(), mode, parts))
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
                .add("restApiId", api.id())
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
