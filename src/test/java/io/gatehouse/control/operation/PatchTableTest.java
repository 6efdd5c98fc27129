package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.control.kind.AccountKeys;
import io.gatehouse.control.operation.PatchTable.Row;
import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * AWS's table of patch operations of what belongs to an API, path by path: what it allows works, all else is refused in AWS's words and changes
 * nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html">AWS: patch operations</a>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PatchTableTest {
    private static final PatchTable TABLE = new PatchTable(
            """
            Authorizer          /name                                           r    other
            Authorizer          /type                                           r    REQUEST
            Authorizer          /authType                                       r    oauth2
            Authorizer          /authorizerUri                                  r    {function}
            Authorizer          /authorizerCredentials                          r    arn:aws:iam::123456789012:role/call
            Authorizer          /authorizerResultTtlInSeconds                   r    0
            Authorizer          /identityValidationExpression                   r    x-[a-z]+
            Authorizer          /identitySource                                 ard  method.request.header.b
            Authorizer          /providerARNs                                   ad   arn:aws:cognito-idp:us-east-1:123456789012:userpool/p
            Authorizer          /id                                             -    abc123
            Deployment          /description                                    r    words
            DocumentationPart   /properties                                     r    {"description":"words"}
            DocumentationPart   /location                                       -    {}
            DocumentationVersion /description                                   r    words
            DocumentationVersion /version                                       -    v2
            GatewayResponse     /statusCode                                     r    503
            GatewayResponse     /responseParameters/gatewayresponse.header.X    ard  'x'
            GatewayResponse     /responseTemplates/text~1plain                  ard  x
            Integration         /cacheNamespace                                 r    here
            Integration         /connectionId                                   r    link
            Integration         /connectionType                                 r    INTERNET
            Integration         /contentHandling                                r    CONVERT_TO_TEXT
            Integration         /integrationTarget                              r    arn:aws:elasticloadbalancing:us-east-1:1:lb
            Integration         /passthroughBehavior                            r    NEVER
            Integration         /responseTransferMode                           r    BUFFERED
            Integration         /timeoutInMillis                                r    1000
            Integration         /tlsConfig/insecureSkipVerification             r    true
            Integration         /httpMethod                                     r    POST
            Integration         /uri                                            r    https://example.com/other
            Integration         /cacheKeyParameters/method.request.header.a     ard  -
            Integration         /requestParameters/integration.request.header.b ard  method.request.header.a
            Integration         /requestTemplates/application~1json             ard  {}
            Integration         /type                                           -    MOCK
            IntegrationResponse /contentHandling                                r    CONVERT_TO_BINARY
            IntegrationResponse /selectionPattern                               r    5..
            IntegrationResponse /responseParameters/method.response.header.h    ard  'h'
            IntegrationResponse /responseTemplates/application~1json            ard  {}
            IntegrationResponse /statusCode                                     -    201
            Method              /authorizationType                              r    AWS_IAM
            Method              /authorizerId                                   r    any
            Method              /apiKeyRequired                                 r    true
            Method              /operationName                                  r    getPets
            Method              /requestValidatorId                             r    -
            PoolMethod          /authorizationScopes                            ad   read
            Method              /requestParameters/method.request.header.c      ard  true
            Method              /requestModels/application~1json                ard  Empty
            Method              /httpMethod                                     -    PUT
            MethodResponse      /responseParameters/method.response.header.i    ard  true
            MethodResponse      /responseModels/application~1json               ard  Empty
            Model               /description                                    r    words
            Model               /schema                                         r    {"type":"object"}
            Model               /name                                           -    Other
            RequestValidator    /name                                           r    other
            RequestValidator    /validateRequestBody                            r    true
            RequestValidator    /validateRequestParameters                      r    true
            Resource            /parentId                                       r    {parent}
            Resource            /pathPart                                       r    cats
            RestApi             /name                                           r    other
            RestApi             /policy                                         r    {"Statement":[]}
            RestApi             /apiKeySource                                   r    AUTHORIZER
            RestApi             /disableExecuteApiEndpoint                      r    true
            RestApi             /endpointAccessMode                             r    -
            RestApi             /securityPolicy                                 r    TLS_1_2
            RestApi             /minimumCompressionSize                         r    10
            RestApi             /description                                    ard  words
            RestApi             /binaryMediaTypes/image~1png                    ard  -
            RestApi             /endpointConfiguration/ipAddressType            r    dualstack
            RestApi             /tags/a                                         -    b
            PrivateApi          /endpointConfiguration/vpcEndpointIds           ad   vpce-1234
            Stage               /deploymentId                                   r    {deployment}
            Stage               /description                                    r    words
            Stage               /documentationVersion                           r    v1
            Stage               /clientCertificateId                            r    abc123
            Stage               /cacheClusterEnabled                            r    true
            Stage               /cacheClusterSize                               r    6.1
            Stage               /tracingEnabled                                 r    true
            Stage               /variables                                      rd   {"a":"b"}
            Stage               /variables/a                                    rd   b
            Stage               /accessLogSettings/destinationArn               ard  arn:aws:logs:us-east-1:1:log-group:g
            Stage               /accessLogSettings/format                       ard  $context.requestId
            Stage               /accessLogSettings                              d    -
            Stage               /canarySettings/deploymentId                    r    {deployment}
            Stage               /canarySettings/percentTraffic                  r    10.5
            Stage               /canarySettings/useStageCache                   r    true
            Stage               /canarySettings/stageVariableOverrides          r    {"a":"c"}
            Stage               /canarySettings/stageVariableOverrides/a        rd   c
            Stage               /canarySettings                                 d    -
            Stage               /*/*/metrics/enabled                            r    true
            Stage               /*/*/logging/dataTrace                          r    true
            Stage               /*/*/logging/loglevel                           r    INFO
            Stage               /*/*/throttling/burstLimit                      r    10
            Stage               /*/*/throttling/rateLimit                       r    10.5
            Stage               /*/*/caching/enabled                            r    true
            Stage               /*/*/caching/ttlInSeconds                       r    60
            Stage               /*/*/caching/dataEncrypted                      r    true
            Stage               /~1pets/GET/caching/requireAuthorizationForCacheControl r false
            Stage               /~1pets/GET/caching/unauthorizedCacheControlHeaderStrategy r FAIL_WITH_403
            Stage               /~1pets/GET                                     d    -
            Stage               /tags/a                                         -    b
            """,
            List.of(
                    "Deployment",
                    "DocumentationPart",
                    "DocumentationVersion",
                    "Model",
                    "RequestValidator",
                    "Resource"));

    private static final String FUNCTION = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
            + "arn:aws:lambda:us-east-1:123456789012:function:f/invocations";

    private final ControlPlane plane = new ControlPlane();
    private final Map<String, String> ids = new HashMap<>();

    static Stream<Row> rows() {
        return TABLE.rows();
    }

    @BeforeAll
    void makeOneOfEach() {
        JsonObject api = plane.call("CreateRestApi", "{'name': 'table'}");
        ids.put("restApiId", api.getString("id"));
        String inApi = "{'restApiId': '" + api.getString("id") + "', ";
        String create = inApi + "'parentId': '" + api.getString("rootResourceId") + "', 'pathPart': '%s'}";
        ids.put("pets", plane.call("CreateResource", create, "pets").getString("id"));
        ids.put("dogs", plane.call("CreateResource", create, "dogs").getString("id"));
        String inMethod = inApi + "'resourceId': '" + ids.get("pets") + "', 'httpMethod': 'GET', ";
        plane.call(
                "PutMethod",
                inMethod + "'authorizationType': 'NONE', 'requestParameters': {'method.request.header.a': false}}");
        plane.call(
                "PutMethodResponse",
                inMethod + "'statusCode': '200', 'responseParameters': {'method.response.header.h': false}}");
        plane.call(
                "PutIntegration",
                inMethod + "'type': 'HTTP', 'integrationHttpMethod': 'GET', 'uri': 'https://example.com/'}");
        plane.call("PutIntegrationResponse", inMethod + "'statusCode': '200'}");
        plane.call(
                "CreateModel",
                inApi + "'name': 'Pet', 'contentType': 'application/json', 'schema': '%s'}",
                "{\\\"type\\\":\\\"object\\\"}");
        ids.put(
                "requestValidatorId",
                plane.call("CreateRequestValidator", inApi + "'name': 'v'}").getString("id"));
        ids.put(
                "authorizerId",
                plane.call(
                                "CreateAuthorizer",
                                inApi + "'name': 'a', 'type': 'REQUEST', 'authorizerUri': '" + FUNCTION
                                        + "', 'authorizerResultTtlInSeconds': 0}")
                        .getString("id"));
        makePoolMethod(inApi);
        ids.put(
                "documentationPartId",
                plane.call("CreateDocumentationPart", inApi + "'location': {'type': 'API'}, 'properties': '{}'}")
                        .getString("id"));
        plane.call("CreateDocumentationVersion", inApi + "'documentationVersion': 'v1'}");
        ids.put(
                "deploymentId",
                plane.call("CreateDeployment", inApi + "'stageName': 'dev'}").getString("id"));
        JsonObject hidden =
                plane.call("CreateRestApi", "{'name': 'p', 'endpointConfiguration': {'types': ['PRIVATE']}}");
        ids.put("privateApiId", hidden.getString("id"));
        plane.store.transaction(tx -> {
            JsonObject any = Json.parse("{\"version\": \"v1\"}");
            tx.put(AccountKeys.clientCertificate("abc123"), any);
            return true;
        });
    }

    private void makePoolMethod(String inApi) {
        String pets = String.valueOf(ids.get("pets"));
        String pool = plane.call(
                        "CreateAuthorizer",
                        inApi
                                + "'name': 'p', 'type': 'COGNITO_USER_POOLS', 'identitySource': 'method.request.header.a',"
                                + " 'providerARNs': ['arn:aws:cognito-idp:us-east-1:123456789012:userpool/u']}")
                .getString("id");
        plane.call(
                "PutMethod",
                inApi + "'resourceId': '%s', 'httpMethod': 'PUT', 'authorizationType': 'COGNITO_USER_POOLS',"
                        + " 'authorizerId': '%s'}",
                pets,
                pool);
        plane.call("PutIntegration", inApi + "'resourceId': '%s', 'httpMethod': 'PUT', 'type': 'MOCK'}", pets);
    }

    @AfterAll
    void close() {
        plane.close();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatTheTableAllowsWorks(Row row) {
        if (row.path().equals("/accessLogSettings") || row.path().equals("/~1pets/GET")) {
            String first = row.path().equals("/accessLogSettings")
                    ? "/accessLogSettings/format"
                    : "/~1pets/GET/metrics/enabled";
            assertThat(refusal(row.noun(), "replace", first, "$context.requestId"))
                    .isEmpty();
        }
        for (String operation : row.operations()) {
            assertThat(refusal(row.noun(), operation, row.path(), row.value()))
                    .as(operation)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatItDoesNotAllowIsRefused(Row row) {
        JsonObject before = get(row.noun());
        for (String operation : PatchTable.OPERATIONS) {
            if (!row.operations().contains(operation)) {
                assertThat(refusal(row.noun(), operation, row.path(), row.value()))
                        .as(operation)
                        .startsWith("400 " + words(row, operation));
            }
        }
        assertThat(get(row.noun())).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorizer",
                "Deployment",
                "DocumentationPart",
                "DocumentationVersion",
                "GatewayResponse",
                "Integration",
                "IntegrationResponse",
                "Method",
                "MethodResponse",
                "Model",
                "RequestValidator",
                "Resource",
                "RestApi",
                "Stage"
            })
    void pathsThatAreNoneAreRefused(String noun) {
        JsonObject before = get(noun);
        for (String path : List.of("/nothing", "nothing", "", "/", "//", "/nothing/at/all/of/it", "/~")) {
            Row row = new Row(noun, path, List.of(), null);
            assertThat(refusal(noun, "replace", path, "x")).as(path).startsWith("400 " + words(row, "replace"));
        }
        assertThat(refusal(noun, "replace", null, "x")).startsWith("400 Invalid ");
        assertThat(get(noun)).isEqualTo(before);
    }

    /** What AWS says to an operation that a path does not have. */
    private static String words(Row row, String operation) {
        if (row.noun().equals("Stage")
                && operation.equals("remove")
                && row.path().split("/").length == 5) {
            return "Cannot remove method setting " + row.path().substring(1) + " because there is no method setting";
        }
        if (row.noun().equals("Stage") && operation.equals("copy")) {
            return "Invalid copy operation with path: " + row.path() + " and from /nowhere. Valid copy:path are";
        }
        if (row.noun().equals("Stage") && row.operations().isEmpty()) {
            return "Invalid method setting path: " + row.path() + ". Must be one of: [/deploymentId, ";
        }
        return row.noun().equals("GatewayResponse") ? "Invalid patch path " + row.path() : TABLE.words(row, operation);
    }

    /** The refusal, as status and message; empty when it was done. */
    private String refusal(String noun, String operation, @Nullable String path, @Nullable String value) {
        String filled = value == null
                ? null
                : value.replace("{function}", FUNCTION)
                        .replace("{parent}", String.valueOf(ids.get("pets")))
                        .replace("{deployment}", String.valueOf(ids.get("deploymentId")));
        return PatchTable.refusal(plane, operationNoun(noun), names(noun), operation, path, filled);
    }

    private JsonObject get(String noun) {
        return plane.calls()
                .call("Get" + operationNoun(noun), names(noun).build())
                .body();
    }

    private static String operationNoun(String noun) {
        return Map.of("PrivateApi", "RestApi", "PoolMethod", "Method").getOrDefault(noun, noun);
    }

    private JsonObjectBuilder names(String noun) {
        var names = new HashMap<>(ids);
        names.put("restApiId", String.valueOf(ids.get(noun.equals("PrivateApi") ? "privateApiId" : "restApiId")));
        names.put("resourceId", String.valueOf(ids.get(noun.equals("Resource") ? "dogs" : "pets")));
        names.put("httpMethod", noun.equals("PoolMethod") ? "PUT" : "GET");
        names.put("statusCode", "200");
        names.put("modelName", "Pet");
        names.put("stageName", "dev");
        names.put("documentationVersion", "v1");
        names.put("responseType", "THROTTLED");
        Map<String, List<String>> members = Map.ofEntries(
                Map.entry("Authorizer", List.of("restApiId", "authorizerId")),
                Map.entry("Deployment", List.of("restApiId", "deploymentId")),
                Map.entry("DocumentationPart", List.of("restApiId", "documentationPartId")),
                Map.entry("DocumentationVersion", List.of("restApiId", "documentationVersion")),
                Map.entry("GatewayResponse", List.of("restApiId", "responseType")),
                Map.entry("Model", List.of("restApiId", "modelName")),
                Map.entry("RequestValidator", List.of("restApiId", "requestValidatorId")),
                Map.entry("Resource", List.of("restApiId", "resourceId")),
                Map.entry("RestApi", List.of("restApiId")),
                Map.entry("PrivateApi", List.of("restApiId")),
                Map.entry("Stage", List.of("restApiId", "stageName")));
        List<String> ofMethod = new ArrayList<>(List.of("restApiId", "resourceId", "httpMethod"));
        if (noun.endsWith("Response")) {
            ofMethod.add("statusCode");
        }
        JsonObjectBuilder result = Json.object();
        members.getOrDefault(noun, ofMethod).forEach(name -> result.add(name, String.valueOf(names.get(name))));
        return result;
    }
}
