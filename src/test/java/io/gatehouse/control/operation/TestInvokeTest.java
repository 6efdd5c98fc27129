package io.gatehouse.control.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.execute.Body;
import io.gatehouse.execute.Headers;
import io.gatehouse.execute.integrate.IntegrationRequest;
import io.gatehouse.execute.integrate.IntegrationResponse;
import io.gatehouse.model.Json;
import io.gatehouse.model.rest.GatewayResponseType;
import io.gatehouse.snapshot.GatewayException;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests of methods and authorizers that are not deployed. */
class TestInvokeTest {
    private static final String FUNCTION = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
            + "arn:aws:lambda:us-east-1:123456789012:function:check/invocations";

    private final List<IntegrationRequest> sent = new ArrayList<>();
    private final ControlPlane plane = new ControlPlane();
    private final Api api = plane.api();
    private final String pet = api.resource(api.resource(api.root(), "pets"), "{petId}");

    @BeforeEach
    void open() {
        plane.backend = request -> {
            sent.add(request);
            return CompletableFuture.completedFuture(new IntegrationResponse(
                    201,
                    new Headers()
                            .add("Content-Type", "text/plain")
                            .add("X-Own", "a")
                            .add("X-Own", "b"),
                    new Body.Bytes("made".getBytes(UTF_8))));
        };
    }

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void mockAnswersWithoutADeployment() {
        method("GET", "NONE");
        integration("GET", "'type': 'MOCK', 'requestTemplates': {'application/json': '{statusCode: 200}'}");
        plane.call("PutMethodResponse", named("'httpMethod': 'GET', 'statusCode': '200'"));
        plane.call(
                "PutIntegrationResponse",
                named("'httpMethod': 'GET', 'statusCode': '200', 'responseTemplates': {'application/json': 'a pet'}"));

        JsonObject answer = invoke("GET", "'pathWithQueryString': '/pets/1?a=1&a=2', 'headers': {'X-Mine': 'ä'}");

        assertThat(answer.getInt("status")).isEqualTo(200);
        assertThat(answer.getString("body")).isEqualTo("a pet");
        assertThat(answer.get("headers")).hasToString("{\"Content-Type\":\"application/json\"}");
        assertThat(answer.get("multiValueHeaders")).hasToString("{\"Content-Type\":[\"application/json\"]}");
        assertThat(answer.getJsonNumber("latency").longValue()).isGreaterThanOrEqualTo(0);
        assertThat(log(answer))
                .containsExactly(
                        "Starting execution for request: ID",
                        "HTTP Method: GET, Resource Path: /pets/1",
                        "Method request path: {petId=1}",
                        "Method request query string: {a=2}",
                        "Method request headers: {X-Mine=ä}",
                        "Method request body before transformations: ",
                        "Method response body after transformations: a pet",
                        "Method response headers: {Content-Type=application/json}",
                        "Successfully completed execution",
                        "Method completed with status: 200");
    }

    @Test
    void endpointSeesTheRequestAndTheLogTellsAllOfIt() {
        method("POST", "NONE");
        integration(
                "POST",
                "'type': 'HTTP_PROXY', 'integrationHttpMethod': 'POST', 'uri':"
                        + " 'http://${stageVariables.host}:9000/base'");

        JsonObject answer = invoke(
                "POST",
                "'pathWithQueryString': '/pets/1?q=x y', 'body': 'hello', 'stageVariables': {'host': 'backend.test'},"
                        + " 'headers': {'Authorization': 'Bearer secretsecret'},"
                        + " 'multiValueHeaders': {'X-Many': ['1', '2']}");

        assertThat(answer.getInt("status")).isEqualTo(201);
        assertThat(answer.getString("body")).isEqualTo("made");
        assertThat(answer.getJsonObject("headers").getString("X-Own")).isEqualTo("b");
        assertThat(answer.getJsonObject("multiValueHeaders").get("X-Own")).hasToString("[\"a\",\"b\"]");
        assertThat(answer.getJsonObject("headers")).doesNotContainKeys("x-amzn-RequestId", "x-amz-apigw-id");
        assertThat(sent.get(0).host()).isEqualTo("backend.test");
        assertThat(sent.get(0).target()).isEqualTo("/base?q=x%20y");
        assertThat(sent.get(0).headers().all("X-Many")).containsExactly("1", "2");
        List<String> log = log(answer);
        assertThat(log)
                .contains(
                        "Method request body before transformations: hello",
                        "Endpoint request URI: http://backend.test:9000/base?q=x%20y",
                        "Endpoint request body after transformations: hello",
                        "Sending request to http://backend.test:9000/base?q=x%20y",
                        "Endpoint response headers: {Content-Type=text/plain, X-Own=a,b}",
                        "Endpoint response body before transformations: made",
                        "Method response body after transformations: made",
                        "Method completed with status: 201");
        assertThat(log).anyMatch(line -> line.matches("Received response. Status: 201, Integration latency: \\d+ ms"));
        assertThat(answer.getString("log")).doesNotContain("Bearer").contains("Authorization=*************secret");
    }

