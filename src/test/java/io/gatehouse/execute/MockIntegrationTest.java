package io.gatehouse.execute;

import static io.gatehouse.execute.TestApi.api;
import static io.gatehouse.execute.TestApi.lines;
import static io.gatehouse.execute.TestApi.mock;
import static io.gatehouse.execute.TestApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MockIntegrationTest {

    /** Recorded: test_integration_mock_with_path_param. */
    @Test
    void aLooseTemplateAndAPatternAreEnough() {
        var api = api().get(
                        "/{testPath}",
                        "{'type':'MOCK','requestTemplates':{'application/json':'{statusCode: 200}'},"
                                + "'requestParameters':{'integration.request.path.integrationPath':'method.request.path.testPath'},"
                                + "'integrationResponses':{'200':{'statusCode':'200','selectionPattern':'2\\\\d{2}','responseTemplates':{}}}}");

        Response response = api.call("GET", "/test-path", "Accept", "*/*");

        assertThat(response.status()).isEqualTo(200);
        assertThat(text(response)).isEmpty();
    }

    /** Recorded: test_import_rest_api_with_base_path_oas30, the CORS answer. */
    @Test
    void anOptionsMockAnswersForCors() {
        var api = api().method(
                        "OPTIONS",
                        "/test",
                        "{'methodResponses':{'200':{'responseParameters':{"
                                + "'method.response.header.Access-Control-Allow-Methods':false,"
                                + "'method.response.header.Access-Control-Allow-Origin':false}}},"
                                + "'methodIntegration':{'type':'MOCK','requestTemplates':{'application/json':'{\\\"statusCode\\\": 200}'},"
                                + "'integrationResponses':{'200':{'statusCode':'200','responseParameters':{"
                                + "'method.response.header.Access-Control-Allow-Methods':'`GET,OPTIONS`',"
                                + "'method.response.header.Access-Control-Allow-Origin':'`*`'}}}}}");

        assertThat(lines(api.call("OPTIONS", "/test").headers()))
                .contains("Access-Control-Allow-Methods: GET,OPTIONS", "Access-Control-Allow-Origin: *");
    }

    @Test
    void theStatusCodeChoosesTheIntegrationResponse() {
        var api = api().method(
                        "GET",
                        "/",
                        "{'methodResponses':{'200':{},'404':{}},'methodIntegration':{'type':'MOCK',"
                                + "'requestTemplates':{'application/json':'{\\\"statusCode\\\": 404}','text/plain':'{\\\"statusCode\\\": 200}'},"
                                + "'integrationResponses':{'200':{'statusCode':'200'},"
                                + "'404':{'statusCode':'404','selectionPattern':'404','responseTemplates':{'application/json':'gone'}}}}}");

        assertThat(text(api.call("GET", "/"))).isEqualTo("gone");
        assertThat(api.call("GET", "/").status()).isEqualTo(404);
        assertThat(api.call("GET", "/", "Content-Type", "text/plain").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\\\"statusCode\\\": \\\"x\\\"}", "200"})
    void aTemplateWithoutStatusCodeIsAnError(String template) {
        var api = api().get(
                        "/",
                        "{'type':'MOCK','requestTemplates':{'application/json':'" + template
                                + "'},'integrationResponses':{'200':{'statusCode':'200'}}}");

        assertThat(api.call("GET", "/").status()).isEqualTo(500);
    }

    @Test
    void withoutTemplatesTheCallersBodySaysTheStatusCode() {
        var api = api().post("/", "{'type':'MOCK','integrationResponses':{'200':{'statusCode':'200'}}}");

        assertThat(api.send("POST", "/", "{\"statusCode\": 200}").status()).isEqualTo(200);
        assertThat(api.send("POST", "/", "").status()).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource({"WHEN_NO_MATCH, 200", "WHEN_NO_TEMPLATES, 415", "NEVER, 415"})
    void passthroughBehaviorDecidesWhereNoTemplateMatches(String behavior, int status) {
        var api = api().post(
                        "/",
                        "{'type':'MOCK','passthroughBehavior':'" + behavior
                                + "','requestTemplates':{'application/json':'{}'},'integrationResponses':{'200':{'statusCode':'200'}}}");

        assertThat(api.send("POST", "/", "{\"statusCode\": 200}", "Content-Type", "text/plain")
                        .status())
                .isEqualTo(status);
    }

    @Test
    void anInformationalStatusIsNoAnswer() {
        var api = api().method("GET", "/", "{'methodResponses':{'101':{}},'methodIntegration':" + mock(101) + "}");

        assertThat(api.call("GET", "/").status()).isEqualTo(500);
    }

    @Test
    void nobodyWaitsForIt() {
        var served = api().get("/", mock(200)).serve(TestApi.request("GET", TestApi.HOST, "/test/", Body.Bytes.EMPTY));

        assertThat(served.expectedNanos()).isZero();
        assertThat(served.response().toCompletableFuture()).isDone();
    }
}
