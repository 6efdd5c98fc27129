package io.gatehouse.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ImportRestApi: a document becomes an API, or nothing is made. */
class ImportRestApiTest {
    private static final String SMALL =
            """
            openapi: 3.0.0
            info: {title: T}
            paths: {/a: {get: {responses: {200: {}}, x-amazon-apigateway-integration: {type: mock}}}}
            """;

    private final DocumentPlane apis = new DocumentPlane();

    @AfterEach
    void close() {
        apis.close();
    }

    @Test
    void anImportedApiHasAllThatTheDocumentSays() {
        JsonObject api = apis.importedFile("bookshop-3.0.yaml", "basepath", "ignore");
        assertThat(api.getString("name")).isEqualTo("Bookshop");
        assertThat(api.getInt("minimumCompressionSize")).isEqualTo(1024);
        assertThat(api).doesNotContainKeys("tags", "warnings");
        String id = api.getString("id");
        assertThat(apis.paths(id).keySet())
                .containsExactly(
                        "/",
                        "/books",
                        "/books/{bookId}",
                        "/files",
                        "/files/{proxy+}",
                        "/orders",
                        "/orders/{orderId}",
                        "/orders/{orderId}/lines",
                        "/unfinished");
        assertThat(apis.names(id, "GetModels")).hasSize(5).contains("Author", "Book", "Books", "Problem");
        JsonObject method = apis.method(id, "/books", "POST");
        assertThat(method.getBoolean("apiKeyRequired")).isTrue();
        assertThat(method).containsKey("requestValidatorId");
        assertThat(method.getJsonObject("methodIntegration").getJsonObject("integrationResponses"))
                .containsOnlyKeys("201", "400");
        assertThat(apis.gatewayResponse(id, "THROTTLED").getString("statusCode"))
                .isEqualTo("503");
    }

    @Test
    void methodsWithAnAuthorizerStayClosed() {
        String id = apis.importedFile("guarded-3.0.json").getString("id");
        assertThat(apis.method(id, "/by-root", "GET").getString("authorizationType"))
                .isEqualTo("CUSTOM");
        assertThat(apis.method(id, "/cognito", "GET").getString("authorizationType"))
                .isEqualTo("COGNITO_USER_POOLS");
        assertThat(apis.method(id, "/open", "GET").getString("authorizationType"))
                .isEqualTo("NONE");
    }

    @Test
    void anOperationWithoutAnIntegrationIsImportedButNotDeployed() {
        String id = apis.importedFile("bookshop-3.0.yaml").getString("id");
        assertThat(apis.method(id, "/unfinished", "GET")).doesNotContainKey("methodIntegration");
        assertThat(apis.plane.refusal("CreateDeployment", "{'restApiId': '%s'}", id))
                .isEqualTo("400 BadRequest: No integration defined for method");
    }

    @ParameterizedTest
    @CsvSource({"prepend, /store/v1/books", "split, /v1/books", "ignore, /books"})
    void theBasePathIsAppliedAsAsked(String mode, String path) {
        assertThat(apis.paths(
                        apis.importedFile("bookshop-3.0.yaml", "basepath", mode).getString("id")))
                .containsKey(path);
    }

    @Test
    void theEndpointTypeIsThatOfTheCall() {
        assertThat(apis.importedFile("library-2.0.json", "endpointConfigurationTypes", "REGIONAL")
                        .getJsonObject("endpointConfiguration"))
                .hasToString("{\"types\":[\"REGIONAL\"],\"ipAddressType\":\"ipv4\"}");
        assertThat(apis.refusal(SMALL, "endpointConfigurationTypes", "LOCAL"))
                .contains("Invalid EndpointTypes specified");
    }

    @Test
    void warningsUndoTheImportWhenAskedTo() {
        String body = SMALL + "servers: [{url: /a}, {url: /b}]";
        List<String> before = apis.everything();
        assertThat(apis.refusalOf("ImportRestApi", DocumentPlane.body(body).add("failOnWarnings", true)))
                .isEqualTo(
                        "400 BadRequest: Warnings found during import:\n\tMore than one server provided. Ignoring all but the"
                                + " first for defining endpoint configuration");
        assertThat(apis.everything()).isEqualTo(before);
        assertThat(apis.imported(body).getJsonArray("warnings")).hasSize(1);
    }

