package io.gatehouse.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenAPI 3.1 documents become 3.0 ones, and what they lose is named. */
class OpenApi31Test {
    private final Findings findings = new Findings();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'const': 5} | {'enum': [5]} | keyword 'const' at '#/components/schemas/S' was converted to 'enum'.",
                "{'exclusiveMinimum': 5} | {'minimum': 5, 'exclusiveMinimum': true}"
                        + " | keyword 'exclusiveMinimum' at '#/components/schemas/S' was converted to 'minimum'.",
                "{'exclusiveMinimum': 5, 'minimum': 6} | {'minimum': 6} | 'exclusiveMinimum'",
                "{'minimum': 4, 'exclusiveMinimum': 5} | {'minimum': 5, 'exclusiveMinimum': true} | 'exclusiveMinimum'",
                "{'exclusiveMaximum': 5, 'maximum': 4} | {'maximum': 4} | 'exclusiveMaximum'",
                "{'examples': [1, 2]} | {'example': 1} | keyword 'examples'",
                "{'prefixItems': [{'const': 1}], 'items': false}"
                        + " | {'items': [{'enum': [1]}], 'additionalItems': false} | keyword 'prefixItems'",
                "{'dependentRequired': {'a': ['b']}} | {'dependencies': {'a': ['b']}} | keyword 'dependentRequired'",
                "{'if': {}, 'then': {}, 'type': 'object'} | {'type': 'object'}"
                        + " | keyword 'if' at '#/components/schemas/S' is not supported. Ignoring.",
                "{'properties': {'a': true, 'b': false}} | {'properties': {'a': {}, 'b': {'not': {}}}}"
                        + " | boolean schema at '#/components/schemas/S/properties/a' was converted to '{}'.",
                "{'$ref': '#/components/schemas/T', 'description': 'd'} | {'$ref': '#/components/schemas/T'}"
                        + " | keywords beside '$ref' at '#/components/schemas/S' are not supported. Ignoring.",
                "{'$ref': '#/components/schemas/T', 'minLength': 1}"
                        + " | {'allOf': [{'$ref': '#/components/schemas/T'}, {'minLength': 1}]}"
                        + " | keywords beside '$ref' at '#/components/schemas/S' was converted to 'allOf'.",
                "{'properties': {'a/b': {'type': ['string', 'null']}}}"
                        + " | {'properties': {'a/b': {'type': ['string', 'null']}}}"
                        + " | type array [\"string\",\"null\"] at '#/components/schemas/S/properties/a~1b'",
                "{'enum': [{'const': 1}], 'default': {'if': 1}} | {'enum': [{'const': 1}], 'default': {'if': 1}} |"
            })
    void schemasBecomeThoseOfModels(String given, String expected, String warning) {
        JsonObject document = converted("'components': {'schemas': {'S': " + given + "}}");
        assertThat(document.getString("openapi")).isEqualTo("3.0.3");
        assertThat(document.getJsonObject("components").getJsonObject("schemas").getJsonObject("S"))
                .isEqualTo(json(expected));
        if (warning == null) {
            assertThat(findings.warnings()).isEmpty();
        } else {
            assertThat(findings.warnings()).anyMatch(line -> line.contains(warning));
        }
    }

    @Test
    void localDefinitionsBecomeNamedSchemas() {
        JsonObject schemas = converted("'components': {'schemas': {'A': {'$defs': {'B': {'type': 'string'}},"
                        + " 'properties': {'b': {'$ref': '#/components/schemas/A/$defs/B'}}}}}")
                .getJsonObject("components")
                .getJsonObject("schemas");
        assertThat(schemas)
                .isEqualTo(json("{'A': {'properties': {'b': {'$ref': '#/components/schemas/AB'}}},"
                        + " 'AB': {'type': 'string'}}"));
    }

    @Test
    void schemasAreFoundWhereverTheyStandAndNowhereElse() {
        String paths = "'paths': {'/schema': {'post': {"
                + "'parameters': [{'name': 'schema', 'in': 'query', 'schema': {'const': 1}}],"
                + "'requestBody': {'content': {'schema': {'schema': {'const': 2}, 'example': {'schema': {'const': 0}}}}},"
                + "'responses': {'200': {'headers': {'schema': {'schema': {'const': 3}}}}},"
                + "'x-other': {'schema': {'const': 0}}}}}";
        String text = converted(paths).toString();
        assertThat(text).contains("{\"enum\":[1]}", "{\"enum\":[2]}", "{\"enum\":[3]}");
        assertThat(text.split("\"const\":0", -1)).hasSize(3);
        assertThat(findings.warnings()).hasSize(3);
    }

    @Test
    void webhooksAreNamedAndDropped() {
        assertThat(converted("'webhooks': {'newPet': {'post': {}}}, 'jsonSchemaDialect': 'urn:mine'"))
                .doesNotContainKeys("webhooks", "jsonSchemaDialect");
        assertThat(findings.warnings())
                .containsExactly(
                        "OpenAPI 3.1 webhook 'newPet' is not supported. Ignoring.",
                        "OpenAPI 3.1 jsonSchemaDialect 'urn:mine' is not supported. Ignoring.");
    }

    @Test
    void aDocumentIsImportedWithItsNullableModels() {
        ImportedApi api = Documents.api(
                """
                openapi: 3.1.0
                info: {title: T, summary: s, version: 1}
                paths:
                  /a:
                    get:
                      responses:
                        '200':
                          description: d
                          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
                components:
                  schemas:
                    Pet: {type: object, properties: {tag: {type: [string, 'null']}}}
                """,
                findings);
        JsonObject pet = Objects.requireNonNull(api.models().get("Pet"));
        assertThat(pet.getString("schema"))
                .isEqualTo("{\"type\":\"object\",\"properties\":{\"tag\":{\"type\":[\"string\",\"null\"]}}}");
        assertThat(findings.warnings()).hasSize(1);
        findings.check(false);
    }

    private JsonObject converted(String members) {
        return OpenApi31.converted(json("{'openapi': '3.1.0', " + members + "}"), findings::warning);
    }

    private static JsonObject json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }
}
