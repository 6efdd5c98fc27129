package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is written about the parts of an API. */
class DocumentationPartsTest {
    private final ControlPlane plane = new ControlPlane(Map.of("gatehouse.limits.documentation-parts-per-api", "6"));
    private final Api api = plane.api();

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
                .isEqualTo("400 BadRequest: [Location type: API cannot have path, method, statusCode or name"
                        + " defined.]");
        assertThat(refusedPart("{'type': 'MODEL', 'name': 'Pet', 'method': 'GET'}"))
                .isEqualTo("400 BadRequest: [Location type: MODEL cannot have path, method or statusCode defined.]");
        assertThat(refusedPart("{'type': 'RESPONSE', 'name': 'Pet'}"))
                .isEqualTo("400 BadRequest: [Location type: RESPONSE cannot have name defined.]");
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
                                .add("restApiId", api.id())
                                .add("location", Json.object().add("type", "API"))
                                .add("properties", properties)
                                .build())
                .body();
        assertThat(created.getString("properties")).isEqualTo(properties);
        String id = created.getString("id");
        for (String broken : new String[] {"", "text", "[]", "{"}) {
            String refused = "400 BadRequest: Invalid documentation part properties specified: must be a JSON object";
            assertThat(api.refusal("CreateDocumentationPart", members("{'type': 'RESOURCE'}", broken)))
                    .isEqualTo(refused);
            assertThat(api.refusal(
                            "UpdateDocumentationPart",
                            "'documentationPartId': '%s', " + Patches.operations("replace /properties " + broken),
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
        assertThat(types("'type': 'MODEL'")).containsExactly("MODEL");
        assertThat(types("'nameQuery': 'page'")).containsExactly("QUERY_PARAMETER");
        assertThat(types("'path': '/pets', 'locationStatus': 'DOCUMENTED'")).containsExactly("QUERY_PARAMETER");
        assertThat(types("'path': '/pets', 'type': 'MODEL'")).isEmpty();
        assertThat(api.refusal("GetDocumentationParts", "'locationStatus': 'SOME'"))
                .contains("Member must satisfy enum value set: [DOCUMENTED, UNDOCUMENTED]");
        assertThat(plane.refusal("GetDocumentationParts", "{'restApiId': 'nope'}"))
                .isEqualTo("404 NotFound: Invalid API identifier specified 000000000000:nope");
        JsonObject page = api.call("GetDocumentationParts", "'limit': 2");
        assertThat(page.getJsonArray("item")).hasSize(2);
        assertThat(api.call("GetDocumentationParts", "'limit': 2, 'position': '%s'", page.getString("position"))
                        .getJsonArray("item"))
                .hasSize(1);
    }

    @Test
    void whatNothingIsWrittenAboutCanBeListed() {
        method();
        part("{'type': 'RESOURCE'}");
        part("{'type': 'METHOD', 'method': 'GET'}");
        JsonObject listed = api.call("GetDocumentationParts", "'locationStatus': 'UNDOCUMENTED'");
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

    private JsonObject part(String location) {
        return api.call("CreateDocumentationPart", members(location, "{}"));
    }

    private String refusedPart(String location) {
        return api.refusal("CreateDocumentationPart", members(location, "{}"));
    }

    private static String members(String location, String properties) {
        return "'location': " + location + ", 'properties': '" + properties + "'";
    }

    private List<String> types(String members) {
        return api.call("GetDocumentationParts", members).getJsonArray("item").getValuesAs(JsonObject.class).stream()
                .map(each -> each.getJsonObject("location").getString("type"))
                .sorted()
                .toList();
    }

    private void method() {
        api.method("GET", "'requestParameters': {'method.request.querystring.page': false}");
        api.call(
                "PutMethodResponse",
                api.at("GET") + ", 'statusCode': '200', 'responseModels': {'application/json': 'Error'}");
    }
}
