package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Models that refer to each other, and the templates made of them. */
class ModelTemplatesTest {
    private final ControlPlane plane = new ControlPlane();
    private final Api api = plane.api();

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void templateHasASampleOfEachValue() {
        model(
                "Output",
                "{'type': 'object', 'properties': {'a': {'type': 'number'}, 'n': {'type': 'integer'}, 'op': {'type':"
                        + " ['null', 'string']}, 'in': {'properties': {'ok': {'type': 'boolean'}}}, 'any': {}}}");
        assertThat(template("Output"))
                .isEqualTo(
                        """
                        #set($inputRoot = $input.path('$'))
                        {
                          "a" : 3.1415,
                          "n" : 42,
                          "op" : "foo",
                          "in" : {
                            "ok" : true
                          },
                          "any" : { }
                        }""");
    }

    @Test
    void arraysAreLoops() {
        model("List", "{'type': 'array', 'items': {'properties': {'age': {'type': 'integer'}}}}");
        assertThat(template("List"))
                .isEqualTo(
                        """
                        #set($inputRoot = $input.path('$'))
                        [
                        ##TODO: Update this foreach loop to reference array from input json
                        #foreach($elem in $inputRoot)
                         {
                          "age" : 42
                        }\s
                        #if($foreach.hasNext),#end
                        #end
                        ]""");
    }

    @Test
    void referencesAreFollowedButNotInCircles() {
        model(
                "Node",
                "{'type': 'object', 'properties': {'next': {'$ref': '%s'}, 'leaf': {'$ref': '#/definitions/L'}},"
                        + " 'definitions': {'L': {'type': 'string'}}}",
                reference("Node"));
        assertThat(template("Node")).contains("\"leaf\" : \"foo\"").contains("\"next\" : { }");
        // What doubles with each step ends some time.
        for (int i = 0; i < 30; i++) {
            String next = reference("M" + (i + 1));
            model("M" + i, "{'properties': {'a': {'$ref': '%s'}, 'b': {'$ref': '%s'}}}", next, next);
        }
        assertThat(template("M0").length()).isLessThan(1_000_000);
    }

    @Test
    void flattenGathersAllModelsInOneSchema() {
        model(
                "Owner",
                "{'type': 'object', 'properties': {'pet': {'$ref': '%s'}, 'id': {'$ref': '#/definitions/id'}},"
                        + " 'definitions': {'id': {'type': 'string'}}}",
                reference("Pet"));
        model(
                "Pet",
                "{'type': 'object', 'properties': {'owner': {'$ref': '%s'}, 'id': {'$ref': '#/definitions/id'}},"
                        + " 'definitions': {'id': {'type': 'string'}}}",
                reference("Owner"));
        JsonObject flat =
                Json.parse(plane.call("GetModel", "{'restApiId': '%s', 'modelName': 'Pet', 'flatten': true}", api)
                        .getString("schema"));
        assertThat(flat.toString())
                .isEqualTo(
                        "{'type':'object','properties':{'owner':{'$ref':'#/definitions/Owner'},'id':{'$ref':'#/definitions/id'}},'definitions':{'id':{'type':'string'},'Owner':{'type':'object','properties':{'pet':{'$ref':'#'},'id':{'$ref':'#/definitions/Owner/definitions/id'}},'definitions':{'id':{'type':'string'}}}}}"
                                .replace('\'', '"'));
        assertThat(plane.call("GetModel", "{'restApiId': '%s', 'modelName': 'Pet'}", api)
                        .getString("schema"))
                .contains("https://apigateway.amazonaws.com");
    }

    @Test
    void aModelThatAnotherNeedsStays() {
        model("Pet", "{'type': 'object'}");
        model("Pets", "{'type': 'array', 'items': {'$ref': '%s'}}", reference("Pet"));
        assertThat(plane.refusal("DeleteModel", "{'restApiId': '%s', 'modelName': 'Pet'}", api))
                .isEqualTo("409 Conflict: Cannot delete model 'Pet', is referenced in model: Pets");
        plane.call("DeleteModel", "{'restApiId': '%s', 'modelName': 'Pets'}", api);
        plane.call("DeleteModel", "{'restApiId': '%s', 'modelName': 'Pet'}", api);
    }

    @Test
    void unknownModelsHaveNoTemplate() {
        assertThat(plane.refusal("GetModelTemplate", "{'restApiId': '%s', 'modelName': 'Nope'}", api))
                .isEqualTo("404 NotFound: Invalid model name specified: Nope");
    }

    @Test
    void sdkTypesAreListedWithWhatTheyNeed() {
        JsonObject types = plane.call("GetSdkTypes", "{}");
        assertThat(types.getJsonArray("item").getValuesAs(JsonObject.class))
                .extracting(each -> each.getString("id"))
                .containsExactly("android", "java", "javascript", "objectivec", "ruby", "swift");
        JsonObject page = plane.call("GetSdkTypes", "{'limit': 4}");
        assertThat(plane.call("GetSdkTypes", "{'limit': 4, 'position': '%s'}", page.getString("position"))
                        .getJsonArray("item"))
                .hasSize(2);
        JsonObject java = plane.call("GetSdkType", "{'id': 'java'}");
        assertThat(java.getJsonArray("configurationProperties")).hasSize(7);
        assertThat(plane.refusal("GetSdkType", "{'id': 'cobol'}")).startsWith("404 NotFound: Invalid SDK type");
    }

    @Test
    void sdkIsCheckedBeforeItIsNotMade() {
        String sdk = "{'restApiId': '%s', 'stageName': 'prod', 'sdkType': '%s', 'parameters': {%s}}";
        assertThat(plane.refusal("GetSdk", sdk, "nope", "java", "")).startsWith("404 NotFound: Invalid API");
        assertThat(plane.refusal("GetSdk", sdk, api, "java", ""))
                .isEqualTo("404 NotFound: Invalid stage identifier specified");
        api.mock("GET");
        api.deploy("'stageName': 'prod'");
        assertThat(plane.refusal("GetSdk", sdk, api, "cobol", ""))
                .isEqualTo("400 BadRequest: Invalid SDK type specified. Valid options are"
                        + " android,java,javascript,objectivec,ruby,swift");
        assertThat(plane.refusal("GetSdk", sdk, api, "java", "\"serviceName\": \"x\""))
                .isEqualTo("400 BadRequest: Missing required parameters: [java.package-name]");
        assertThat(plane.refusal("GetSdk", sdk, api, "swift", "\"classPrefix\": \" \""))
                .isEqualTo("400 BadRequest: Missing required parameters: [classPrefix]");
        assertThat(plane.refusal("GetSdk", sdk, api, "javascript", ""))
                .isEqualTo("501 NotImplemented: The operation GetSdk is not implemented.");
    }

    private String reference(String model) {
        return "https://apigateway.amazonaws.com/restapis/" + api + "/models/" + model;
    }

    private void model(String name, String schema, Object... args) {
        plane.calls()
                .call(
                        "CreateModel",
                        Json.object()
                                .add("restApiId", api.id())
                                .add("name", name)
                                .add("contentType", "application/json")
                                .add("schema", ControlPlane.json(schema, args))
                                .build());
    }

    private String template(String name) {
        return plane.call("GetModelTemplate", "{'restApiId': '%s', 'modelName': '%s'}", api, name)
                .getString("value");
    }
}
