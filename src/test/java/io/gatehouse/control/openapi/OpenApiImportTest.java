package io.gatehouse.control.openapi;

import static io.gatehouse.control.openapi.Documents.api;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the parts of a document. */
class OpenApiImportTest {
    private static final String MODELS = "https://apigateway.amazonaws.com/restapis/api1234567/models/";

    private final Findings findings = new Findings();
    private final ImportedApi shop = api(Documents.read(Documents.file("bookshop-3.0.yaml")), findings);
    private final ImportedApi library = api(Documents.read(Documents.file("library-2.0.json")), new Findings());

    @Test
    void theApiIsNamedAfterTheDocument() {
        assertThat(shop.restApi())
                .isEqualTo(
                        Json.parse(
                                "{\"name\": \"Bookshop\", \"description\": \"Books, authors and orders\","
                                        + "\"version\": \"1.10\", \"binaryMediaTypes\": [\"image/png\"],"
                                        + "\"minimumCompressionSize\": 1024, \"apiKeySource\": \"AUTHORIZER\", \"endpointConfiguration\": {}}"));
        assertThat(library.restApi().getBoolean("disableExecuteApiEndpoint")).isTrue();
        assertThat(Json.parse(library.restApi().getString("policy"))).containsKey("Statement");
        assertThat(library.restApi().getString("version")).isEqualTo("2021-01-01");
    }

    @Test
    void ourDocumentsGiveNoWarnings() {
        findings.check(true);
    }

    @Test
    void everyPathIsAResource() {
        assertThat(shop.resources().keySet())
                .containsExactly(
                        "/books", "/books/{bookId}", "/orders/{orderId}/lines", "/files/{proxy+}", "/unfinished");
        assertThat(shop.resources().get("/orders/{orderId}/lines")).isEmpty();
    }

    @Test
    void parametersOfPathItemAndOperationAreJoined() {
        assertThat(method(shop, "/books", "GET").method().get("requestParameters"))
                .isEqualTo(Json.parse("{\"method.request.querystring.page\": false,"
                        + "\"method.request.querystring.author\": false, \"method.request.header.X-Reader\": true}"));
        assertThat(method(shop, "/books/{bookId}", "GET").method().get("requestParameters"))
                .isEqualTo(Json.parse(
                        "{\"method.request.path.bookId\": true, \"method.request.querystring.lang\": false}"));
    }

    @Test
    void variablesOfThePathNeedNoDeclaration() {
        assertThat(method(shop, "/files/{proxy+}", "ANY").method().get("requestParameters"))
                .isEqualTo(Json.parse("{\"method.request.path.proxy\": true}"));
    }

    @Test
    void bodiesAndResponsesNameModels() {
        assertThat(method(shop, "/books", "POST").method().get("requestModels"))
                .isEqualTo(Json.parse("{\"application/json\": \"Book\", \"application/xml\": \"Book\"}"));
        assertThat(method(shop, "/books", "GET").responses())
                .isEqualTo(Map.of(
                        "200",
                        Json.parse("{\"responseParameters\": {\"method.response.header.X-Total\": false},"
                                + "\"responseModels\": {\"application/json\": \"Books\"}}"),
                        "404",
                        Json.parse("{\"responseModels\": {\"application/json\": \"Problem\"}}")));
        assertThat(method(library, "/loans", "POST").method().get("requestModels"))
                .isEqualTo(Json.parse("{\"application/json\": \"Loan\"}"));
        assertThat(method(library, "/loans", "POST").responses()).containsOnlyKeys("201", "409");
    }

    @Test
    void schemasBecomeModelsThatReferToEachOther() {
        assertThat(Json.parse(member(shop.models(), "Book").getString("schema")))
                .isEqualTo(Json.parse(
                        "{\"type\": \"object\", \"description\": \"A book\", \"required\": [\"id\", \"title\"],"
                                + "\"properties\": {\"id\": {\"type\": \"string\"},"
                                + "\"title\": {\"type\": \"string\", \"maxLength\": 200}, \"example\": {\"type\": \"string\"},"
                                + "\"author\": {\"$ref\": \"" + MODELS + "Author\"}}}"));
        assertThat(member(shop.models(), "Book").getString("description")).isEqualTo("A book");
    }

    @Test
    void aSchemaInPlaceIsNamedAfterItsContent() {
        String name = member(method(shop, "/books", "POST").responses(), "201")
                .getJsonObject("responseModels")
                .getString("application/json");
        assertThat(name).matches("MODEL[0-9a-f]{6}");
        assertThat(Json.parse(member(shop.models(), name).getString("schema")).getString("type"))
                .isEqualTo("object");
        assertThat(shop.models()).hasSize(5);
    }