    @Test
    void neitherAuthorizersNorKeysAreAsked() {
        method("GET", "AWS_IAM");
        plane.call(
                "UpdateMethod",
                named("'httpMethod': 'GET', 'patchOperations':"
                        + " [{'op': 'replace', 'path': '/apiKeyRequired', 'value': 'true'}]"));
        integration("GET", "'type': 'HTTP_PROXY', 'integrationHttpMethod': 'GET', 'uri': 'http://backend.test'");
        assertThat(invoke("GET", "'body': ''").getInt("status")).isEqualTo(201);
        assertThat(sent).hasSize(1);
    }

    @Test
    void anyStandsForEveryVerb() {
        method("ANY", "NONE");
        integration("ANY", "'type': 'HTTP_PROXY', 'integrationHttpMethod': 'ANY', 'uri': 'http://backend.test'");
        invoke("DELETE", "'body': ''");
        invoke("ANY", "'body': 'x'");
        assertThat(sent).extracting(IntegrationRequest::method).containsExactly("DELETE", "POST");
        assertThat(plane.refusal("TestInvokeMethod", named("'httpMethod': 'FETCH'")))
                .startsWith("400 BadRequest: Invalid HttpMethod specified.");
    }

    @Test
    void otherPathsAreTakenAndHaveNoParameters() {
        method("GET", "NONE");
        plane.call(
                "UpdateMethod",
                named("'httpMethod': 'GET', 'patchOperations':"
                        + " [{'op': 'add', 'path': '/requestParameters/method.request.path.petId', 'value': 'true'}]"));
        integration(
                "GET",
                "'type': 'HTTP_PROXY', 'integrationHttpMethod': 'GET', 'uri': 'http://backend.test/{id}',"
                        + " 'requestParameters': {'integration.request.path.id': 'method.request.path.petId'}");
        assertThat(log(invoke("GET", "'body': ''"))).contains("Method request path: {petId={petId}}");
        assertThat(sent.get(0).target()).isEqualTo("/%7BpetId%7D");
        assertThat(log(invoke("GET", "'pathWithQueryString': '?a=%FF&b'")))
                .contains("Method request path: {petId={petId}}", "Method request query string: {a=\uFFFD, b=}");
        assertThat(log(invoke("GET", "'pathWithQueryString': '/random/test'"))).contains("Method request path: {}");
    }

    @Test
    void failuresAreAnswersWithTheirReasonInTheLog() {
        method("GET", "NONE");
        integration(
                "GET",
                "'type': 'HTTP_PROXY', 'integrationHttpMethod': 'GET', 'uri':" + " 'http://${stageVariables.host}/'");
        JsonObject answer = invoke("GET", "'body': ''");
        assertThat(answer.getInt("status")).isEqualTo(500);
        assertThat(answer.getString("body")).isEqualTo("{\"message\":\"Internal server error\"}");
        assertThat(log(answer))
                .anyMatch(line -> line.startsWith("Execution failed due to configuration error: Invalid endpoint"))
                .endsWith("Method completed with status: 500");

        plane.backend = request -> CompletableFuture.failedFuture(
                new GatewayException(GatewayResponseType.INTEGRATION_TIMEOUT, "Endpoint request timed out"));
        JsonObject late = invoke("GET", "'stageVariables': {'host': 'backend.test'}");
        assertThat(late.getInt("status")).isEqualTo(504);
        assertThat(log(late)).contains("Execution failed due to a timeout error");
    }

