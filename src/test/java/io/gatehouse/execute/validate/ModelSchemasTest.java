package io.gatehouse.execute.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.snapshot.BodySchema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSchemasTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'required':['b','a','c']} | {'c':1} | object has missing required properties (['a','b'])",
                "{'type':'number'} | 'x' | instance type (string) does not match any allowed primitive type (allowed: ['integer','number'])",
                "{'type':['null','object']} | [] | instance type (array) does not match any allowed primitive type (allowed: ['null','object'])",
                "{'enum':['cat','dog',1]} | 'cow' | instance value (cow) not found in enum (possible values: ['cat','dog',1])",
                "{'minimum':3} | 2.5 | numeric instance is lower than the required minimum (minimum: 3, found: 2.5)",
                "{'minimum':3,'exclusiveMinimum':true} | 3 | numeric instance is not strictly greater than the required minimum 3",
                "{'maximum':3} | 4 | numeric instance is greater than the required maximum (maximum: 3, found: 4)",
                "{'multipleOf':2} | 3 | remainder of division is not zero (3 / 2)",
                "{'minLength':2} | 'a' | string 'a' is too short (length: 1, required minimum: 2)",
                "{'maxLength':2} | 'abc' | string 'abc' is too long (length: 3, maximum allowed: 2)",
                "{'pattern':'^a+$'} | 'b' | ECMA 262 regex '^a+$' does not match input string 'b'",
                "{'minItems':2} | [1] | array is too short: must have at least 2 elements but instance has 1 elements",
                "{'maxItems':1} | [1,2] | array is too long: must have at most 1 elements but instance has 2 elements",
                "{'uniqueItems':true} | [1,1.0] | array must not contain duplicate elements",
                "{'items':[{}],'additionalItems':false} | [1,2] | schema only allows 1 elements in array but instance has 2 elements",
                "{'additionalProperties':false} | {'b':1,'a':2} | object instance has properties which are not allowed by the schema: ['a','b']",
                "{'minProperties':2} | {'a':1} | object has too few properties (found 1 but schema requires at least 2)",
                "{'maxProperties':0} | {'a':1} | object has too many properties (found 1 but schema requires at most 0)",
                "{'dependencies':{'a':['b','c']}} | {'a':1,'c':2} | property 'a' of object has missing property dependencies (schema requires ['b','c']; missing: ['b'])",
                "{'anyOf':[{'type':'null'},{'type':'string'}]} | 1 | instance failed to match at least one required schema among 2",
                "{'allOf':[{'type':'integer'},{'type':'string'}]} | 1 | instance failed to match all required schemas (matched only 1 out of 2)",
                "{'oneOf':[{'type':'integer'},{'minimum':0}]} | 1 | instance failed to match exactly one schema (matched 2 out of 2)",
                "{'not':{}} | 1 | instance matched a schema which it should not have",
                "{'format':'date-time'} | 'today' | string 'today' is invalid against requested date format(s) [yyyy-MM-dd`T`HH:mm:ssZ, yyyy-MM-dd`T`HH:mm:ss.[0-9]{1,12}Z]",
                "{'format':'email'} | 'x' | string 'x' is not a valid email address"
            })
    void violationsAreToldInAwsWords(String schema, String body, String violation) {
        assertThat(schema(json(schema)).violations(json(body)))
                .containsExactly(json(violation).replace('`', '\''));
    }

    @Test
    void violationsOfSeveralLevelsAreToldTogether() {
        BodySchema schema = schema(
                json(
                        "{'type':'object','required':['a'],'properties':{'b':{'type':'integer'},'c':{'items':{'type':'null'}}}}"));

        assertThat(schema.violations(json("{'b':'x','c':[null,1]}")))
                .hasSize(3)
                .first()
                .isEqualTo("object has missing required properties ([\"a\"])");
    }

    @Test
    void noBodyIsAnEmptyObject() {
        assertThat(schema("{\"type\":\"object\"}").violations("")).isEmpty();
        assertThat(schema("{\"required\":[\"a\"]}").violations(" \n")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{} {}", "nothing", "{'a':1}", "[1,]", "\u0000"})
    void whatIsNoJsonIsInvalid(String body) {
        assertThat(schema("{}").violations(body)).hasSize(1);
    }

    @Test
    void modelsReferToEachOther() {
        String reference = "{\"$ref\":\"https://apigateway.amazonaws.com/restapis/abc123/models/";
        var models = new ModelSchemas(Map.of(
                "Node",
                        "{\"type\":\"object\",\"properties\":{\"next\":" + reference + "Node\"},\"owner\":" + reference
                                + "Owner\"}}}",
                "Owner",
                        "{\"type\":\"object\",\"required\":[\"name\"],\"properties\":{\"id\":" + reference
                                + "Ids#/definitions/Id\"}}}",
                "Ids", "{\"definitions\":{\"Id\":{\"type\":\"integer\"}}}"));

        BodySchema node = models.of("Node");

        assertThat(node.violations("{\"next\":{\"next\":{\"owner\":{\"name\":1,\"id\":2}}}}"))
                .isEmpty();
        assertThat(node.violations("{\"next\":{\"next\":{\"owner\":{\"id\":\"x\"}}}}"))
                .hasSize(2);
        assertThat(models.of("Node")).isSameAs(node);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$ref':'http://example.com/schema'}",
                "{'$ref':'file:///etc/passwd'}",
                "{'$ref':'#/definitions/none'}",
                "{'$ref':'https://apigateway.amazonaws.com/restapis/a/models/None'}",
                "{'properties':{'a':{'pattern':'(?=a)b'}}}",
                "{'pattern':'('}",
                "{'type':'text'}",
                "{'minLength':'1'}",
                "{'multipleOf':0}",
                "{'items':3}",
                "{'properties':[]}"
            })
    void unusableSchemaIsRefused(String schema) {
        assertThatThrownBy(() -> schema(json(schema)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Invalid schema of model A: ");
    }

    @Test
    void unknownModelIsRefused() {
        assertThatThrownBy(() -> new ModelSchemas(Map.of()).of("A"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid model identifier specified: A");
    }

    @Test
    void schemaThatIsNoJsonAcceptsEverything() {
        assertThat(schema("<xs:schema/>").violations("<pet/>")).isEmpty();
    }

    @Test
    void schemaThatOnlyRefersToItselfEnds() {
        assertThat(schema("{\"$ref\":\"#\"}").violations("{}"))
                .containsExactly("the body is too deep or too costly to validate");
    }

    @Test
    void recursionWithManyBranchesEnds() {
        String both =
                "{\"anyOf\":[{\"items\":{\"$ref\":\"#\"}},{\"items\":{\"$ref\":\"#\"}}],\"not\":{\"type\":\"string\"}}";
        String deep = "[".repeat(200) + "\"x\"" + "]".repeat(200);

        assertThat(schema(both).violations(deep)).isNotEmpty();
    }

    @Test
    void costlyPatternOnALongTextEnds() {
        BodySchema schema = schema("{\"pattern\":\"^(([a-z0-9]{0,9}){0,40}){0,40}$\"}");

        assertThat(schema.violations("\"" + "ab1".repeat(1_000_000) + "-\"")).isNotEmpty();
    }

    @Test
    void patternThatWouldFillTheMemoryIsRefused() {
        assertThatThrownBy(() -> schema("{\"pattern\":\"((x{1000}){1000}){1000}\"}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hugeExponentsAreNotDivided() {
        assertThat(schema("{\"multipleOf\":0.3}").violations("1e999999999")).hasSize(1);
        assertThat(schema("{\"maximum\":1}").violations("1e999999999")).hasSize(1);
        assertThat(schema("{\"uniqueItems\":true}").violations("[1e999999999,1e-999999999]"))
                .isEmpty();
    }

    @Test
    void whatIsToldStaysReadable() {
        List<String> many = schema("{\"items\":{\"maxLength\":1}}")
                .violations("[" + "\"" + "x".repeat(100_000) + "\"," + "\"yy\",".repeat(5_000) + "1]");

        assertThat(many).hasSize(100);
        assertThat(many.get(0)).hasSizeLessThan(400);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static BodySchema schema(String schema) {
        return new ModelSchemas(Map.of("A", schema)).of("A");
    }
}
