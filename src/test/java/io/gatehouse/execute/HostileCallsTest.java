package io.gatehouse.execute;

import static io.gatehouse.execute.TestApi.answer;
import static io.gatehouse.execute.TestApi.api;
import static io.gatehouse.execute.TestApi.httpProxy;
import static io.gatehouse.execute.TestApi.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers and backends that mean no good: nothing they send becomes a line of its own, a path of its own or a crash. */
class HostileCallsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a%0d%0aX-Evil:%201",
                "a%0aX-Evil:1",
                "a%0dX-Evil:1",
                "a%00b",
                "%C4%8D%C4%8AX-Evil:1",
                "%E5%98%8A",
                "a%7Fb"
            })
    void aMappedValueIsOneHeaderLine(String value) {
        var api = api().method(
                        "GET",
                        "/{p}",
                        "{'methodResponses':{'200':{'responseParameters':{"
                                + "'method.response.header.X-Back':true}}},'methodIntegration':{'type':'HTTP','httpMethod':'GET',"
                                + "'uri':'http://h','requestParameters':{"
                                + "'integration.request.header.X-Path':'method.request.path.p',"
                                + "'integration.request.header.X-Query':'method.request.querystring.q',"
                                + "'integration.request.header.X-Whole':'context.path'},"
                                + "'integrationResponses':{'200':{'statusCode':'200','responseParameters':{"
                                + "'method.response.header.X-Back':'integration.response.body.a'}}}}}")
                .backend(request -> answer(200, "{\"a\":\"b\\r\\nX-Evil: 1\\u0000č\"}"))
                .gatewayResponse("{'responseType':'MISSING_AUTHENTICATION_TOKEN','responseParameters':{"
                        + "'gatewayresponse.header.X-Query':'method.request.querystring.q'}}");

        Response response = api.call("GET", "/" + value + "?q=" + value);
        Response refused = api.call("GET", "/a/b?q=" + value);

        for (Headers headers : new Headers[] {api.sent().headers(), response.headers(), refused.headers()}) {
            for (int i = 0; i < headers.size(); i++) {
                assertThat(headers.name(i)).matches("[A-Za-z0-9-]+").isNotEqualTo("X-Evil");
                assertThat(headers.value(i).getBytes(ISO_8859_1)).doesNotContain(0, 10, 13, 127);
                assertThat(headers.value(i).chars()).allMatch(c -> c < 256);
            }
        }
    }

    @Test
    void namesInOtherAlphabetsArriveAsUtf8() {
        var api = api().get(
                        "/{p}",
                        httpProxy(
                                "http://h",
                                "{'integration.request.header.A':'method.request.path.p',"
                                        + "'integration.request.header.B':'method.request.header.C'}"));
        String raw = new String("č你".getBytes(UTF_8), ISO_8859_1);

        api.call("GET", "/%C4%8D%E4%BD%A0", "C", raw);

        assertThat(api.sent().headers().first("A")).isEqualTo(raw);
        assertThat(api.sent().headers().first("B")).isEqualTo(raw);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..%2F..%2Fadmin", "%2e%2e", "..", "a%2F..%2F..%2Fb", ".%2Fx"})
    void aParameterCannotClimbOutOfTheBackendsPath(String value) {
        var api = api().get(
                        "/{p}",
                        httpProxy("http://h/base/{p}/x", "{'integration.request.path.p':'method.request.path.p'}"))
                .get(
                        "/",
                        httpProxy(
                                "http://h/base/{p}/x",
                                "{'integration.request.path.p':'method.request.querystring.p'}"));

        for (Response response : new Response[] {api.call("GET", "/" + value), api.call("GET", "/?p=" + value)}) {
            assertThat(response.status()).isEqualTo(400);
            assertThat(text(response)).isEqualTo("{\"message\":\"Invalid request parameters\"}");
        }
        assertThat(api.backendCalls()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x?admin=1", "x#y", "x y", "x%0d%0aHost: evil", "x\\y", "%"})
    void aParameterStaysInItsSegment(String value) {
        var api = api().get(
                        "/",
                        httpProxy(
                                "http://h/base/{p}", "{'integration.request.path.p':'method.request.querystring.p'}"));

        api.call("GET", "/?p=" + value.replace("#", "%23").replace("?", "%3F").replace(" ", "%20"));

        String target = api.sent().target();
        assertThat(target.substring(0, target.indexOf('?'))).matches("/base/[A-Za-z0-9%:=]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.test%2F", "evil.test%23", "u%40evil.test", "evil.test%3A80", "%0d%0a", ""})
    void aParameterCannotChangeTheBackendsHost(String value) {
        var api = api().get(
                        "/",
                        httpProxy(
                                "http://{p}.backend.test/",
                                "{'integration.request.path.p':'method.request.querystring.p'}"));

        assertThat(api.call("GET", "/?p=" + value).status()).isEqualTo(400);
        assertThat(api.backendCalls()).isZero();
    }

    @Test
    void aDeepOrHugeJsonBodyIsRefused() {
        var api = api().post("/", httpProxy("http://h", "{'integration.request.header.a':'method.request.body.a'}"));

        assertThat(api.send("POST", "/", "[".repeat(1_000_000)).status()).isEqualTo(400);
        assertThat(api.send("POST", "/", "{\"a\":".repeat(200_000)).status()).isEqualTo(400);
        assertThat(api.send("POST", "/", "{\"a\":" + "9".repeat(5000) + "}").status())
                .isBetween(200, 400);
        assertThat(api.send("POST", "/", "{\"a\":1e999999999}").status()).isBetween(200, 400);
    }

    @Test
    void noPathOrQueryOrHeaderBreaksIt() {
        var api = api().get(
                        "/a/{b}/{c+}",
                        httpProxy(
                                "http://h/{c}?x={b}",
                                "{'integration.request.path.b':'method.request.path.b','integration.request.path.c':'method.request.path.c',"
                                        + "'integration.request.querystring.q':'method.request.multivaluequerystring.q',"
                                        + "'integration.request.header.h':'method.request.multivalueheader.h'}"));
        var random = new Random(7);
        for (int i = 0; i < 5000; i++) {
            Response response = api.call(
                    "GET",
                    "/a/" + noise(random) + "?" + noise(random),
                    "h",
                    noise(random),
                    noise(random) + "h",
                    noise(random));

            assertThat(response.status()).isIn(200, 400, 403);
        }
    }

    private static String noise(Random random) {
        String alphabet = "aq=&;%/2F.+~\\{}$#?:@\"'<> \u00e9\u0100\u0000\r\n";
        var noise = new StringBuilder();
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            noise.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return noise.toString().replace("?", "");
    }
}