    @Test
    void integrationsAreReadInAwsWords() {
        assertThat(method(shop, "/books", "GET").integration())
                .contains(Json.parse("{\"type\": \"HTTP_PROXY\", \"integrationHttpMethod\": \"GET\","
                        + "\"uri\": \"http://${stageVariables.backend}/books\", \"timeoutInMillis\": 5000,"
                        + "\"passthroughBehavior\": \"WHEN_NO_MATCH\", \"requestParameters\":"
                        + "{\"integration.request.querystring.page\": \"method.request.querystring.page\"}}"));
        assertThat(method(shop, "/books", "POST").integrationResponses())
                .isEqualTo(Map.of(
                        "201",
                        Json.parse("{\"responseParameters\": {\"method.response.header.Location\":"
                                + "\"integration.response.header.Location\"}}"),
                        "400",
                        Json.parse("{\"selectionPattern\": \"4\\\\d{2}\", \"responseTemplates\":"
                                + "{\"application/json\": \"{\\\"message\\\": \\\"no such book\\\"}\"}}")));
        assertThat(method(shop, "/unfinished", "GET").integration()).isEmpty();
        assertThat(method(library, "/loans/{loanId}/return", "PUT")
                        .integration()
                        .orElseThrow()
                        .getString("credentials"))
                .isEqualTo("arn:aws:iam::123456789012:role/loans");
    }

    @Test
    void validatorsAndGatewayResponsesAreRead() {
        assertThat(method(shop, "/books", "POST").requestValidator()).contains("all");
        assertThat(method(shop, "/books", "GET").requestValidator()).isEmpty();
        assertThat(shop.requestValidators().get("parameters"))
                .isEqualTo(Json.parse("{\"name\": \"parameters\", \"validateRequestBody\": false,"
                        + "\"validateRequestParameters\": true}"));
        assertThat(shop.gatewayResponses().get("THROTTLED"))
                .isEqualTo(Json.parse("{\"responseType\": \"THROTTLED\", \"statusCode\": \"503\"}"));
    }

    @Test
    void securitySaysWhoMayCall() {
        assertThat(authorization(shop, "/books", "POST")).isEqualTo("NONE key");
        assertThat(authorization(shop, "/books", "GET")).isEqualTo("NONE");
        assertThat(authorization(shop, "/books/{bookId}", "GET")).isEqualTo("AWS_IAM");
        assertThat(authorization(library, "/loans", "POST")).isEqualTo("AWS_IAM");
        ImportedApi guarded = api(Documents.read(Documents.file("guarded-3.0.json")), findings);
        assertThat(authorization(guarded, "/by-root", "GET")).isEqualTo("CUSTOM");
        assertThat(authorization(guarded, "/cognito", "GET")).isEqualTo("COGNITO_USER_POOLS key");
        assertThat(method(guarded, "/cognito", "GET").method().get("authorizationScopes"))
                .hasToString("[\"read\",\"write\"]");
        assertThat(authorization(guarded, "/open", "GET")).isEqualTo("NONE");
        assertThat(findings.warnings()).isEmpty();
    }

    @Test
    void schemesThatAwsDoesNotKnowAreIgnoredWithAWarning() {
        api(
                """
                openapi: 3.0.0
                info: {title: T, version: 1}
                paths: {}
                components:
                  securitySchemes:
                    oauth: {type: oauth2}
                    basic: {type: http, scheme: basic}
                    key: {type: apiKey, name: token, in: query}
                """,
                findings);
        assertThat(findings.warnings())
                .containsExactly(
                        "Unsupported security definition type 'oauth2' for 'oauth'. Ignoring.",
                        "Unsupported security definition type 'http' for 'basic'. Ignoring.",
                        "Unsupported API key 'token' in query for 'key', only x-api-key in header is supported. Ignoring.");
    }

    @Test
    void aSchemeThatIsNotDefinedNeverOpensAMethod() {
        api("{openapi: 3.0.0, info: {title: T}, paths: {/a: {get: {security: [{nobody: []}]}}}}", findings);
        assertThatThrownBy(() -> findings.check(false))
                .hasMessage("Errors found during import:\n\tUnable to put method 'GET' on resource at path '/a': "
                        + "Security scheme 'nobody' is not defined");
    }