    @Test
    void whatTheDataPlaneCannotDoYetSaysSo() {
        method("GET", "NONE");
        integration(
                "GET",
                "'type': 'AWS', 'integrationHttpMethod': 'POST', 'uri':"
                        + " 'arn:aws:apigateway:us-east-1:sqs:path/000000000000/queue'");
        JsonObject answer = invoke("GET", "'body': ''");
        assertThat(answer.getInt("status")).isEqualTo(501);
        assertThat(answer.getString("body")).contains("not implemented yet");
        assertThat(log(answer)).contains("Execution failed: An integration of type AWS is not implemented yet");
    }

    @Test
    void whatNoCallerCouldSendIsRefused() {
        method("GET", "NONE");
        assertThat(plane.refusal("TestInvokeMethod", named("'httpMethod': 'GET'")))
                .isEqualTo("400 BadRequest: No integration defined for method");
        integration("GET", "'type': 'HTTP_PROXY', 'integrationHttpMethod': 'GET', 'uri': 'http://backend.test'");
        String refused = "400 BadRequest: Invalid test request specified: ";
        assertThat(plane.refusal("TestInvokeMethod", named("'httpMethod': 'GET', 'headers': {'A B': 'x'}")))
                .isEqualTo(refused + "a field name is not a token");
        assertThat(plane.refusal("TestInvokeMethod", named("'httpMethod': 'GET', 'pathWithQueryString': '/a/../b'")))
                .isEqualTo(refused + "a dot segment in the path");
        assertThat(plane.refusal("TestInvokeMethod", named("'httpMethod': 'GET', 'pathWithQueryString': '/?a=%00'")))
                .isEqualTo(refused + "NUL in the query");
        assertThat(plane.refusal("TestInvokeMethod", named("'httpMethod': 'GET', 'stageVariables': {'a b': 'x'}")))
                .startsWith("400 BadRequest: Invalid stage variable name: a b.");
        assertThat(plane.refusal("TestInvokeMethod", named("'httpMethod': 'GET', 'clientCertificateId': 'nope'")))
                .isEqualTo("404 NotFound: Invalid Client Certificate identifier specified");
        plane.calls()
                .call(
                        "TestInvokeMethod",
                        Json.object()
                                .add("restApiId", api.id())
                                .add("resourceId", pet)
                                .add("httpMethod", "GET")
                                .add("pathWithQueryString", "/pets/1?a=b c\r\nX: y")
                                .add("headers", Json.object().add("X-A", "b\r\nHost: evil"))
                                .build());
        assertThat(sent.get(0).target()).isEqualTo("/?a=b%20c%0D%0AX:%20y");
        assertThat(sent.get(0).headers().first("X-A")).isEqualTo("b  Host: evil");
    }

    @Test
    void unknownPartsAreNamed() {
        assertThat(plane.refusal("TestInvokeMethod", named("'httpMethod': 'GET'")))
                .isEqualTo("404 NotFound: Invalid Method identifier specified");
        assertThat(plane.refusal(
                        "TestInvokeMethod", "{'restApiId': 'nope', 'resourceId': 'nope', 'httpMethod': 'GET'}"))
                .isEqualTo("404 NotFound: Invalid Resource identifier specified");
        assertThat(plane.refusal("TestInvokeAuthorizer", "{'restApiId': '%s', 'authorizerId': 'nope'}", api))
                .isEqualTo("404 NotFound: Invalid Authorizer identifier specified");
    }

