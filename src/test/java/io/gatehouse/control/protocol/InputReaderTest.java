package io.gatehouse.control.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.execute.Headers;
import io.gatehouse.execute.authorize.QueryString;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputReaderTest {

    @Test
    void membersComeFromPathQueryHeaderAndBody() {
        Input put = read(
                "apigateway.PutIntegration",
                Map.of("restapi_id", "a", "resource_id", "b", "http_method", "GET"),
                "",
                "{\"httpMethod\":\"POST\",\"type\":\"HTTP\",\"timeoutInMillis\":1e3,\"tlsConfig\":"
                        + "{\"insecureSkipVerification\":\"yes\"},\"uri\":null}");
        assertThat(put.members())
                .isEqualTo(Json.parse("{\"restApiId\":\"a\",\"resourceId\":\"b\",\"httpMethod\":\"GET\","
                        + "\"type\":\"HTTP\",\"integrationHttpMethod\":\"POST\",\"timeoutInMillis\":1000,"
                        + "\"tlsConfig\":{\"insecureSkipVerification\":true}}"));
        assertThat(put.payload()).isEmpty();

        Input export = InputReader.read(
                ServiceModelTest.operation("apigateway.GetExport"),
                Map.of("restapi_id", "a", "stage_name", "b", "export_type", "oas30"),
                QueryString.parse("extensions=integrations&X-Amz-Signature=x"),
                new Headers().add("ACCEPT", "application/yaml"),
                new byte[0]);
        assertThat(export.members().getString("accepts")).isEqualTo("application/yaml");
        assertThat(export.members().get("parameters")).isEqualTo(Json.parse("{\"extensions\":\"integrations\"}"));
    }

    @Test
    void anImportGetsItsBodyRawAndTheParametersNobodyElseTakes() {
        Input input = read(
                "apigateway.ImportRestApi",
                Map.of(),
                "mode=import&failonwarnings=TRUE&basepath=split&ignore=documentation",
                "\u0000{not json");
        assertThat(input.payload()).asString(UTF_8).isEqualTo("\u0000{not json");
        assertThat(input.members())
                .isEqualTo(Json.parse("{\"failOnWarnings\":true,\"parameters\":"
                        + "{\"basepath\":\"split\",\"ignore\":\"documentation\"}}"));
    }

    @Test
    void listsInTheQueryAreRepeated() {
        Input input = read("apigateway.UntagResource", Map.of("resource_arn", "x"), "tagKeys=a,b&tagKeys=c", "");
        assertThat(input.members()).isEqualTo(Json.parse("{\"resourceArn\":\"x\",\"tagKeys\":[\"a,b\",\"c\"]}"));
    }

    @Test
    void aLimitThatIsNoNumberIsRefused() {
        assertThat(read("apigateway.GetRestApis", Map.of(), "limit=7", "").findInt("limit"))
                .hasValue(7);
        assertThatThrownBy(() -> read("apigateway.GetRestApis", Map.of(), "limit=seven", ""))
                .hasMessage("class java.lang.String can not be converted to an Integer");
        assertThat(read("apigateway.GetRestApis", Map.of(), "limit=99999999999", "")
                        .findInt("limit"))
                .hasValue(Integer.MAX_VALUE);
    }

    @Test
    void unknownMembersDoNotHurt() {
        Input input =
                create("{\"name\":\"x\",\"new\":{\"a\":[1,{}]},\"endpointConfiguration\":{\"types\":[],\"b\":1}}");
        assertThat(input.members()).isEqualTo(Json.parse("{\"name\":\"x\",\"endpointConfiguration\":{\"types\":[]}}"));
    }

    @Test
    void nullsInsideMapsStay() {
        Input input = create("{\"name\":\"x\",\"tags\":{\"a\":null},\"description\":null}");
        assertThat(input.members()).isEqualTo(Json.parse("{\"name\":\"x\",\"tags\":{\"a\":null}}"));
    }

    @Test
    void theLastOfDuplicateKeysCounts() {
        assertThat(create("{\"name\":\"x\",\"name\":\"y\"}").text("name")).isEqualTo("y");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":true} | class java.lang.Boolean can not be converted to an String",
                "{\"name\":1.5} | class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to"
                        + " an String",
                "{\"name\":[]} | Start of list found where not expected",
                "{\"name\":{}} | Start of structure or map found where not expected.",
                "{\"tags\":{\"a\":false}} | class java.lang.Boolean can not be converted to an String",
                "{\"tags\":[]} | Start of list found where not expected",
                "{\"tags\":\"a\"} | Expected map or null",
                "{\"binaryMediaTypes\":\"a\"} | Expected list or null",
                "{\"binaryMediaTypes\":{}} | Start of structure or map found where not expected.",
                "{\"endpointConfiguration\":1} | Expected null",
                "{\"endpointConfiguration\":[]} | Start of list found where not expected",
                "{\"disableExecuteApiEndpoint\":1} | class com.amazon.coral.value.json.numbers.TruncatingBigNumber can"
                        + " not be converted to an Boolean",
                "{\"disableExecuteApiEndpoint\":\"maybe\"} | 'MAYBE' can not be converted to an Boolean",
                "{\"minimumCompressionSize\":\"1\"} | class java.lang.String can not be converted to an Integer",
                "{\"minimumCompressionSize\":false} | class java.lang.Boolean can not be converted to an Integer",
                "[] | Start of list found where not expected",
                "\"text\" | Expected null",
                "7 | Expected null",
            })
    void valuesOfAnotherTypeAreRefusedInAwssWords(String body, String message) {
        assertThatThrownBy(() -> create(body))
                .hasMessage(message)
                .isInstanceOfSatisfying(AwsException.class, refused -> {
                    assertThat(refused.code()).isEqualTo("SerializationException");
                    assertThat(refused.status()).isEqualTo(400);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"name\"",
                "{\"name\":}",
                "{name:1}",
                "{'name':1}",
                "{\"name\":\"a\"}x",
                "{\"name\":\"a\"}{}",
                "nul",
                "{\"name\":\"\\u12\"}",
                "{\"name\":01}",
                "{\"a\":1e99999999999}",
                "\uFEFF{}",
                "{\"name\":\"a\u0000\"}",
                "\\\"",
                "<xml/>",
                "}",
                "]]]]"
            })
    void whatIsNoJsonIsRefused(String body) {
        assertThatThrownBy(() -> create(body))
                .isInstanceOfSatisfying(AwsException.class, refused -> assertThat(refused.code())
                        .isEqualTo("SerializationException"));
    }

    @Test
    void hugeNumbersAreCutOrRefusedAtOnce() {
        assertThat(create("{\"minimumCompressionSize\":1e400}").findInt("minimumCompressionSize"))
                .hasValue(Integer.MAX_VALUE);
        assertThat(create("{\"minimumCompressionSize\":-3.99}").findInt("minimumCompressionSize"))
                .hasValue(-3);
        assertThat(create("{\"minimumCompressionSize\":1e-999999}").findInt("minimumCompressionSize"))
                .hasValue(0);
        assertThat(create("{\"minimumCompressionSize\":1e999999999}").findInt("minimumCompressionSize"))
                .hasValue(Integer.MAX_VALUE);
        assertThatThrownBy(() -> create("{\"x\":" + "9".repeat(1_000_000) + "}"))
                .isInstanceOf(AwsException.class);
    }

    @Test
    void deepAndCrowdedBodiesAreRefused() {
        assertThatThrownBy(() -> create("{\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"))
                .hasMessage("The request body is nested too deeply");
        assertThatThrownBy(() -> create("{\"x\":" + "{\"x\":".repeat(5_000) + "1" + "}".repeat(5_001)))
                .hasMessage("The request body is nested too deeply");
        assertThatThrownBy(() -> create("{\"x\":[" + "0,".repeat(200_000) + "0]}"))
                .hasMessage("The request body holds too many values");
        assertThat(create("{\"description\":\"" + "[\\\"{".repeat(100_000) + "\"}")
                        .text("description"))
                .hasSize(300_000);
    }

    @Test
    void aMemberOfTenMegabytesIsRead() {
        String text = "x".repeat(10 * 1024 * 1024);
        assertThat(create("{\"name\":\"" + text + "\"}").text("name")).isEqualTo(text);
    }

    @Test
    void invalidUtf8IsRefused() {
        byte[] body = "{\"name\":\"??\"}".getBytes(UTF_8);
        body[9] = (byte) 0xC3;
        assertThatThrownBy(() -> InputReader.read(
                        ServiceModelTest.operation("apigateway.CreateRestApi"),
                        Map.of(),
                        QueryString.parse(""),
                        new Headers(),
                        body))
                .hasMessage("The request body is not UTF-8");
    }

    @Test
    void anEmptyBodyHasNoMembers() {
        for (String body : new String[] {"", "  \n", "null", "{}"}) {
            assertThat(create(body).members()).isEmpty();
        }
    }

    private static Input create(String body) {
        return read("apigateway.CreateRestApi", Map.of(), "", body);
    }

    static Input read(String key, Map<String, String> labels, String query, String body) {
        return InputReader.read(
                ServiceModelTest.operation(key), labels, QueryString.parse(query), new Headers(), body.getBytes(UTF_8));
    }
}