    @Test
    void minorFlawsAreWarnings() {
        api(
                """
                openapi: 3.0.0
                info: {title: T}
                servers: [{url: https://a}, {url: https://b}]
                paths:
                  no-slash: {}
                  /a:
                    trace: {}
                    get:
                      parameters: [{name: c, in: cookie}]
                      responses:
                        200: {content: {text/plain: {schema: {type: string}}}}
                        201: {content: {application/json: {schema: {$ref: '#/components/schemas/Gone'}}}}
                        202: {content: {application/json: {schema: {}}}}
                      x-amazon-apigateway-integration:
                        type: mock
                        requestParameters: {integration.request.header.nothing: true}
                        responses:
                          a: {statusCode: 200}
                          b: {statusCode: 200}
                """,
                findings);
        assertThat(findings.warnings())
                .containsExactly(
                        "More than one server provided. Ignoring all but the first for defining endpoint configuration",
                        "Parse issue: attribute paths. Resource no-slash should start with /",
                        "Unsupported method 'TRACE' of resource '/a'. Ignoring.",
                        "Unsupported parameter 'c' in 'cookie' of method 'GET /a'. Ignoring.",
                        "Unsupported model type 'StringSchema' in 200 response to method 'GET /a'. Ignoring.",
                        "Reference to model 'Gone' not found. Ignoring.",
                        "Invalid format for 'requestParameters'. Expected type string for property"
                                + " 'integration.request.header.nothing' of resource '/a' and method 'GET' but got 'true'",
                        "Multiple integration responses with status code '200' for resource '/a' and method 'GET'."
                                + " Ignoring 'b'.");
        assertThatThrownBy(() -> findings.check(true)).hasMessageStartingWith("Warnings found during import:\n\tMore ");
    }

    @Test
    void wordsThatAwsDoesNotKnowAreErrors() {
        api(
                """
                openapi: 3.0.0
                info: {title: T}
                paths:
                  /a:
                    get: {x-amazon-apigateway-integration: {}}
                    put:
                      x-amazon-apigateway-integration:
                        type: teapot
                        contentHandling: none
                        responses: {default: {statusCode: 200, contentHandling: brew}}
                """,
                findings);
        String put = "\n\tUnable to put integration on 'PUT' for resource at path '/a': Invalid ";
        assertThatThrownBy(() -> findings.check(false))
                .hasMessageContainingAll(
                        "on 'GET' for resource at path '/a': Enumeration value for IntegrationType must be non-empty",
                        put + "type specified: TEAPOT. Valid options are HTTP,AWS,MOCK,HTTP_PROXY,AWS_PROXY",
                        put + "contentHandling specified: NONE",
                        put + "contentHandling specified: BREW");
    }

    @Test
    void theSamePathTwiceIsAnError() {
        api("{openapi: 3.0.0, info: {title: T}, paths: {/a: {get: {}}, /a/: {get: {}}}}", findings);
        assertThatThrownBy(() -> findings.check(false))
                .hasMessageContaining("Unable to put method 'GET' on resource at path '/a': Method already exists");
    }

