package io.gatehouse.execute;

import static io.gatehouse.execute.TestApi.answer;
import static io.gatehouse.execute.TestApi.api;
import static io.gatehouse.execute.TestApi.httpProxy;
import static io.gatehouse.execute.TestApi.lines;
import static io.gatehouse.execute.TestApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP_PROXY: what the backend gets of the caller's request, and the caller of the backend's answer. */
class HttpProxyTest {

    @Test
    void theGatewayAddsWhoCalled() {
        var api = api().get("/", httpProxy("http://h"));

        api.call("GET", "/");

        assertThat(lines(api.sent().headers()))
                .contains(
                        "X-Forwarded-For: 203.0.113.7",
                        "X-Forwarded-Port: 443",
                        "X-Forwarded-Proto: https",
                        "X-Amzn-Apigateway-Api-Id: " + TestApi.ID,
                        "Accept: application/json",
                        "User-Agent: AmazonAPIGateway_" + TestApi.ID)
                .noneMatch(line -> line.startsWith("Content-Type"))
                .anyMatch(line -> line.matches("X-Amzn-Trace-Id: Root=1-[0-9a-f]{8}-[0-9a-f]{24}"))
                .hasSize(7);
    }

    @Test
    void whatTheCallerSaysItselfIsKept() {
        var api = api().post("/", httpProxy("http://h"));

        api.send(
                "POST",
                "/",
                "x",
                "accept",
                "text/html",
                "user-agent",
                "curl/8",
                "content-type",
                "text/plain",
                "X-Forwarded-For",
                "198.51.100.1",
                "x-forwarded-for",
                "198.51.100.2",
                "X-Forwarded-Proto",
                "gopher");

        assertThat(lines(api.sent().headers()))
                .contains(
                        "accept: text/html",
                        "user-agent: curl/8",
                        "content-type: text/plain",
                        "X-Forwarded-For: 198.51.100.1, 198.51.100.2, 203.0.113.7",
                        "X-Forwarded-Proto: https")
                .noneMatch(line -> line.contains("gopher"));
    }

