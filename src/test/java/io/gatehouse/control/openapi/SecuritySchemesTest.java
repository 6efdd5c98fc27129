package io.gatehouse.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The security schemes of documents are the authorizers of APIs, both ways. */
class SecuritySchemesTest {
    private static final String FUNCTION =
            "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:f"
                    + "/invocations";
    private static final String DOCUMENT =
            """
            openapi: 3.0.1
            info: {title: Guarded, version: '1'}
            paths:
              /lambda: {get: {security: [{lambda: []}], responses: {}, x-amazon-apigateway-integration: {type: mock}}}
              /pool: {get: {security: [{pool: [read]}], responses: {}, x-amazon-apigateway-integration: {type: mock}}}
              /iam: {get: {security: [{sigv4: []}], responses: {}, x-amazon-apigateway-integration: {type: mock}}}
              /key: {get: {security: [{api_key: []}], responses: {}, x-amazon-apigateway-integration: {type: mock}}}
            components:
              securitySchemes:
                lambda:
                  type: apiKey
                  name: Token
                  in: header
                  x-amazon-apigateway-authtype: oauth2
                  x-amazon-apigateway-authorizer:
                    {type: token, authorizerUri: '%s', identityValidationExpression: '^x-[a-z]+', authorizerResultTtlInSeconds: 60}
                request:
                  type: apiKey
                  name: Unused
                  in: header
                  x-amazon-apigateway-authtype: custom
                  x-amazon-apigateway-authorizer:
                    {type: request, authorizerUri: '%s', identitySource: 'method.request.header.A, context.path'}
                pool:
                  type: apiKey
                  name: Authorization
                  in: header
                  x-amazon-apigateway-authtype: cognito_user_pools
                  x-amazon-apigateway-authorizer:
                    {type: cognito_user_pools, providerARNs: ['arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_A']}
                sigv4: {type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4}
                api_key: {type: apiKey, name: x-api-key, in: header}
            """
                    .replace("%s", FUNCTION);

    private final DocumentPlane apis = new DocumentPlane();

    @AfterEach
    void close() {
        apis.close();
    }

    @Test
    void schemesWithAnAuthorizerBecomeOne() {
        String api = apis.imported(DOCUMENT).getString("id");
        JsonObject lambda = authorizer(api, "lambda");
        assertThat(lambda.getString("type")).isEqualTo("TOKEN");
        assertThat(lambda.getString("authType")).isEqualTo("oauth2");
        assertThat(lambda.getString("identitySource")).isEqualTo("method.request.header.Token");
        assertThat(lambda.getInt("authorizerResultTtlInSeconds")).isEqualTo(60);
        assertThat(authorizer(api, "request").getString("identitySource"))
                .isEqualTo("method.request.header.A, context.path");
        assertThat(method(api, "/lambda"))
                .containsEntry("authorizationType", Json.text("CUSTOM"))
                .containsEntry("authorizerId", lambda.get("id"));
        assertThat(method(api, "/pool"))
                .containsEntry("authorizationType", Json.text("COGNITO_USER_POOLS"))
                .containsEntry("authorizerId", authorizer(api, "pool").get("id"))
                .extractingByKey("authorizationScopes")
                .hasToString("[\"read\"]");
        assertThat(method(api, "/iam")).containsEntry("authorizationType", Json.text("AWS_IAM"));
        assertThat(method(api, "/key").getBoolean("apiKeyRequired")).isTrue();
    }

    @Test
    void anotherImportKeepsTheIdentifiersAndOverwritingRemovesTheRest() {
        String api = apis.imported(DOCUMENT).getString("id");
        JsonObject before = authorizer(api, "lambda");
        String other = DOCUMENT.replace("authorizerResultTtlInSeconds: 60", "authorizerResultTtlInSeconds: 0")
                .replace("    request:", "    requests:");
        apis.put(api, other, "merge");
        assertThat(authorizer(api, "lambda").getString("id")).isEqualTo(before.getString("id"));
        assertThat(authorizer(api, "lambda").getInt("authorizerResultTtlInSeconds"))
                .isZero();
        assertThat(apis.items(api, "GetAuthorizers")).hasSize(4);
        apis.put(api, other, "overwrite");
        assertThat(apis.items(api, "GetAuthorizers")).hasSize(3);
        assertThat(method(api, "/lambda").get("authorizerId")).isEqualTo(before.get("id"));
    }