    @ParameterizedTest
    @CsvSource({
        "ignore, /a/b/c, /e, /e",
        "ignore, /a/b/c, /, /",
        "prepend, /a/b/c, /e, /a/b/c/e",
        "prepend, a/b/, /, /a/b",
        "prepend, '', /e, /e",
        "split, /a/b/c, /e, /b/c/e",
        "split, /a, /e, /e",
        "split, /, /, /"
    })
    void theBasePathIsAppliedAsAsked(String mode, String basePath, String path, String resource) {
        assertThat(BasepathMode.of(mode).apply(basePath, path)).isEqualTo(resource);
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/a/b/?q#f, /a/b/",
        "https://example.com, ''",
        "/v1, /v1",
        "'https://example.com/{v}/x', /2/x"
    })
    void theBasePathOfOpenApi3IsThatOfTheServer(String url, String basePath) {
        JsonObject document =
                Documents.read("{openapi: 3.0.0, servers: [{url: '" + url + "', variables: {v: {default: 2}}}]}");
        String read = OpenApiDocument.read(
                document, findings, known -> known.dialect().basePath());
        assertThat(read).isEqualTo(basePath);
    }

    @Test
    void aVariableNamedBasePathIsTheBasePath() {
        JsonObject document = Documents.read(Documents.file("bookshop-3.0.yaml"));
        ImportedApi split = api(document, BasepathMode.SPLIT, findings);
        assertThat(split.resources()).containsKey("/v1/books");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{info: {title: T}, paths: {}}",
                "{openapi: 3.0.0, paths: []}",
                "{openapi: 3.0.0, paths: {/a: {$ref: 'file:///etc/passwd'}}}",
                "{openapi: 3.0.0, paths: {/a: {$ref: 'http://127.0.0.1:1/a.json'}}}",
                "{openapi: 3.0.0, paths: {/a: {$ref: 'other.yaml#/paths/a'}}}",
                "{openapi: 3.0.0, paths: {/a: {$ref: '#/paths/~1a'}}}",
                "{openapi: 3.0.0, paths: {/a: {$ref: '#/paths/~1b'}, /b: {$ref: '#/paths/~1a'}}}",
                "{openapi: 3.0.0, paths: {/a: {$ref: '#/nowhere'}}}",
                "{openapi: 3.0.0, paths: {/a: {get: 1}}}",
                "{openapi: 3.0.0, paths: {/a: {get: {parameters: [{$ref: '#/%zz'}]}}}}",
                "{openapi: 3.0.0, paths: {/a: {get: {responses: {200: {$ref: 'https://127.0.0.1:1/r'}}}}}}",
                "{openapi: 3.0.0, paths: {/a: {get: {responses: {200: {content: {a/b: {schema: {$ref: 'file:///etc/passwd'}}}}}}}}}",
                "{openapi: 3.0.0, paths: {/a: {post: {requestBody: {content: {a/b: {schema: {$ref: 'http://127.0.0.1:1/s'}}}}}}}}",
                "{openapi: 3.0.0, components: {schemas: {A: {properties: []}}}}",
                "{openapi: 3.0.0, x-amazon-apigateway-gateway-responses: {THROTTLED: {responseTemplates: {a: {}}}}}",
                "{openapi: 3.0.0, paths: {/a: {get: {x-amazon-apigateway-integration: {timeoutInMillis: soon}}}}}"
            })
    void whatCannotBeUnderstoodIsRefused(String text) {
        assertThatThrownBy(() -> api(text, findings)).hasMessageStartingWith("Invalid OpenAPI input.");
    }

    @ParameterizedTest
    @CsvSource({"openapi, 3.2.0, OpenAPI", "openapi, 2.0, OpenAPI", "swagger, 1.2, Swagger"})
    void otherVersionsAreRefusedByName(String member, String version, String name) {
        assertThatThrownBy(() -> api("{" + member + ": '" + version + "', paths: {}}", findings))
                .hasMessage("Invalid OpenAPI input. " + name + " version " + version
                        + " is not supported. Supported versions are 2.0, 3.0.x and 3.1.x.");
    }

    @Test
    void aPropertyCannotSayOfItselfThatItIsRequired() {
        ImportedApi api = api(
                "{swagger: '2.0', info: {title: T}, definitions: {A: {required: [b, a], properties: {a: {required: true}}}}}",
                findings);
        assertThat(member(api.models(), "A").getString("schema"))
                .isEqualTo("{\"required\":[\"a\",\"b\"],\"properties\":{\"a\":{}}}");
    }

    @Test
    void dependenciesReferToModelsToo() {
        ImportedApi api = api(
                "{openapi: 3.0.0, info: {title: T}, components: {schemas: {A: {type: object}, B: {dependencies: {a: [b],"
                        + " c: {$ref: '#/components/schemas/A'}}}}}}",
                findings);
        assertThat(member(api.models(), "B").getString("schema"))
                .isEqualTo("{\"dependencies\":{\"a\":[\"b\"],\"c\":{\"$ref\":\"" + MODELS + "A\"}}}");
    }

    @Test
    void referencesInExamplesAreData() {
        api(
                "{openapi: 3.0.0, info: {title: T}, components: {schemas: {A: {type: object, example: {$ref: 'http://x'}}}}}",
                findings);
        findings.check(true);
    }

    @Test
    void canonicalReferencesAreThoseOfThisApi() {
        ImportedApi api = api(
                "{openapi: 3.0.0, info: {title: T}, components: {schemas: {A: {type: object}, B: {type: array, items:"
                        + " {$ref: 'https://apigateway.amazonaws.com/restapis/other/models/A'}}}}}",
                findings);
        assertThat(member(api.models(), "B").getString("schema")).contains(MODELS + "A");
    }

    private static ImportedMethod method(ImportedApi api, String path, String httpMethod) {
        return member(member(api.resources(), path), httpMethod);
    }

    private static <V> V member(Map<String, V> map, String name) {
        return java.util.Objects.requireNonNull(map.get(name), name);
    }

    private static String authorization(ImportedApi api, String path, String httpMethod) {
        JsonObject method = method(api, path, httpMethod).method();
        return method.getString("authorizationType") + (method.getBoolean("apiKeyRequired") ? " key" : "");
    }
}
