package io.gatehouse.execute;

import static io.gatehouse.execute.TestApi.answer;
import static io.gatehouse.execute.TestApi.api;
import static io.gatehouse.execute.TestApi.lines;
import static io.gatehouse.execute.TestApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import org.junit.jupiter.api.Test;

/** Mapping templates on the way of a call: what they read, what becomes of their text, their overrides, their failures. */
class MappingTemplatesTest {
    private static final String OK = "{'200':{'statusCode':'200'}}";

    /** A MOCK whose request and response templates are given. */
    private static TestApi mock(String path, String request, String response) {
        return api().variable("color", "blue")
                .method(
                        "POST",
                        path,
                        "{'methodResponses':{'200':{},'404':{}},'methodIntegration':{'type':'MOCK','requestTemplates':{'application/json':"
                                + quoted(request) + "},'integrationResponses':{'200':{'statusCode':'200',"
                                + "'responseTemplates':{'application/json':" + quoted(response) + "}},"
                                + "'404':{'statusCode':'404','selectionPattern':'404'}}}}");
    }

    private static TestApi http(String uri, String request, String responses) {
        return api().post(
                        "/{id}",
                        "{'type':'HTTP','httpMethod':'POST','uri':'" + uri + "','requestTemplates':{'application/json':"
                                + quoted(request) + "},'requestParameters':{"
                                + "'integration.request.path.id':'method.request.path.id',"
                                + "'integration.request.querystring.a':'method.request.querystring.a',"
                                + "'integration.request.header.X-A':'method.request.querystring.a'},"
                                + "'integrationResponses':" + responses + "}");
    }

    /** A JSON string for {@link TestApi}, which takes apostrophes for quotes and accents for apostrophes. */
    private static String quoted(String text) {
        return Json.createValue(text.replace('\'', '`')).toString();
    }

    @Test
    void aMocksTemplateChoosesTheStatusByTheRequest() {
        var api = mock("/", "{\"statusCode\": #if($input.params('gone') == 'yes')404#{else}200#end}", "x");

        assertThat(api.call("POST", "/?gone=yes").status()).isEqualTo(404);
        assertThat(api.call("POST", "/").status()).isEqualTo(200);
    }

    @Test
    void templatesReadTheWholeCall() {
        var api = mock(
                "/pets/{id}",
                "{\"statusCode\": 200}",
                "$input.params('id') $input.params().querystring.q $input.params('X-Name') $context.httpMethod"
                        + " $context.resourcePath $context.path $context.identity.sourceIp $context.stage"
                        + " $stageVariables.color#if($context.isCanaryRequest) canary#end [$input.body]");

        Response response = api.send("POST", "/pets/a%20b?q=1&q=2%26", "{\"a\": 1}", "X-Name", "n");

        assertThat(text(response)).isEqualTo("a b 2& n POST /pets/{id} /test/pets/a%20b 203.0.113.7 test blue [{}]");
    }

    /** Recorded: test_integration_mock_with_vtl_map_assignation. */
    @Test
    void whatARequestTemplateOverridesTheResponseTemplateReads() {
        var api = mock(
                "/",
                """

                #set($paramName = "foo")
                #set($context.requestOverride.querystring[$paramName] = "bar")
                #set($paramPutName = "putfoo")
                $context.requestOverride.querystring.put($paramPutName, "putBar")
                #set($context["requestOverride"].querystring["nestedfoo"] = "nestedFoo")
                {
                  "statusCode": 200
                }
                """,
                """

                #set($value = $context.requestOverride.querystring["foo"])
                #set($value2 = $context.requestOverride.querystring["putfoo"])
                #set($value3 = $context.requestOverride.querystring["nestedfoo"])
                $value $value2 $value3""");

        assertThat(text(api.call("POST", "/"))).isEqualTo("\nbar putBar nestedFoo");
    }

    /** Recorded: test_integration_mock_with_response_override_in_request_template. */
    @Test
    void statusAndHeadersAreOverriddenByEitherTemplate() {
        var api = mock(
                "/",
                "#set($context.responseOverride.status = 444){\"statusCode\": 200}",
                "#set($context.responseOverride.header.X-Made = ['a', 'b'])"
                        + "#set($context.responseOverride.header['Content-Type'] = 'text/plain')body");

        Response response = api.call("POST", "/");

        assertThat(response.status()).isEqualTo(444);
        assertThat(lines(response.headers())).contains("X-Made: a", "X-Made: b", "Content-Type: text/plain");
        assertThat(text(response)).isEqualTo("body");
    }