    @Test
    void aSchemeThatDoesNotSayWhichAuthorizerMakesNoMethod() {
        JsonObject answer = apis.imported(
                """
                openapi: 3.0.1
                info: {title: T}
                paths:
                  /a:
                    get: {security: [{who: []}], x-amazon-apigateway-integration: {type: mock}}
                  /open:
                    get: {x-amazon-apigateway-integration: {type: mock}}
                components:
                  securitySchemes:
                    who: {type: apiKey, name: A, in: header, x-amazon-apigateway-authtype: custom}
                """);
        assertThat(answer.getJsonArray("warnings"))
                .hasToString("[\"Unable to create authorizer from security definition: 'who'. Extension"
                        + " x-amazon-apigateway-authorizer is required. Any methods with security: 'who' will not be"
                        + " created. If this security definition is not a custom authorizer, remove the"
                        + " x-amazon-apigateway-authtype extension and it will be ignored.\"]");
        String api = answer.getString("id");
        assertThat(method(api, "/open").getString("authorizationType")).isEqualTo("NONE");
        assertThat(apis.plane.refusal(
                        "GetMethod",
                        "{'restApiId': '%s', 'resourceId': '%s', 'httpMethod': 'GET'}",
                        api,
                        apis.resource(api, "/a")))
                .startsWith("404");
    }

    @Test
    void authorizersThatCannotBeMadeAreErrors() {
        String wrongType = DOCUMENT.replace("{type: token", "{type: jwt");
        assertThat(apis.refusal(wrongType))
                .contains("Unable to create authorizer from security definition: 'lambda'. Invalid authorizer type");
        String wrongUri = DOCUMENT.replace(FUNCTION, "arn:nonsense");
        assertThat(apis.refusal(wrongUri))
                .contains("Unable to create authorizer from security definition: 'lambda': Invalid Authorizer URI");
        assertThat(apis.everything()).isEmpty();
    }

    @Test
    void anExportTellsOfAuthorizersWhatItIsAskedFor() {
        String api = apis.imported(DOCUMENT).getString("id");
        apis.deploy(api);
        JsonObject plain = schemes(export(api, ""));
        assertThat(plain).containsOnlyKeys("api_key", "sigv4", "lambda", "pool");
        assertThat(plain.get("lambda"))
                .hasToString("{\"type\":\"apiKey\",\"name\":\"Token\",\"in\":\"header\","
                        + "\"x-amazon-apigateway-authtype\":\"oauth2\"}");
        JsonObject whole = schemes(export(api, "authorizers"));
        assertThat(whole).containsOnlyKeys("api_key", "sigv4", "lambda", "pool", "request");
        assertThat(whole.getJsonObject("lambda").get("x-amazon-apigateway-authorizer"))
                .hasToString("{\"authorizerUri\":\"" + FUNCTION + "\",\"authorizerResultTtlInSeconds\":60,"
                        + "\"identityValidationExpression\":\"^x-[a-z]+\",\"type\":\"token\"}");
        assertThat(whole.getJsonObject("request").getString("name")).isEqualTo("Unused");
        assertThat(export(api, "apigateway")).isEqualTo(export(api, "integrations,validators,authorizers,apigateway"));
        assertThat(operation(export(api, ""), "/pool").get("security")).hasToString("[{\"pool\":[\"read\"]}]");
    }

    @Test
    void anExportForPostmanSaysHowToSign() {
        String api = apis.imported(DOCUMENT).getString("id");
        apis.deploy(api);
        assertThat(operation(export(api, ""), "/iam")).doesNotContainKey("x-postman-meta");
        JsonObject postman = operation(export(api, "postman"), "/iam").getJsonObject("x-postman-meta");
        assertThat(postman.getString("currentHelper")).isEqualTo("awsSigV4");
        assertThat(postman.getJsonObject("helperAttributes").getString("region"))
                .isEqualTo("us-east-1");
        assertThat(operation(export(api, "postman"), "/key")).doesNotContainKey("x-postman-meta");
    }

    private JsonObject export(String api, String extensions) {
        return Json.parse(apis.export(api, "oas30", extensions));
    }

    private static JsonObject schemes(JsonObject document) {
        return document.getJsonObject("components").getJsonObject("securitySchemes");
    }

    private static JsonObject operation(JsonObject document, String path) {
        return document.getJsonObject("paths").getJsonObject(path).getJsonObject("get");
    }

    private JsonObject authorizer(String api, String name) {
        return apis.named(api, "GetAuthorizers", name);
    }

    private JsonObject method(String api, String path) {
        return apis.method(api, path, "GET");
    }
}
