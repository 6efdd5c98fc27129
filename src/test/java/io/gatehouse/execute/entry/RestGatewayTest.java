package io.gatehouse.execute.entry;

import static io.gatehouse.execute.TestApi.HOST;
import static io.gatehouse.execute.TestApi.ID;
import static io.gatehouse.execute.TestApi.api;
import static io.gatehouse.execute.TestApi.httpProxy;
import static io.gatehouse.execute.TestApi.lines;
import static io.gatehouse.execute.TestApi.mock;
import static io.gatehouse.execute.TestApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.execute.Response;
import io.gatehouse.execute.TestApi;
import io.gatehouse.model.rest.GatewayResponseType;
import io.gatehouse.snapshot.GatewayException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Addresses, ids and refusals: what happens before and after the pipeline. */
class RestGatewayTest {

    @ParameterizedTest
    @CsvSource({
        "a1.execute-api.localhost:8080,     /anything,             true",
        "A1.EXECUTE-API.us-east-1.aws.test, /,                     true",
        "a1.execute-api.,                   /,                     true",
        "localhost:8080,                    /execute-api/a1/dev/x, true",
        "localhost:8080,                    /execute-api/,         true",
        "localhost:8080,                    /execute-api,          true",
        "localhost:8080,                    /execute-apis,         false",
        "localhost:8080,                    /restapis,             false",
        "localhost:8080,                    /,                     false",
        "execute-api.localhost,             /,                     false",
        ".execute-api.localhost,            /,                     false",
        "a.b.execute-api.localhost,         /,                     false",
        "a1.execute-apix.localhost,         /,                     false",
        "'',                                /,                     false"
    })
    void theDataPlaneIsToldByHostOrPath(String host, String path, boolean served) {
        assertThat(api().get("/", mock(200)).gateway().serves(host, path)).isEqualTo(served);
    }