    @Test
    void overriddenHeadersCannotBreakOutOfTheirLine() {
        var api = mock("/", "{\"statusCode\": 200}", "#set($context.responseOverride.header.X-A = $input.params('v'))");

        assertThat(lines(api.call("POST", "/?v=a%0d%0aX-Evil:%201").headers())).contains("X-A: a  X-Evil: 1");
        assertThat(mock("/", "{\"statusCode\": 200}", "#set($context.responseOverride.header['a b'] = 1)")
                        .call("POST", "/")
                        .status())
                .isEqualTo(500);
    }

    @Test
    void anHttpBackendGetsTheRenderedBody() {
        var api = http("http://h/p/{id}", "{\"name\":$input.json('$.name'),\"id\":\"$input.params('id')\"}", OK);

        api.send("POST", "/7?a=1", "{\"name\": \"x\"}");

        assertThat(text(api.sent().body())).isEqualTo("{\"name\":\"x\",\"id\":\"7\"}");
        assertThat(api.sent().target()).isEqualTo("/p/7?a=1");
    }

    @Test
    void requestOverridesWinOverMappings() {
        var api = http(
                "http://h/p/{id}/{other}",
                "#set($context.requestOverride.path.id = 'a/b')#set($context.requestOverride.path.other = 'c?')"
                        + "#set($context.requestOverride.querystring.a = ['2', '3'])"
                        + "#set($context.requestOverride.header.X-A = 'over')body",
                OK);

        api.call("POST", "/7?a=1");

        assertThat(api.sent().target()).isEqualTo("/p/a/b/c%3F?a=2&a=3");
        assertThat(lines(api.sent().headers())).contains("X-A: over");
    }

    @Test
    void aResponseTemplateReadsTheAnswerOfTheBackend() {
        var api = http(
                        "http://h/",
                        "x",
                        "{'200':{'statusCode':'200','responseTemplates':{'application/json':"
                                + quoted("<$input.path('$.from.x')> $input.params('a')") + ",'text/plain':''}}}")
                .backend(request -> answer(200, "{\"from\":{\"x\":\"backend\"}}"));

        assertThat(text(api.call("POST", "/7?a=1"))).isEqualTo("<backend> 1");
        assertThat(text(api.call("POST", "/7", "Accept", "text/plain"))).isEqualTo("{\"from\":{\"x\":\"backend\"}}");
    }

    @Test
    void aBodyThatIsNotJsonIsTheCallersFaultInARequestTemplate() {
        var api = http("http://h/", "$input.json('$.a')", OK);

        Response response = api.send("POST", "/7", "{\"a\": ");

        assertThat(response.status()).isEqualTo(400);
        assertThat(text(response)).contains("Could not parse request body into json");
        assertThat(api.backendCalls()).isZero();
    }

    @Test
    void aBodyThatIsNotJsonIsTheOwnersFaultInAResponseTemplate() {
        var api = http(
                        "http://h/",
                        "x",
                        "{'200':{'statusCode':'200','responseTemplates':{'application/json':"
                                + quoted("$input.path('$')") + "}}}")
                .backend(request -> answer(200, "no json"));

        assertThat(api.call("POST", "/7").status()).isEqualTo(500);
        assertThat(text(api.call("POST", "/7"))).isEqualTo("{\"message\":\"Internal server error\"}");
    }

    @Test
    void aFailingTemplateIsAnInternalServerError() {
        var api = mock("/", "#set($l = [1])$l.get(5){\"statusCode\": 200}", "x");

        assertThat(api.call("POST", "/").status()).isEqualTo(500);
        assertThat(text(api.call("POST", "/"))).isEqualTo("{\"message\":\"Internal server error\"}");
    }

    @Test
    void anotherContentTypePassesThroughUnlessThatIsForbidden() {
        String integration = "{'type':'HTTP','httpMethod':'POST','uri':'http://h/','passthroughBehavior':'%s',"
                + "'requestTemplates':{'application/json':'$input.params(`a`)'},'integrationResponses':" + OK + "}";

        var passing = api().post("/", integration.formatted("WHEN_NO_MATCH"));
        passing.send("POST", "/", "text", "Content-Type", "text/plain");
        assertThat(text(passing.sent().body())).isEqualTo("text");

        for (String behavior : new String[] {"WHEN_NO_TEMPLATES", "NEVER"}) {
            Response refused = api().post("/", integration.formatted(behavior))
                    .send("POST", "/", "text", "Content-Type", "text/plain");
            assertThat(refused.status()).isEqualTo(415);
            assertThat(text(refused)).isEqualTo("{\"message\":\"Unsupported Media Type\"}");
        }
    }
}
