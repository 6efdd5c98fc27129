package io.gatehouse.snapshot;

import static io.gatehouse.execute.TestApi.api;
import static io.gatehouse.execute.TestApi.httpProxy;
import static io.gatehouse.execute.TestApi.mock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.execute.TestApi;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused when it is deployed, and what is deployed but not served yet. */
class SnapshotCompilerTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'type':'HTTP','httpMethod':'GET','uri':'ftp://h'}            | Invalid HTTP endpoint specified for URI",
                "{'type':'HTTP_PROXY','httpMethod':'GET','uri':'http://'}      | Invalid HTTP endpoint specified for URI",
                "{'type':'HTTP_PROXY','httpMethod':'GET'}                      | Invalid HTTP endpoint specified for URI",
                "{'type':'HTTP_PROXY','uri':'http://h'}                        | Enumeration value for HttpMethod must be non-empty",
                "{'type':'HTTP_PROXY','httpMethod':'G T','uri':'http://h'}     | Invalid HTTP method specified",
                "{'type':'HTTP','httpMethod':'GET','uri':'http://h','timeoutInMillis':49} | Timeout should be between 50 ms and 29000 ms",
                "{'type':'HTTP','httpMethod':'GET','uri':'http://h','timeoutInMillis':29001} | Timeout should be between 50 ms and 29000 ms",
                "{'type':'HTTP','httpMethod':'GET','uri':'http://h','requestParameters':{'integration.request.header.a b':'context.stage'}} | Invalid mapping expression specified: integration.request.header.a b",
                "{'type':'HTTP','httpMethod':'GET','uri':'http://h','requestParameters':{'integration.request.header.a':'nonsense'}} | Invalid mapping expression specified: nonsense",
                "{'type':'HTTP','httpMethod':'GET','uri':'http://h','requestParameters':{'header.a':'context.stage'}} | Invalid mapping expression specified: header.a",
                "{'type':'MOCK','integrationResponses':{'200':{'statusCode':'200','responseParameters':{'method.response.header.a':'x'}}}} | Invalid mapping expression specified: x",
                "{'type':'MOCK','integrationResponses':{'200':{'statusCode':'2000'}}} | Invalid status code specified: 2000"
            })
    void whatCannotWorkIsRefusedAndNamed(String integration, String message) {
        assertThatExceptionOfType(BrokenDefinitionException.class)
                .isThrownBy(() ->
                        api().get("/", mock(200)).get("/pets/{id}", integration).compile())
                .withMessage(message + " (GET /pets/{id})");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a", "a(?=b)", "(a)\\\\1", "[z-a]", "(?<!x)y", "a{1001}"})
    void aPatternThatIsNoneOrWouldNotBeLinearIsRefused(String pattern) {
        String integration = "{'type':'MOCK','integrationResponses':{'200':{'statusCode':'200','selectionPattern':'"
                + pattern + "'}}}";

        assertThatExceptionOfType(BrokenDefinitionException.class)
                .isThrownBy(() -> api().get("/pets", integration).compile())
                .withMessageStartingWith("Invalid selection pattern: ")
                .withMessageEndingWith(" (GET /pets)");
    }

    @Test
    void anApiWithoutMethodsIsRefused() {
        assertThatExceptionOfType(BrokenDefinitionException.class)
                .isThrownBy(() -> api().compile())
                .withMessage("The REST API doesn't contain any methods");
    }

    @Test
    void aMethodWithoutIntegrationIsRefused() {
        assertThatExceptionOfType(BrokenDefinitionException.class)
                .isThrownBy(() -> api().method("PUT", "/a", "{}").compile())
                .withMessage("No integration defined for method (PUT /a)");
    }

    @Test
    void aBrokenTemplateIsRefusedWithItsPlace() {
        assertThatExceptionOfType(BrokenDefinitionException.class)
                .isThrownBy(() -> api().get("/a", "{'type':'MOCK','requestTemplates':{'a/b':'x #if($a)'}}")
                        .compile())
                .withMessage("Invalid mapping template: #if without its #end at line 1, column 3 (GET /a)");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "'responseParameters':{'x':'context.stage'}                    | Invalid parameter name specified",
                "'responseParameters':{'gatewayresponse.header.a b':'context.stage'} | Invalid parameter name specified",
                "'responseParameters':{'gatewayresponse.header.a':'x'}         | Invalid mapping expression specified: x",
                "'responseTemplates':{'text/plain\\r\\nX-Evil:1':'x'}           | `Invalid content type specified: text/plain\r\nX-Evil:1`",
                "'statusCode':'99'                                             | Invalid status code specified: 99"
            })
    void aGatewayResponseThatIsNoneIsRefused(String response, String message) {
        assertThatExceptionOfType(BrokenDefinitionException.class)
                .isThrownBy(() -> api().get("/", mock(200))
                        .gatewayResponse("{'responseType':'THROTTLED'," + response + "}")
                        .compile())
                .withMessage("Gateway response THROTTLED: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'authorizationType':'AWS_IAM','methodIntegration':{'type':'MOCK'}} | authorizationType AWS_IAM",
                "{'authorizationType':'CUSTOM','methodIntegration':{'type':'MOCK'}}  | authorizationType CUSTOM",
                "{'apiKeyRequired':true,'methodIntegration':{'type':'MOCK'}}         | apiKeyRequired",
                "{'methodIntegration':{'type':'AWS'}}                                | An integration of type AWS",
                "{'methodIntegration':{'type':'AWS_PROXY'}}                          | An integration of type AWS_PROXY",
                "{'methodIntegration':{'type':'HTTP_PROXY','connectionType':'VPC_LINK'}} | connectionType VPC_LINK",
                "{'methodIntegration':{'type':'HTTP_PROXY','responseTransferMode':'STREAM'}} | responseTransferMode STREAM",
                "{'methodIntegration':{'type':'HTTP','contentHandling':'CONVERT_TO_BINARY'}} | contentHandling CONVERT_TO_BINARY",
                "{'methodIntegration':{'type':'MOCK','integrationResponses':{'200':{'statusCode':'200','contentHandling':'CONVERT_TO_BINARY'}}}} | contentHandling CONVERT_TO_BINARY",
                "{'methodIntegration':{'type':'HTTP','httpMethod':'GET','uri':'http://h','requestParameters':{'integration.request.header.a':'method.request.body.a[*]'}}} | JSONPath a[*]"
            })
    void whatIsNotServedYetIsDeployedAllTheSame(String method, String what) throws BrokenDefinitionException {
        TestApi api = api().method("GET", "/", method);

        assertThat(integration(api)).isEqualTo(new DeployedIntegration.Unsupported(what));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'id':'a1b2c3d4e5','policy':'{}'}                               | A resource policy",
                "{'id':'a1b2c3d4e5','endpointConfiguration':{'types':['PRIVATE']}} | A private endpoint",
                "{'id':'a1b2c3d4e5','binaryMediaTypes':['image/png']}            | binaryMediaTypes with an integration of type MOCK"
            })
    void soIsWhatTheWholeApiNeeds(String restApi, String what) throws BrokenDefinitionException {
        assertThat(integration(api().restApi(restApi).get("/", mock(200))))
                .isEqualTo(new DeployedIntegration.Unsupported(what));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'requestModels':{'application/json':'Pet'},'methodIntegration':{'type':'MOCK'}}",
                "{'methodIntegration':{'type':'MOCK','requestTemplates':{'a/b':'costs $5, 100% #1 $ # \\\\'}}}",
                "{'methodIntegration':{'type':'MOCK','contentHandling':'CONVERT_TO_TEXT'}}",
                "{'authorizationType':'NONE','apiKeyRequired':false,'methodIntegration':{'type':'MOCK'}}"
            })
    void whatAsksForNothingIsServed(String method) throws BrokenDefinitionException {
        TestApi api = api().method("GET", "/", method);

        assertThat(integration(api)).isInstanceOf(DeployedIntegration.Mock.class);
    }

    @Test
    void aProxyIgnoresTemplatesAndResponses() throws BrokenDefinitionException {
        TestApi api = api().restApi("{'id':'a1b2c3d4e5','binaryMediaTypes':['*/*']}")
                .get(
                        "/",
                        "{'type':'HTTP_PROXY','httpMethod':'GET','uri':'http://h','requestTemplates':{'a/b':'$x'},"
                                + "'integrationResponses':{'200':{'statusCode':'200','responseTemplates':{'a/b':'$x'}}}}");

        assertThat(integration(api)).isInstanceOf(DeployedIntegration.HttpProxy.class);
    }

    @Test
    void theSnapshotKnowsItsDefinition() throws BrokenDefinitionException {
        ApiSnapshot snapshot = api().restApi("{'id':'a1b2c3d4e5','disableExecuteApiEndpoint':true}")
                .get("/", httpProxy("http://h"))
                .compile();

        assertThat(snapshot.apiId()).isEqualTo("a1b2c3d4e5");
        assertThat(snapshot.deploymentId()).isEqualTo("d1");
        assertThat(snapshot.disableExecuteApiEndpoint()).isTrue();
    }

    private static DeployedIntegration integration(TestApi api) throws BrokenDefinitionException {
        return Objects.requireNonNull(api.compile().routes().match("GET", "/")).integration();
    }
}