    @Test
    void tokensAreLookedAtBeforeTheFunctionIsAsked() {
        String id = authorizer("'type': 'TOKEN', 'authorizerUri': '" + FUNCTION
                + "', 'identitySource': 'method.request.header.Auth', 'identityValidationExpression': 'x-[a-z]+'");
        assertThat(log(trial(id, "'headers': {}", 401)))
                .containsExactly("Starting authorizer: " + id + " for request: ID", "Unauthorized request: ID");
        trial(id, "'headers': {'Auth': 'y-abc'}", 401);
        assertThat(log(trial(id, "'headers': {'auth': 'x-abcdefgh'}", 500)))
                .containsExactly(
                        "Starting authorizer: " + id + " for request: ID",
                        "Incoming identity: *****defgh",
                        "Execution failed due to configuration error: Lambda authorizers cannot be invoked by this"
                                + " version of the gateway",
                        "AuthorizerConfigurationException");
    }

    @Test
    void allSourcesOfARequestMustBeThere() {
        String id = authorizer("'type': 'REQUEST', 'authorizerUri': '" + FUNCTION
                + "', 'identitySource': 'method.request.header.A,method.request.querystring.q,stageVariables.v,"
                + "context.identity.sourceIp,context.mine'");
        String all = "'multiValueHeaders': {'A': ['1']}, 'pathWithQueryString': '/x?q=2', 'stageVariables': {'v': '3'}";
        trial(id, all, 401);
        JsonObject answer = trial(id, all + ", 'additionalContext': {'mine': '4'}", 500);
        assertThat(answer.getString("log")).contains("Incoming identity: {method.request.header.A=*");
        trial(id, all.replace("q=2", "q="), 401);
        String open =
                authorizer("'type': 'REQUEST', 'authorizerUri': '" + FUNCTION + "', 'authorizerResultTtlInSeconds': 0");
        trial(open, "'body': ''", 500);
    }

    @Test
    void whatIsNoTokenIsRefusedForUserPools() {
        String id = authorizer("'type': 'COGNITO_USER_POOLS', 'providerARNs':"
                + " ['arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_a'],"
                + " 'identitySource': 'method.request.header.Authorization'");
        trial(id, "'headers': {'Authorization': 'nonsense'}", 401);
        assertThat(trial(id, "'headers': {'Authorization': 'Bearer aa.bb.cc'}", 500)
                        .getString("log"))
                .contains("Cognito user pools cannot be asked");
    }

    private String named(String members) {
        return "{'restApiId': '" + api + "', 'resourceId': '" + pet + "', " + members + "}";
    }

    private void method(String verb, String authorization) {
        plane.call("PutMethod", named("'httpMethod': '" + verb + "', 'authorizationType': '" + authorization + "'"));
    }

    private void integration(String verb, String members) {
        plane.call("PutIntegration", named("'httpMethod': '" + verb + "', " + members));
    }

    private JsonObject invoke(String verb, String members) {
        return plane.call("TestInvokeMethod", named("'httpMethod': '" + verb + "', " + members));
    }

    private String authorizer(String members) {
        String name = "a"
                + plane.call("GetAuthorizers", "{'restApiId': '%s'}", api)
                        .getJsonArray("item")
                        .size();
        return plane.call("CreateAuthorizer", "{'restApiId': '" + api + "', 'name': '" + name + "', " + members + "}")
                .getString("id");
    }

    private JsonObject trial(String id, String members, int status) {
        JsonObject answer = plane.call(
                "TestInvokeAuthorizer", "{'restApiId': '" + api + "', 'authorizerId': '" + id + "', " + members + "}");
        assertThat(answer.getInt("clientStatus")).isEqualTo(status);
        assertThat(answer.keySet()).containsExactlyInAnyOrder("clientStatus", "log", "latency");
        return answer;
    }

    /** The lines without their times; the request's id is ID. */
    private static List<String> log(JsonObject answer) {
        List<String> lines = answer.getString("log").lines().toList();
        assertThat(lines.get(0)).matches("Execution log for request [0-9a-f-]{36}");
        String id = lines.get(0).substring(lines.get(0).lastIndexOf(' ') + 1);
        return lines.stream()
                .skip(1)
                .map(line -> {
                    assertThat(line).matches("\\w{3} \\w{3} \\d\\d \\d\\d:\\d\\d:\\d\\d UTC \\d{4} : .*");
                    return line.substring(line.indexOf(" : ") + 3).replace(id, "ID");
                })
                .toList();
    }
}