    @Test
    void aBodyWithoutContentTypeIsSaidToBeJson() {
        var api = api().post("/", httpProxy("http://h"));

        api.send("POST", "/", "{}");

        assertThat(api.sent().headers().all("Content-Type")).containsExactly("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection", "Content-Encoding", "Content-Length", "Content-MD5", "Expect", "Host", "Keep-Alive",
                "Max-Forwards", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "Server", "te",
                        "Trailer",
                "Transfer-Encoding", "UPGRADE", "Via", "WWW-Authenticate", "X-HTTP-Method-Override", "HTTP2-Settings"
            })
    void theseHeadersStayHere(String name) {
        var api = api().any("/", httpProxy("http://h"));

        api.call("GET", "/", name, "GET");

        assertThat(api.sent().headers().contains(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Age",
                "Accept-Charset",
                "Accept-Encoding",
                "Pragma",
                "Range",
                "Referer",
                "Warn",
                "Date",
                "Cookie",
                "X-Any",
                "Authorization"
            })
    void theseHeadersPass(String name) {
        var api = api().any("/", httpProxy("http://h"));

        api.call("GET", "/", name, "one", name, "two");

        assertThat(api.sent().headers().all(name)).containsExactly("one", "two");
    }

    @Test
    void aSignatureMadeForTheGatewayStaysHere() {
        var api = api().any("/", httpProxy("http://h"));

        api.call(
                "GET",
                "/",
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=AKID/20200101/us-east-1/execute-api/aws4_request");

        assertThat(api.sent().headers().contains("Authorization")).isFalse();
    }

    @Test
    void whatTheConnectionFieldNamesStaysHere() {
        var api = api().any("/", httpProxy("http://h"))
                .backend(request -> answer(200, "", "Connection", "X-Back", "X-Back", "1", "X-Stays", "2"));

        Response response =
                api.call("GET", "/", "Connection", "close, X-Hop ,x-other", "X-Hop", "1", "X-OTHER", "2", "X-End", "3");

        assertThat(lines(api.sent().headers()))
                .contains("X-End: 3")
                .noneMatch(line -> line.startsWith("X-Hop") || line.startsWith("X-OTHER"));
        assertThat(lines(response.headers()))
                .contains("X-Stays: 2", "x-amzn-Remapped-Connection: X-Back")
                .noneMatch(line -> line.startsWith("X-Back"));
    }

    @ParameterizedTest
    @CsvSource({
        "Root=1-3152b799-8954dae64eda91bc9a23a7e8;Parent=7fa8c0f79203be72;Sampled=1, Root=1-3152b799-8954dae64eda91bc9a23a7e8;Parent=7fa8c0f79203be72;Sampled=1",
        "Root=1-3152b799-8954dae64eda91bc9a23a7e8, 'Root=1-3152b799-8954dae64eda91bc9a23a7e8;Parent=[0-9a-f]{16};Sampled=0'",
        "nonsense, 'Root=1-[0-9a-f]{8}-[0-9a-f]{24}'",
        "Root=1-short, 'Root=1-[0-9a-f]{8}-[0-9a-f]{24}'"
    })
    void aTraceIsContinued(String sent, String forwarded) {
        var api = api().any("/", httpProxy("http://h"));

        api.call("GET", "/", "x-amzn-trace-id", sent);

        assertThat(api.sent().headers().all("X-Amzn-Trace-Id"))
                .singleElement()
                .asString()
                .matches(forwarded);
    }

    /** Recorded: test_http_proxy_integration_request_data_mappings. */
    @Test
    void mappedParametersGoOverTheCallers() {
        var api = api().post(
                        "/{pathVariable}",
                        httpProxy(
                                "http://127.77.0.30:5602/?testVar={pathVar}&testQs={qsVar}",
                                "{'integration.request.header.headerVar':'method.request.header.foobar',"
                                        + "'integration.request.path.pathVar':'method.request.path.pathVariable',"
                                        + "'integration.request.path.qsVar':'method.request.querystring.testVar',"
                                        + "'integration.request.querystring.queryString':'method.request.querystring.testQueryString',"
                                        + "'integration.request.querystring.testEmptyQs':'method.request.header.emptyheader',"
                                        + "'integration.request.querystring.testQs':'method.request.querystring.testQueryString'}"));

        api.send(
                "POST",
                "/foobar?testQueryString=foo&testVar=bar",
                "{}",
                "foobar",
                "mapped-value",
                "headerVar",
                "request-value");

        assertThat(queryOf(api))
                .containsExactlyInAnyOrder(
                        "testVar=foobar",
                        "testVar=bar",
                        "testQs=bar",
                        "testQs=foo",
                        "testQueryString=foo",
                        "queryString=foo");
        assertThat(queryOf(api)).containsSubsequence("testVar=foobar", "testVar=bar");
        assertThat(queryOf(api)).containsSubsequence("testQs=bar", "testQs=foo");
        assertThat(api.sent().headers().all("headerVar")).containsExactly("mapped-value");
        assertThat(api.sent().headers().all("foobar")).containsExactly("mapped-value");
    }

    private static List<String> queryOf(TestApi api) {
        return List.of(api.sent().target().substring(2).split("&"));
    }

    @Test
    void theQueryPassesAsItCame() {
        var api = api().get("/", httpProxy("http://h/p"));

        api.call("GET", "/?a=%2F&a=b+c;d&=&e=%E4%BD%A0&&f");

        assertThat(api.sent().target()).isEqualTo("/p?a=%2F&a=b+c;d&=&e=%E4%BD%A0&&f");
    }

    @Test
    void aMappedQueryParameterTakesThePlaceOfTheCallers() {
        var api = api().get(
                        "/",
                        httpProxy(
                                "http://h/p",
                                "{'integration.request.querystring.q':'method.request.querystring.q',"
                                        + "'integration.request.querystring.all':'method.request.multivaluequerystring.r'}"));

        api.call("GET", "/?q=1&x=0&%71=2%262&r=a&r=b%20c");

        assertThat(api.sent().target()).isEqualTo("/p?x=0&r=a&r=b%20c&all=a&all=b%20c&q=2%262");
    }

    /** Recorded: test_import_with_stage_variables. */
    @Test
    void stageVariablesMakeTheUri() {
        var api = api().get(
                        "/path1",
                        "{'type':'HTTP_PROXY','httpMethod':'POST','uri':"
                                + "'https://${stageVariables.TestHost}/${stageVariables.testPath}?${stageVariables.querystring}'}")
                .variable("TestHost", "127.77.0.31:5602/")
                .variable("querystring", "qs_key=qs_value")
                .variable("testPath", "test-path");

        api.call("GET", "/path1");

        assertThat(api.sent().method()).isEqualTo("POST");
        assertThat(api.sent().tls()).isTrue();
        assertThat(api.sent().host()).isEqualTo("127.77.0.31");
        assertThat(api.sent().port()).isEqualTo(5602);
        assertThat(api.sent().target()).isEqualTo("//test-path?qs_key=qs_value");
    }

    @Test
    void aMissingStageVariableIsAnError() {
        var api = api().get("/", httpProxy("http://${stageVariables.host}/"));

        Response response = api.call("GET", "/");

        assertThat(response.status()).isEqualTo(500);
        assertThat(text(response)).isEqualTo("{\"message\":\"Internal server error\"}");
        assertThat(response.headers().first("x-amzn-ErrorType")).isEqualTo("InternalServerErrorException");
        assertThat(api.backendCalls()).isZero();
    }

    @Test
    void greedyPathsGoOnWithTheirSlashes() {
        var api = api().any(
                        "/v1/{proxy+}",
                        httpProxy(
                                "http://h/base/{proxy}",
                                "{'integration.request.path.proxy':'method.request.path.proxy'}"));

        api.call("GET", "/v1/a%20b/%E4%BD%A0/c+d/");

        assertThat(api.sent().target()).isEqualTo("/base/a%20b/%E4%BD%A0/c+d");
    }

    @ParameterizedTest
    @CsvSource({"ANY, PATCH", "POST, POST"})
    void theIntegrationsOwnMethodIsUsedUnlessItIsAny(String httpMethod, String expected) {
        var api = api().any("/", "{'type':'HTTP_PROXY','httpMethod':'" + httpMethod + "','uri':'http://h'}");

        api.call("PATCH", "/");

        assertThat(api.sent().method()).isEqualTo(expected);
    }

    @Test
    void theMethodCanBeOverridden() {
        var api = api().method("PUT", "/", "{'methodIntegration':" + httpProxy("http://h") + "}");

        assertThat(api.call("POST", "/", "X-HTTP-Method-Override", "PUT").status())
                .isEqualTo(200);
        assertThat(api.sent().method()).isEqualTo("PUT");
        assertThat(api.call("PUT", "/", "X-HTTP-Method-Override", "GET").status())
                .isEqualTo(403);
    }

    @Test
    void mappingsReadTheBodyTheContextAndTheStage() {
        var api = api().post(
                        "/",
                        httpProxy(
                                "http://h",
                                "{'integration.request.header.name':'method.request.body.owner.name',"
                                        + "'integration.request.header.whole':'method.request.body',"
                                        + "'integration.request.header.absent':'method.request.body.nothing',"
                                        + "'integration.request.header.stage':'context.stage',"
                                        + "'integration.request.header.ip':'context.identity.sourceIp',"
                                        + "'integration.request.header.var':'stageVariables.v',"
                                        + "'integration.request.header.fixed':'`yes`',"
                                        + "'integration.request.header.path':'context.path'}"))
                .variable("v", "1");

        api.send("POST", "/?q", "{\"owner\":{\"name\":\"Ann\"}}");

        assertThat(lines(api.sent().headers()))
                .contains(
                        "name: Ann",
                        "whole: {\"owner\":{\"name\":\"Ann\"}}",
                        "stage: test",
                        "ip: 203.0.113.7",
                        "var: 1",
                        "fixed: yes",
                        "path: /test/")
                .noneMatch(line -> line.startsWith("absent"));
        assertThat(text(api.sent().body())).isEqualTo("{\"owner\":{\"name\":\"Ann\"}}");
    }

    @Test
    void aBodyThatShouldBeJsonAndIsNotIsRefused() {
        var api = api().post("/", httpProxy("http://h", "{'integration.request.header.a':'method.request.body.a'}"));

        Response response = api.send("POST", "/", "{broken");

        assertThat(response.status()).isEqualTo(400);
        assertThat(text(response)).isEqualTo("{\"message\":\"Invalid JSON in request body\"}");
        assertThat(response.headers().first("x-amzn-ErrorType")).isEqualTo("BadRequestException");
    }

    /** Recorded: mapping one of these fails the call. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length", "transfer-encoding", "X-Amzn-Trace-Id", "x-amzn-apigateway-api-id"})
    void headersThatTheGatewayWritesCannotBeMapped(String name) {
        var api = api().get("/", httpProxy("http://h", "{'integration.request.header." + name + "':'`0`'}"));

        assertThat(api.call("GET", "/").status()).isEqualTo(500);
        assertThat(api.backendCalls()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connection", "Expect", "TE", "Trailer", "Upgrade", "Keep-Alive", "Proxy-Connection"})
    void mappingsCannotTouchTheConnection(String name) {
        var api = api().get("/", httpProxy("http://h", "{'integration.request.header." + name + "':'`x`'}"));

        api.call("GET", "/");

        assertThat(api.sent().headers().contains(name)).isFalse();
    }

    @Test
    void aMappedHostIsSentInPlaceOfTheEndpoints() {
        var api = api().get("/", httpProxy("http://h", "{'integration.request.header.Host':'`virtual.test`'}"));

        api.call("GET", "/");

        assertThat(api.sent().host()).isEqualTo("h");
        assertThat(api.sent().headers().all("Host")).containsExactly("virtual.test");
    }

    @Test
    void aHeaderTheGatewayTakesMapsToAnEmptyText() {
        var api = api().get(
                        "/",
                        httpProxy(
                                "http://h",
                                "{'integration.request.header.a':'method.request.header.Expect',"
                                        + "'integration.request.header.b':'method.request.header.TE',"
                                        + "'integration.request.header.c':'method.request.header.X'}"));

        api.call("GET", "/", "expect", "100-continue", "x", "one", "X", "two");

        assertThat(lines(api.sent().headers())).contains("a: ", "c: two").noneMatch(line -> line.startsWith("b:"));
    }

    @Test
    void answersAreRemapped() {
        var api = api().get("/", httpProxy("http://h"))
                .backend(request -> answer(
                        200,
                        "x",
                        "Connection",
                        "keep-alive",
                        "content-length",
                        "1",
                        "Date",
                        "today",
                        "Server",
                        "nginx",
                        "x-amzn-requestid",
                        "theirs",
                        "WWW-Authenticate",
                        "Basic",
                        "Via",
                        "1.1 p",
                        "Transfer-Encoding",
                        "chunked",
                        "Keep-Alive",
                        "timeout=5",
                        "Upgrade",
                        "h2c",
                        "Trailer",
                        "X",
                        "x-amz-apigw-id",
                        "theirs",
                        "Set-Cookie",
                        "a=1",
                        "Set-Cookie",
                        "b=2",
                        "X-Amzn-ErrorType",
                        "Own",
                        "ETag",
                        "1"));

        Response response = api.call("GET", "/");

        assertThat(lines(response.headers()).subList(2, response.headers().size()))
                .containsExactly(
                        "x-amzn-Remapped-Connection: keep-alive",
                        "x-amzn-Remapped-Content-Length: 1",
                        "x-amzn-Remapped-Date: today",
                        "x-amzn-Remapped-Server: nginx",
                        "x-amzn-Remapped-x-amzn-RequestId: theirs",
                        "x-amzn-Remapped-WWW-Authenticate: Basic",
                        "Set-Cookie: a=1",
                        "Set-Cookie: b=2",
                        "X-Amzn-ErrorType: Own",
                        "ETag: 1",
                        "Content-Type: application/json");
        assertThat(response.headers().all("x-amzn-RequestId")).hasSize(1).doesNotContain("theirs");
        assertThat(response.headers().all("x-amz-apigw-id")).hasSize(1).doesNotContain("theirs");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 302, 404, 500, 503})
    void everyStatusPasses(int status) {
        var api = api().get("/", httpProxy("http://h")).backend(request -> answer(status, "", "Location", "/x"));

        assertThat(api.call("GET", "/").status()).isEqualTo(status);
    }

    @Test
    void anAnswerThatIsNoneIsAnError() {
        var api = api().get("/", httpProxy("http://h")).backend(request -> answer(101, ""));

        assertThat(api.call("GET", "/").status()).isEqualTo(500);
    }

    @Test
    void theTimeoutAndTheTrustGoAlong() {
        var api = api().get(
                        "/",
                        "{'type':'HTTP_PROXY','httpMethod':'GET','uri':'https://h','timeoutInMillis':50,"
                                + "'tlsConfig':{'insecureSkipVerification':true}}");

        api.call("GET", "/");

        assertThat(api.sent().timeout()).isEqualTo(Duration.ofMillis(50));
        assertThat(api.sent().insecureSkipVerification()).isTrue();
    }

    @Test
    void latencyIsExpectedFromTheLastCalls() {
        var api = api().get("/", httpProxy("http://h"));
        var expected = new ArrayList<Long>();
        for (int i = 0; i < 2; i++) {
            expected.add(api.serve(TestApi.request("GET", TestApi.HOST, "/test/", Body.Bytes.EMPTY))
                    .expectedNanos());
        }

        assertThat(expected.get(0)).isEqualTo(Long.MAX_VALUE);
        assertThat(expected.get(1)).isLessThan(Duration.ofMinutes(1).toNanos());
    }
}
