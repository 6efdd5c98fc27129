package io.gatehouse.execute;

import static io.gatehouse.execute.TestApi.answer;
import static io.gatehouse.execute.TestApi.api;
import static io.gatehouse.execute.TestApi.lines;
import static io.gatehouse.execute.TestApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.execute.integrate.IntegrationResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP without proxy: the backend gets what the mappings make, the caller what the integration responses make. */
class HttpIntegrationTest {
    private static final String DEFAULT = "'integrationResponses':{'200':{'statusCode':'200'}}";

    private static String http(String httpMethod, String members) {
        return "{'type':'HTTP','httpMethod':'" + httpMethod + "','uri':'http://backend.test/p?own=1'," + members + "}";
    }

    @Test
    void onlyDefaultsAndMappedParametersAreSent() {
        var api = api().post(
                        "/{id}",
                        http(
                                "PUT",
                                DEFAULT + ",'requestParameters':{"
                                        + "'integration.request.header.X-Id':'method.request.path.id',"
                                        + "'integration.request.querystring.q':'method.request.querystring.a'}"));

        api.send(
                "POST",
                "/7?a=1&b=2",
                "body",
                "Content-Type",
                "text/plain; charset=utf-8",
                "X-Other",
                "1",
                "Cookie",
                "c=1",
                "Accept",
                "text/html",
                "User-Agent",
                "curl",
                "X-Forwarded-For",
                "198.51.100.1");

        assertThat(api.sent().method()).isEqualTo("PUT");
        assertThat(api.sent().target()).isEqualTo("/p?own=1&q=1");
        assertThat(text(api.sent().body())).isEqualTo("body");
        assertThat(lines(api.sent().headers()))
                .contains(
                        "Accept: application/json",
                        "User-Agent: AmazonAPIGateway_" + TestApi.ID,
                        "Content-Type: text/plain; charset=utf-8",
                        "X-Amzn-Apigateway-Api-Id: " + TestApi.ID,
                        "X-Id: 7")
                .anyMatch(line -> line.startsWith("X-Amzn-Trace-Id: Root=1-"))
                .hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void noBodyIsSentWhereNoneBelongs(String httpMethod) {
        var api = api().post("/", http(httpMethod, DEFAULT));

        api.send("POST", "/", "body", "Content-Type", "text/plain");

        assertThat(api.sent().body().length()).isZero();
        assertThat(api.sent().headers().contains("Content-Type")).isFalse();
    }

    @Test
    void aRequestTemplateMakesTheBody() {
        var api = api().post(
                        "/",
                        http("POST", DEFAULT + ",'requestTemplates':{'application/json':'fixed','$default':'other'}"));

        api.send("POST", "/", "ignored");
        assertThat(text(api.sent().body())).isEqualTo("fixed");
        api.send("POST", "/", "ignored", "content-type", "text/xml");
        assertThat(text(api.sent().body())).isEqualTo("other");
    }

    @ParameterizedTest
    @CsvSource({
        "WHEN_NO_MATCH,     true,  application/json, template",
        "WHEN_NO_MATCH,     true,  text/plain,       body",
        "WHEN_NO_MATCH,     false, text/plain,       body",
        "WHEN_NO_TEMPLATES, true,  application/json, template",
        "WHEN_NO_TEMPLATES, true,  text/plain,       415",
        "WHEN_NO_TEMPLATES, false, text/plain,       body",
        "NEVER,             true,  application/json, template",
        "NEVER,             true,  text/plain,       415",
        "NEVER,             false, text/plain,       415"
    })
    void passthroughBehaviorDecidesWhereNoTemplateMatches(
            String behavior, boolean templates, String contentType, String expected) {
        var api = api().post(
                        "/",
                        http(
                                "POST",
                                DEFAULT + ",'passthroughBehavior':'" + behavior + "'"
                                        + (templates ? ",'requestTemplates':{'application/json':'template'}" : "")));

        Response response = api.send("POST", "/", "body", "Content-Type", contentType);

        if (expected.equals("415")) {
            assertThat(response.status()).isEqualTo(415);
            assertThat(text(response)).isEqualTo("{\"message\":\"Unsupported Media Type\"}");
            assertThat(response.headers().first("x-amzn-ErrorType")).isEqualTo("BadRequestException");
            assertThat(api.backendCalls()).isZero();
        } else {
            assertThat(text(api.sent().body())).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"200, 200", "201, 200", "299, 200", "404, 404", "418, 404", "500, 502", "301, 502", "2000, 500"})
    void theFirstPatternThatMatchesTheStatusWins(int backend, int expected) {
        var api = api().method(
                        "GET",
                        "/",
                        "{'methodResponses':{'200':{},'404':{},'502':{}},'methodIntegration':"
                                + http(
                                        "GET",
                                        "'integrationResponses':{"
                                                + "'200':{'statusCode':'200','selectionPattern':'2\\\\d{2}'},"
                                                + "'404':{'statusCode':'404','selectionPattern':'4\\\\d\\\\d'},"
                                                + "'502':{'statusCode':'502','selectionPattern':''}}")
                                + "}")
                .backend(request -> answer(backend, ""));

        assertThat(api.call("GET", "/").status()).isEqualTo(expected);
    }

    @Test
    void aPatternMatchesTheWholeStatus() {
        var api = api().get(
                        "/",
                        http("GET", "'integrationResponses':{'200':{'statusCode':'200','selectionPattern':'20'}}"));

        Response response = api.call("GET", "/");

        assertThat(response.status()).isEqualTo(500);
        assertThat(text(response)).isEqualTo("{\"message\":\"Internal server error\"}");
    }

    @Test
    void aStatusThatTheMethodDoesNotDeclareIsAnError() {
        var api = api().get("/", http("GET", "'integrationResponses':{'201':{'statusCode':'201'}}"));

        assertThat(api.call("GET", "/").status()).isEqualTo(500);
    }

    @Test
    void onlyMappedHeadersComeBack() {
        var api = api().method(
                        "GET",
                        "/",
                        "{'methodResponses':{'200':{'responseParameters':{"
                                + "'method.response.header.X-One':false,'method.response.header.Many':false,"
                                + "'method.response.header.Name':true,'method.response.header.Fixed':true,"
                                + "'method.response.header.None':true,'method.response.header.Stage':true}}},"
                                + "'methodIntegration':"
                                + http(
                                        "GET",
                                        "'integrationResponses':{'200':{'statusCode':'200','responseParameters':{"
                                                + "'method.response.header.X-One':'integration.response.header.x-one',"
                                                + "'method.response.header.Many':'integration.response.multivalueheader.many',"
                                                + "'method.response.header.Name':'integration.response.body.name',"
                                                + "'method.response.header.Fixed':'`a, b`',"
                                                + "'method.response.header.None':'integration.response.header.none',"
                                                + "'method.response.header.Stage':'context.stage',"
                                                + "'method.response.header.Undeclared':'`x`'}}}")
                                + "}")
                .backend(request -> answer(
                        200,
                        "{\"name\":\"Rex\"}",
                        "X-One",
                        "first",
                        "X-One",
                        "last",
                        "Many",
                        "a",
                        "Many",
                        "b",
                        "Other",
                        "o",
                        "Content-Type",
                        "text/csv"));

        Response response =
                api.call("GET", "/", "X-Amzn-Trace-Id", "Root=1-3152b799-8954dae64eda91bc9a23a7e8;Parent=7");

        assertThat(lines(response.headers()).subList(2, response.headers().size()))
                .containsExactlyInAnyOrder(
                        "Content-Type: application/json",
                        "X-Amzn-Trace-Id: Root=1-3152b799-8954dae64eda91bc9a23a7e8;Parent=7",
                        "X-One: last",
                        "Many: a,b",
                        "Name: Rex",
                        "Fixed: a, b",
                        "Stage: test");
        assertThat(text(response)).isEqualTo("{\"name\":\"Rex\"}");
    }

    /** Recorded: test_apigateway_header_remapping_aws, the answer with responseParameters. */
    @ParameterizedTest
    @CsvSource({
        "Authorization,      x-amzn-Remapped-Authorization",
        "Connection,         x-amzn-Remapped-Connection",
        "Content-Length,     x-amzn-Remapped-Content-Length",
        "Content-MD5,        x-amzn-Remapped-Content-MD5",
        "Date,               x-amzn-Remapped-Date",
        "Expect,             x-amzn-Remapped-Expect",
        "Host,               x-amzn-Remapped-Host",
        "Max-Forwards,       x-amzn-Remapped-Max-Forwards",
        "Proxy-Authenticate, x-amzn-Remapped-Proxy-Authenticate",
        "Server,             x-amzn-Remapped-Server",
        "Trailer,            x-amzn-Remapped-Trailer",
        "Upgrade,            x-amzn-Remapped-Upgrade",
        "User-Agent,         x-amzn-Remapped-User-Agent",
        "WWW-Authenticate,   x-amzn-Remapped-WWW-Authenticate",
        "Accept,             Accept",
        "Accept-Charset,     Accept-Charset",
        "Accept-Encoding,    Accept-Encoding",
        "Age,                Age",
        "Content-Encoding,   Content-Encoding",
        "Content-Type,       Content-Type",
        "Pragma,             Pragma",
        "Range,              Range",
        "Referer,            Referer",
        "TE,                 TE",
        "Via,                Via",
        "Warn,               Warn",
        "Transfer-Encoding,  "
    })
    void mappedResponseHeadersAreRemapped(String name, String expected) {
        var api = api().method(
                        "GET",
                        "/",
                        "{'methodResponses':{'200':{'responseParameters':{'method.response.header."
                                + name + "':true}}},'methodIntegration':"
                                + http(
                                        "GET",
                                        "'integrationResponses':{'200':{'statusCode':'200','responseParameters':{"
                                                + "'method.response.header." + name + "':'`mapped`'}}}")
                                + "}");

        Response response = api.call("GET", "/");

        if (expected == null) {
            assertThat(lines(response.headers())).noneMatch(line -> line.contains("mapped"));
        } else {
            assertThat(response.headers().all(expected)).containsExactly("mapped");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "text/html,         html",
        "'text/html, */*',  html",
        "application/json,  json",
        "'',                json",
        "image/png,         json"
    })
    void aResponseTemplateIsChosenByAccept(String accept, String expected) {
        var api = api().get(
                        "/",
                        http(
                                "GET",
                                "'integrationResponses':{'200':{'statusCode':'200','responseTemplates':{"
                                        + "'application/json':'json','text/html':'html'}}}"));

        assertThat(text(api.call("GET", "/", "Accept", accept))).isEqualTo(expected);
    }

    @Test
    void anEmptyResponseTemplatePassesTheBodyThrough() {
        var api = api().get(
                        "/",
                        http(
                                "GET",
                                "'integrationResponses':{'200':{'statusCode':'200','responseTemplates':"
                                        + "{'application/json':''}}}"));

        assertThat(text(api.call("GET", "/"))).isEqualTo("{\"from\":\"backend\"}");
    }

    @Test
    void whatIsNotUtf8IsReplaced() {
        var latin = new Body.Bytes(new byte[] {'a', (byte) 0xe9, 'b'});
        var api = api().post("/", http("POST", DEFAULT))
                .backend(request -> new IntegrationResponse(200, new Headers(), latin));

        Response response = api.send("POST", "/", latin);

        assertThat(text(api.sent().body())).isEqualTo("a\uFFFDb");
        assertThat(text(response)).isEqualTo("a\uFFFDb");
        assertThat(((Body.Bytes) response.body()).bytes()).isEqualTo("a\uFFFDb".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aStatusWithoutBodyHasNone() {
        var api = api().method(
                        "DELETE",
                        "/",
                        "{'methodResponses':{'204':{}},'methodIntegration':"
                                + http("DELETE", "'integrationResponses':{'204':{'statusCode':'204'}}") + "}");

        assertThat(api.call("DELETE", "/").body().length()).isZero();
    }

    @Test
    void aBackendAnswerThatShouldBeJsonAndIsNotIsAnError() {
        var api = api().method(
                        "GET",
                        "/",
                        "{'methodResponses':{'200':{'responseParameters':{'method.response.header.A':true}}},"
                                + "'methodIntegration':"
                                + http(
                                        "GET",
                                        "'integrationResponses':{'200':{'statusCode':'200','responseParameters':{"
                                                + "'method.response.header.A':'integration.response.body.a'}}}")
                                + "}")
                .backend(request -> answer(200, "<html>"));

        assertThat(api.call("GET", "/").status()).isEqualTo(500);
    }
}