    @ParameterizedTest
    @CsvSource({
        "a1b2c3d4e5.execute-api.localhost:8080, /test/pets",
        "A1B2C3D4E5.Execute-Api.eu.test,        /test/pets/",
        "localhost:8080,                        /execute-api/a1b2c3d4e5/test/pets",
        "anything.test,                         /execute-api/a1b2c3d4e5/test/pets/"
    })
    void aStageIsFoundByHostAndByPath(String host, String path) {
        assertThat(api().get("/pets", mock(200)).callAt(host, path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/test", "/test/"})
    void theRootNeedsNoSlash(String path) {
        assertThat(api().get("/", mock(200)).callAt(HOST, path).status()).isEqualTo(200);
        assertThat(api().get("/", mock(200))
                        .callAt("localhost", "/execute-api/" + ID + path)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "unknown000.execute-api.localhost, /test/pets",
        "a1b2c3d4e5.execute-api.localhost, /prod/pets",
        "a1b2c3d4e5.execute-api.localhost, /TEST/pets",
        "a1b2c3d4e5.execute-api.localhost, /t%65st/pets",
        "a1b2c3d4e5.execute-api.localhost, //test/pets",
        "a1b2c3d4e5.execute-api.localhost, /",
        "a1b2c3d4e5.execute-api.localhost, ''",
        "localhost,                        /execute-api",
        "localhost,                        /execute-api/",
        "localhost,                        /execute-api/a1b2c3d4e5",
        "localhost,                        /execute-api/a1b2c3d4e5/",
        "localhost,                        /execute-api//test/pets",
        "localhost,                        /execute-api/A1B2C3D4E5/test/pets"
    })
    void whatIsNoLiveStageIsForbidden(String host, String path) {
        Response response = api().get("/pets", mock(200)).callAt(host, path);

        assertThat(response.status()).isEqualTo(403);
        assertThat(text(response)).isEqualTo("{\"message\":\"Forbidden\"}");
        assertThat(response.headers().first("x-amzn-ErrorType")).isEqualTo("ForbiddenException");
        assertThat(response.headers().first("x-amzn-RequestId")).isNotNull();
        assertThat(response.headers().first("x-amz-apigw-id")).isNotNull();
    }

    @Test
    void aDisabledEndpointIsForbidden() {
        var api = api().restApi("{'id':'" + ID + "','disableExecuteApiEndpoint':true}")
                .get("/", mock(200));

        assertThat(api.callAt(HOST, "/test/").status()).isEqualTo(403);
        assertThat(api.callAt("localhost", "/execute-api/" + ID + "/test/").status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "01234567-89ab-cdef-0123-456789abcdef, true",
        "01234567-89AB-CDEF-0123-456789ABCDEF, true",
        "01234567-89ab-cdef-0123-456789abcdeg, false",
        "0123456789abcdef0123456789abcdef0123, false",
        "my-id,                                false",
        "'',                                   false"
    })
    void aCallersRequestIdIsKeptWhenItIsAUuid(String sent, boolean kept) {
        Response response = api().get("/", mock(200)).call("GET", "/", "X-Amzn-RequestId", sent);

        assertThat(response.headers().all("x-amzn-RequestId").equals(java.util.List.of(sent)))
                .isEqualTo(kept);
        assertThat(response.headers().all("x-amzn-RequestId"))
                .singleElement()
                .asString()
                .matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    }

    @Test
    void idsDiffer() {
        var api = api().get("/", mock(200));
        Response one = api.call("GET", "/");
        Response two = api.call("GET", "/");

        for (String name : new String[] {"x-amzn-RequestId", "x-amz-apigw-id"}) {
            assertThat(one.headers().first(name)).isNotEqualTo(two.headers().first(name));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = GatewayResponseType.class,
            names = {"INTEGRATION_TIMEOUT", "INTEGRATION_FAILURE"})
    void aRefusalOfTheBackendIsRendered(GatewayResponseType type) {
        var api = api().get("/", httpProxy("http://h"))
                .slowBackend(request -> CompletableFuture.failedFuture(new GatewayException(type, "Said \"so\"\n")));

        Response response = api.call("GET", "/");

        assertThat(response.status()).isEqualTo(504);
        assertThat(text(response)).isEqualTo("{\"message\":\"Said \\\"so\\\"\\n\"}");
        assertThat(response.headers().first("x-amzn-ErrorType")).isEqualTo("InternalServerErrorException");
    }

    @Test
    void anApiWordsItsRefusals() {
        var api = api().get("/", mock(200))
                .variable("who", "us")
                .gatewayResponse("{'responseType':'MISSING_AUTHENTICATION_TOKEN','statusCode':'404',"
                        + "'responseParameters':{'gatewayresponse.header.Access-Control-Allow-Origin':'`*`',"
                        + "'gatewayresponse.header.X-Path':'context.path','gatewayresponse.header.X-Who':'stageVariables.who',"
                        + "'gatewayresponse.header.X-Asked':'method.request.header.Ask',"
                        + "'gatewayresponse.header.X-None':'method.request.querystring.none',"
                        + "'gatewayresponse.header.Content-Length':'`7`'},"
                        + "'responseTemplates':{'application/json':'{\\\"type\\\":\\\"$context.error.responseType\\\",\\\"m\\\":"
                        + "$context.error.messageString,\\\"id\\\":\\\"$context.requestId\\\"}',"
                        + "'text/plain':'No: ${context.error.message} at $stageVariables.who'}}");

        Response json = api.call("GET", "/x?a=b", "Ask", "me");
        Response plain = api.call("GET", "/x", "Accept", "text/plain");

        assertThat(json.status()).isEqualTo(404);
        assertThat(text(json))
                .isEqualTo("{\"type\":\"MISSING_AUTHENTICATION_TOKEN\",\"m\":\"Missing Authentication Token\",\"id\":\""
                        + json.headers().first("x-amzn-RequestId") + "\"}");
        assertThat(lines(json.headers()))
                .contains(
                        "Access-Control-Allow-Origin: *",
                        "X-Path: /test/x",
                        "X-Who: us",
                        "X-Asked: me",
                        "x-amzn-Remapped-Content-Length: 7",
                        "x-amzn-ErrorType: MissingAuthenticationTokenException",
                        "Content-Type: application/json")
                .noneMatch(line -> line.startsWith("X-None") || line.startsWith("Content-Length"));
        assertThat(text(plain)).isEqualTo("No: Missing Authentication Token at us");
        assertThat(plain.headers().first("Content-Type")).isEqualTo("text/plain");
    }

    @Test
    void theDefaultsOfItsClassAreInherited() {
        var api = api().get("/", httpProxy("http://${stageVariables.none}"))
                .gatewayResponse("{'responseType':'DEFAULT_4XX','responseTemplates':{'application/json':'four'}}")
                .gatewayResponse("{'responseType':'DEFAULT_5XX','statusCode':'503','responseTemplates':"
                        + "{'application/json':'five'}}");

        assertThat(api.call("GET", "/x").status()).isEqualTo(403);
        assertThat(text(api.call("GET", "/x"))).isEqualTo("four");
        assertThat(api.call("GET", "/").status()).isEqualTo(503);
        assertThat(text(api.call("GET", "/"))).isEqualTo("five");
    }

    @Test
    void aTypeThatIsPutInheritsNothing() {
        var api = api().get("/", mock(200))
                .gatewayResponse("{'responseType':'DEFAULT_4XX','statusCode':'499','responseTemplates':"
                        + "{'application/json':'four'}}")
                .gatewayResponse("{'responseType':'MISSING_AUTHENTICATION_TOKEN','responseParameters':"
                        + "{'gatewayresponse.header.X-A':'`b`'}}");

        Response response = api.call("GET", "/x");

        assertThat(response.status()).isEqualTo(403);
        assertThat(text(response)).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
        assertThat(response.headers().first("X-A")).isEqualTo("b");
    }

    @Test
    void aBugIsAnAnswerWithoutDetails() {
        var thrown = api().get("/", httpProxy("http://h")).slowBackend(request -> {
            throw new IllegalStateException("secret");
        });
        var failed = api().get("/", httpProxy("http://h"))
                .slowBackend(request -> CompletableFuture.failedFuture(new IllegalStateException("secret")));

        for (TestApi api : new TestApi[] {thrown, failed}) {
            Response response = api.call("GET", "/");

            assertThat(response.status()).isEqualTo(500);
            assertThat(text(response)).isEqualTo("{\"message\":\"Internal server error\"}");
            assertThat(response.headers().first("x-amzn-ErrorType")).isEqualTo("InternalServerErrorException");
        }
    }
}
