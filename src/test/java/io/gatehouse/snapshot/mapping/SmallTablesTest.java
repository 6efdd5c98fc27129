package io.gatehouse.snapshot.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.model.Json;
import io.gatehouse.snapshot.mapping.ValueSource.Side;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small compiled parts: status codes of MOCK, media types, mapping sources, JSON paths, header names. */
class SmallTablesTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"statusCode\": 200}                            | 200",
                "{statusCode: 200}                                | 200",
                "{'statusCode':404}                               | 404",
                " { \"a\": 1, \"statusCode\" : 201 , \"b\": {} }  | 201",
                "{\"statusCode\":\"200\"}                         | 200",
                "{\"a\":{\"statusCode\":300},\"statusCode\":200}  | 200",
                "{\"a\":\"statusCode\",\"statusCode\":200}        | 200",
                "{\"a\":\"\\\"statusCode\\\":300\",\"statusCode\":200} | 200"
            })
    void mockFindsTheStatusCode(String template, int status) {
        assertThat(MockStatus.read(template)).hasValue(status);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {
                "",
                "{}",
                "200",
                "statusCode: 200",
                "{\"statusCode\": 20}",
                "{\"statusCode\": 2000}",
                "{\"statusCode\": 999}",
                "{\"statusCode\": 099}",
                "{\"statusCode\": 200.5}",
                "{\"statusCode\": \"abc\"}",
                "{\"statusCode\"}",
                "{\"statusCode\": 200",
                "{\"status\": 200}",
                "{\"xstatusCode\": 200}",
                "{xstatusCode: 200}",
                "{\"a\":{\"statusCode\":200}}",
                "{\"statusCode\":",
                "{\"statusCode",
                "\"",
                "{\"\\"
            })
    void mockFindsNoStatusCode(String template) {
        assertThat(MockStatus.read(template)).isEqualTo(OptionalInt.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json                 | json",
                "APPLICATION/JSON; charset=utf-8  | json",
                "' text/html, application/json'   | html",
                "text/html;q=0.1                  | html",
                "                                 | json",
                "'  '                             | json",
                "text/htm                         | ",
                "*/*                              | ",
                ";                                | "
            })
    void theFirstMediaTypeCountsAndNoneIsJson(String field, String expected) {
        var table = MediaTypeTable.of(Map.of("application/json", "json", "text/html", "html"));

        MediaTypeTable.Entry<String> found = table.find(field);
        assertThat(found == null ? null : found.value()).isEqualTo(expected);
    }

    @Test
    void whereNothingIsAcceptedJsonIsBestElseTheFirst() {
        var table = MediaTypeTable.of(Map.of("text/html", "html", "application/xml", "xml"));

        assertThat(table.best("image/png")).isEqualTo(new MediaTypeTable.Entry<>("application/xml", "xml"));
        assertThat(table.best("text/html")).isEqualTo(new MediaTypeTable.Entry<>("text/html", "html"));
        assertThat(MediaTypeTable.empty().best("text/html")).isNull();

        var withJson = MediaTypeTable.of(Map.of("application/a", "a", "application/json", "json"));
        assertThat(withJson.best("image/png")).isEqualTo(new MediaTypeTable.Entry<>("application/json", "json"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "'a b'                                    , LITERAL, a b",
                "''                                       , LITERAL, ``",
                "'it''s'                                  , LITERAL, it''s",
                "method.request.path.id                   , REQUEST_PATH, id",
                "method.request.querystring.a.b           , REQUEST_QUERYSTRING, a.b",
                "method.request.header.X-A_b$             , REQUEST_HEADER, X-A_b$",
                "method.request.multivaluequerystring.q   , REQUEST_MULTIVALUE_QUERYSTRING, q",
                "method.request.multivalueheader.h        , REQUEST_MULTIVALUE_HEADER, h",
                "method.request.body                      , REQUEST_BODY, ``",
                "method.request.body.a.b                  , REQUEST_BODY, ``",
                "stageVariables.v                         , STAGE_VARIABLE, v",
                "context.identity.sourceIp                , CONTEXT, identity.sourceIp"
            })
    void mappingExpressionsAreTakenApart(String expression, ValueSource.Kind kind, String name) {
        ValueSource source = ValueSource.parse(expression, Side.REQUEST);

        assertThat(source.kind()).isEqualTo(kind);
        assertThat(source.name()).isEqualTo(name);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {
                "",
                "'",
                "true",
                "method.request.header.",
                "method.request.header.a b",
                "method.request.header.a\r\nb",
                "$context.stage",
                "stageVariables.",
                "integration.response.header.X",
                "integration.response.body",
                "method.request.cookie.a",
                "method.request.bodyguard",
                "method.request.querystring.é"
            })
    void whatIsNoMappingExpressionIsRefused(String expression) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueSource.parse(expression, Side.REQUEST))
                .withMessage("Invalid mapping expression specified: " + expression);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "name            | Rex",
                "owner.name      | Ann",
                "tags[1]         | b",
                "['name']        | Rex",
                "owner           | {\"name\":\"Ann\"}",
                "age             | 3",
                "good            | true",
                "none            | ",
                "missing.deeper  | ",
                "tags[9]         | ",
                "name[0]         | ",
                "tags.name       | "
            })
    void jsonPathsOfNamesAndIndexes(String path, String expected) {
        var document = Json.parse("{\"name\":\"Rex\",\"owner\":{\"name\":\"Ann\"},\"tags\":[\"a\",\"b\"],\"age\":3,"
                + "\"good\":true,\"none\":null}");

        assertThat(JsonPath.parse(path).read(document)).isEqualTo(expected);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {"*", "a..b", "a[*]", "a[?(@.x)]", "a[-1]", "a[0:2]", "a[", "a[]", "a.", "a[99999999999]", "$.a"})
    void richerJsonPathsAreSaidToBeSo(String path) {
        assertThatExceptionOfType(JsonPath.TooRichException.class).isThrownBy(() -> JsonPath.parse(path));
    }

    @Test
    void headerNamesAreFoundInAnyCase() {
        var table = HeaderTable.of(Map.of("Host", 1, "Date", 2, "X-Forwarded-For", 3));

        assertThat(table.find("host")).isEqualTo(1);
        assertThat(table.find("DATE")).isEqualTo(2);
        assertThat(table.find("x-FORWARDED-for")).isEqualTo(3);
        assertThat(table.find("Hos")).isNull();
        assertThat(table.find("")).isNull();
        assertThat(table.find("a-very-long-name-that-is-longer-than-all")).isNull();
    }

    @Test
    void simpleTemplatesReplaceVariablesAndNothingElse() {
        SimpleTemplate template = SimpleTemplate.compile(
                "$context.a ${context.b}x $stageVariables.c. $method.request.header.D $context. $other #if(1) ${context.e $");

        assertThat(template.render(source -> "<" + source.name() + ">"))
                .isEqualTo("<a> <b>x <c>. <D> $context. $other #if(1) ${context.e $");
        assertThat(template.render(source -> null)).isEqualTo(" x .  $context. $other #if(1) ${context.e $");
    }

    @Test
    void percentEncodingGoesBothWays() {
        var encoded = new StringBuilder();
        PercentEncoding.encodeQueryPart("a b+c&d=é/😀%", encoded);

        assertThat(encoded).hasToString("a%20b%2Bc%26d%3D%C3%A9/%F0%9F%98%80%25");
        assertThat(PercentEncoding.decodeQuery(encoded.toString(), 0, encoded.length()))
                .isEqualTo("a b+c&d=é/😀%");
        assertThat(PercentEncoding.decodeQuery("a+b", 0, 3)).isEqualTo("a b");
        assertThat(PercentEncoding.decode("a+b%", 0, 4)).isEqualTo("a+b%");
    }
}