    @Test
    void allErrorsAreTold() {
        String body =
                """
                openapi: 3.0.0
                info: {title: T}
                servers: [{url: /a}, {url: /b}]
                paths:
                  /a/{x}: {get: {responses: {5XX: {}}}}
                  /a/{y}: {get: {}}
                  /b c: {}
                  /d:
                    get:
                      parameters: [{name: 'f[x]', in: query}]
                  /e:
                    get: {x-amazon-apigateway-request-validator: none}
                  /f:
                    get: {x-amazon-apigateway-integration: {type: http, uri: 'http://a'}}
                    put: {x-amazon-apigateway-integration: {type: teapot}}
                    post: {x-amazon-apigateway-integration: {}}
                components: {schemas: {a_b: {type: object}}}
                x-amazon-apigateway-gateway-responses: {TEAPOT: {statusCode: 418}}
                """;
        assertThat(apis.refusal(body))
                .contains(
                        "Unable to create model for 'a_b': Model name must be alphanumeric: a_b",
                        "Unable to put gateway response 'TEAPOT': ",
                        "Unable to put method response on 'GET' for resource at path '/a/{x}': ",
                        "Unable to create resource at path '/a/{y}': A sibling ({x}) of this resource already has a"
                                + " variable path part -- only one is allowed",
                        "Unable to create resource at path '/b c': ",
                        "Unable to put method 'GET' on resource at path '/d': ",
                        "Unable to put method 'GET' on resource at path '/e': Invalid Request Validator",
                        "Unable to put integration on 'GET' for resource at path '/f': Enumeration value for HttpMethod"
                                + " must be non-empty",
                        "Unable to put integration on 'PUT' for resource at path '/f': ",
                        "Unable to put integration on 'POST' for resource at path '/f': ",
                        "\nAdditionally, these warnings were found:\n\tMore than one server");
    }

    @Test
    void longNamesAreRefusedInShort() {
        String name = "a".repeat(100_000);
        String body = "{'openapi': '3.0.0', 'info': {'title': 'T'}, 'paths': {'/%s!': {}},"
                + "'components': {'schemas': {'%s': {'type': 'object'}}}}";
        body = body.replace('\'', '"').formatted(name, name);
        assertThat(apis.refusal(body))
                .contains("Unable to create model for 'aaa", "Unable to create resource at path '/aaa")
                .hasSizeLessThan(5000);
    }

    @Test
    void theLimitOfResourcesHolds() {
        StringBuilder body = new StringBuilder("openapi: 3.0.0\ninfo: {title: T}\npaths:\n");
        for (int i = 0; i < 2000; i++) {
            body.append("  /p" + i + ": {get: {}}\n");
        }
        String refusal = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> apis.refusal(body.toString()));
        assertThat(refusal).startsWith("429 ");
    }

    @Test
    void aDocumentWithoutATitleNamesNoApi() {
        assertThat(apis.refusal("{openapi: 3.0.0, paths: {}}")).startsWith("400 ");
    }

    @Test
    void whatSamWritesOfMethodsWithoutAnAuthorizerIsTaken() {
        String id = apis.imported(
                        """
                        swagger: 2
                        info: {title: T}
                        paths:
                          /open: {get: {security: [{NONE: []}], x-amazon-apigateway-integration: {type: mock}}}
                          /keyed: {get: {security: [{NONE: []}, {api_key: []}], x-amazon-apigateway-integration: {type: mock}}}
                        security: [{sigv4: []}]
                        securityDefinitions:
                          sigv4: {type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4}
                          api_key: {type: apiKey, name: x-api-key, in: header}
                        """)
                .getString("id");
        assertThat(apis.method(id, "/open", "GET").getString("authorizationType"))
                .isEqualTo("NONE");
        assertThat(apis.method(id, "/keyed", "GET").getBoolean("apiKeyRequired"))
                .isTrue();
        assertThat(apis.refusal(SMALL.replace("responses:", "security: [{ghost: []}], responses:")))
                .endsWith(
                        "Unable to put method 'GET' on resource at path '/a': Security scheme 'ghost' is not defined");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1/b", "other.yaml#/B", "#/components/schemas/B", "#/info"})
    void modelsThatReferToNoneOfTheDocumentAreRefusedInWordsOfAws(String reference) {
        String schemas = "components: {schemas: {A: {properties: {b: {$ref: '" + reference + "'}}}}}";
        assertThat(apis.refusal(SMALL + schemas))
                .isEqualTo(
                        "400 BadRequest: Errors found during import:\n\tUnable to create model for 'A': Invalid model"
                                + " specified: Validation Result: warnings : [], errors : [Model reference must be in canonical"
                                + " form]");
    }

    @Test
    void aStatusThatIsNoneMakesNoGatewayResponse() {
        assertThat(apis.refusal(SMALL + "x-amazon-apigateway-gateway-responses: {THROTTLED: {statusCode: 42}}"))
                .contains("Unable to put gateway response 'THROTTLED': Value '42' at 'statusCode' failed to satisfy");
    }

    @Test
    void gatewayResponsesMayNamePathAndQueryAsTheGuideSays() {
        String mappings = "{gatewayresponse.path.p: method.request.path.p, gatewayresponse.querystring.q: \"'1'\"}";
        String id = apis.imported(SMALL + "x-amazon-apigateway-gateway-responses: {THROTTLED: {responseParameters: "
                        + mappings + "}}")
                .getString("id");
        apis.deploy(id);
        assertThat(apis.gatewayResponse(id, "THROTTLED").getJsonObject("responseParameters"))
                .containsOnlyKeys("gatewayresponse.path.p", "gatewayresponse.querystring.q");
    }
}
