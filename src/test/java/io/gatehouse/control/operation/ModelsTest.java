package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Models, request validators, and what may still refer to one. */
class ModelsTest {
    private static final String INVALID =
            "400 BadRequest: Invalid model specified: Validation Result: warnings : [], errors : [";

    private final ControlPlane plane = new ControlPlane();
    private final Api api = plane.api();

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void schemasAreJsonSchemaOfDraftFour() {
        String malformed = INVALID + "Invalid model schema specified]";
        for (String schema : new String[] {
            "no json",
            "[1]",
            "[".repeat(100_000),
            "{'a':".repeat(5_000),
            "{'type': 'String'}",
            "{'type': []}",
            "{'required': []}",
            "{'required': true}",
            "{'required': ['a', 'a']}",
            "{'properties': {'a': {'maxLength': '35'}}}",
            "{'properties': {'a': 'string'}}",
            "{'maxLength': -1}",
            "{'maxLength': 1.5}",
            "{'exclusiveMinimum': 1}",
            "{'enum': []}",
            "{'allOf': []}",
            "{'items': [{'type': 1}]}",
            "{'not': true}",
            "{'dependencies': {'a': []}}",
            "{'additionalProperties': 'no'}"
        }) {
            assertThat(refused("A", schema)).as(schema).isEqualTo(malformed);
        }
        assertThat(refused("A", "{'properties': {'a': {'maxLength': '35'}, 'b': {'minLength': '1'}}}"))
                .isEqualTo(INVALID + "Invalid model schema specified, Invalid model schema specified]");
        model(
                "A",
                "{'$schema': 'http://json-schema.org/draft-04/schema#', 'id': 'x', 'title': 'A', 'type': ['object',"
                        + " 'null'], 'required': ['a'], 'properties': {'a': {'type': 'integer', 'minimum': 1.5,"
                        + " 'exclusiveMinimum': true, 'default': null}, 'required': {'enum': [1, null, {}]}},"
                        + " 'additionalProperties': false, 'patternProperties': {'^x': {'items': [{}], 'additionalItems':"
                        + " {'oneOf': [{'type': 'string', 'format': 'date', 'pattern': 'a'}, {'not': {}}]}}},"
                        + " 'dependencies': {'a': ['b'], 'c': {'minProperties': 1}}}");
    }

    @Test
    void keywordsOfOtherDraftsAreNamed() {
        assertThat(refused("A", "{'properties': {'example': {'example': 1}, 'b': {'nullable': true}}}"))
                .isEqualTo(INVALID + "Invalid model schema specified. Unsupported keyword(s): [\"example\","
                        + " \"nullable\"]]");
        assertThat(refused("A", "{'const': 1, 'type': 'x', 'items': {'$ref': 'Pet'}}"))
                .isEqualTo(INVALID + "Invalid model schema specified, Invalid model schema specified. Unsupported"
                        + " keyword(s): [\"const\"], Model reference must be in canonical form]");
    }

    @Test
    void modelsReferInTheCanonicalForm() {
        assertThat(refused("A", "{'$ref': 'http://example.com/x'}"))
                .isEqualTo(INVALID + "Model reference must be in canonical form]");
        model("A", "{'$ref': 'https://apigateway.amazonaws.com/restapis/" + api + "/models/Error'}");
        String copy = plane.call("CreateRestApi", "{'name': 'copy', 'cloneFrom': '%s'}", api)
                .getString("id");
        assertThat(plane.call("GetModel", "{'restApiId': '%s', 'modelName': 'A'}", copy)
                        .getString("schema"))
                .contains("/restapis/" + copy + "/models/Error");
    }

    @Test
    void namesAndContentTypesAreChecked() {
        assertThat(refused("a-b", "{}")).isEqualTo("400 BadRequest: Model name must be alphanumeric: a-b");
        assertThat(api.refusal("CreateModel", "'name': 'A', 'contentType': 'json', 'schema': '{}'"))
                .isEqualTo("400 BadRequest: Validation Result: warnings : [], errors : [Invalid content type"
                        + " specified: json]");
        api.call("CreateModel", "'name': 'A', 'contentType': 'text/plain; charset=utf-8', 'schema': 'anything'");
    }

    @Test
    void aPatchThatBreaksTheSchemaChangesNothing() {
        JsonObject before = api.call("GetModel", "'modelName': 'Empty'");
        assertThat(api.refusal(
                        "UpdateModel",
                        "'modelName': 'Empty', "
                                + Patches.operations(
                                        "replace /description other", "replace /schema {\\\"type\\\": 1}")))
                .isEqualTo(INVALID + "Invalid model schema specified]");
        assertThat(api.refusal("UpdateModel", "'modelName': 'Empty', " + Patches.operations("replace /schema")))
                .isEqualTo("400 BadRequest: Model schema must have at least 1 property or array items defined");
        assertThat(api.call("GetModel", "'modelName': 'Empty'")).isEqualTo(before);
    }

    @Test
    void whatIsInUseCannotBeDeleted() {
        String validator = api.call("CreateRequestValidator", "'name': 'v'").getString("id");
        api.method("GET", "'requestValidatorId': '" + validator + "'");
        api.call(
                "PutMethodResponse",
                api.at("GET") + ", 'statusCode': '200', 'responseModels': {'application/json': 'Error'}");
        assertThat(api.refusal("DeleteModel", "'modelName': 'Error'"))
                .isEqualTo("409 Conflict: Cannot delete model 'Error', is referenced in method response: //GET");
        assertThat(api.refusal("DeleteRequestValidator", "'requestValidatorId': '%s'", validator))
                .startsWith("409 Conflict: Cannot delete Request Validator");
    }

    @Test
    void requestValidatorsAreNamedOnceAndTheirNumberIsLimited() {
        String first = api.call("CreateRequestValidator", "'name': 'v0'").getString("id");
        String unique = "400 BadRequest: Request Validator name must be unique";
        assertThat(api.refusal("CreateRequestValidator", "'name': 'v0'")).isEqualTo(unique);
        for (int i = 1; i < 20; i++) {
            api.call("CreateRequestValidator", "'name': 'v" + i + "'");
        }
        assertThat(api.refusal("CreateRequestValidator", "'name': 'v20'"))
                .startsWith("429 LimitExceeded: Maximum number of Request Validators for this API has been reached.");
        String patch = "'requestValidatorId': '" + first + "', ";
        assertThat(api.refusal("UpdateRequestValidator", patch + Patches.operations("replace /name v1")))
                .isEqualTo(unique);
        assertThat(api.call(
                                "UpdateRequestValidator",
                                patch + Patches.operations("replace /name v0", "replace /validateRequestBody true"))
                        .getBoolean("validateRequestBody"))
                .isTrue();
    }

    private void model(String name, String schema) {
        plane.calls().call("CreateModel", input(name, schema));
    }

    private String refused(String name, String schema) {
        return plane.refusalOf("CreateModel", input(name, schema));
    }

    private JsonObject input(String name, String schema) {
        return Json.object()
                .add("restApiId", api.id())
                .add("name", name)
                .add("contentType", "application/json")
                .add("schema", schema.replace('\'', '"'))
                .build();
    }
}
