package io.gatehouse.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.gatehouse.control.operation.ControlPlane;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Import, replacement and export through the operations, on a real store. */
class ImportExportOperationsTest {
    private static final List<String> DOCUMENTS =
            List.of("bookshop-3.0.yaml", "library-2.0.json", "guarded-3.0.json", "zoo-3.0.yaml", "zoo-2.0.json");
    private static final String SMALL =
            """
            openapi: 3.0.0
            info: {title: %s}
            paths:
              /a/b:
                get: {responses: {200: {}}, x-amazon-apigateway-integration: {type: mock}}
              /c:
                get: {responses: {200: {}}, x-amazon-apigateway-integration: {type: mock}}
            components: {schemas: {M: {type: object}}}
            x-amazon-apigateway-request-validators: {v: {validateRequestBody: true}}
            x-amazon-apigateway-gateway-responses: {THROTTLED: {statusCode: 503}}
            x-amazon-apigateway-binary-media-types: [image/png]
            """;
    private static final String OTHER =
            """
            openapi: 3.0.0
            info: {title: Other, version: 2}
            paths:
              /a/b:
                get: {responses: {201: {}}, x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: 'http://127.0.0.1'}}
                post: {responses: {}, x-amazon-apigateway-integration: {type: mock}}
            components: {schemas: {N: {type: object, properties: {m: {$ref: '#/components/schemas/%s'}}}, O: {type: object}}}
            x-amazon-apigateway-binary-media-types: [image/gif]
            """;

    private final ControlPlane plane = new ControlPlane();

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void anImportedApiHasAllThatTheDocumentSays() {
        JsonObject api = importFile("bookshop-3.0.yaml", "basepath", "ignore");
        assertThat(api.getString("name")).isEqualTo("Bookshop");
        assertThat(api.getInt("minimumCompressionSize")).isEqualTo(1024);
        assertThat(api).doesNotContainKeys("tags", "warnings");
        String id = api.getString("id");
        assertThat(paths(id).keySet())
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
        assertThat(names(id, "GetModels")).hasSize(5).contains("Author", "Book", "Books", "Problem");
        JsonObject method = method(id, "/books", "POST");
        assertThat(method.getBoolean("apiKeyRequired")).isTrue();
        assertThat(method).containsKey("requestValidatorId");
        assertThat(method.getJsonObject("methodIntegration").getJsonObject("integrationResponses"))
                .containsOnlyKeys("201", "400");
        assertThat(plane.call("GetGatewayResponse", "{'restApiId': '%s', 'responseType': 'THROTTLED'}", id)
                        .getString("statusCode"))
                .isEqualTo("503");
    }

    @Test
    void methodsWithAnAuthorizerStayClosed() {
        String id = importFile("guarded-3.0.json").getString("id");
        assertThat(method(id, "/by-root", "GET").getString("authorizationType")).isEqualTo("CUSTOM");
        assertThat(method(id, "/cognito", "GET").getString("authorizationType")).isEqualTo("COGNITO_USER_POOLS");
        assertThat(method(id, "/open", "GET").getString("authorizationType")).isEqualTo("NONE");
    }

    @Test
    void anOperationWithoutAnIntegrationIsImportedButNotDeployed() {
        String id = importFile("bookshop-3.0.yaml").getString("id");
        assertThat(method(id, "/unfinished", "GET")).doesNotContainKey("methodIntegration");
        assertThat(plane.refusal("CreateDeployment", "{'restApiId': '%s'}", id))
                .isEqualTo("400 BadRequest: No integration defined for method");
    }

    @ParameterizedTest
    @CsvSource({"prepend, /store/v1/books", "split, /v1/books", "ignore, /books"})
    void theBasePathIsAppliedAsAsked(String mode, String path) {
        assertThat(paths(importFile("bookshop-3.0.yaml", "basepath", mode).getString("id")))
                .containsKey(path);
    }

    @Test
    void theEndpointTypeIsThatOfTheCall() {
        assertThat(importFile("library-2.0.json", "endpointConfigurationTypes", "REGIONAL")
                        .getJsonObject("endpointConfiguration"))
                .hasToString("{\"types\":[\"REGIONAL\"],\"ipAddressType\":\"ipv4\"}");
        assertThat(refusal(
                        "ImportRestApi",
                        Json.object()
                                .add("body", SMALL.formatted("T"))
                                .add("parameters", Json.object().add("endpointConfigurationTypes", "LOCAL"))))
                .contains("Invalid EndpointTypes specified");
    }

    @Test
    void mergeKeepsWhatTheDocumentDoesNotName() {
        String id = put(null, SMALL.formatted("Small"), "").getString("id");
        Map<String, String> before = paths(id);
        JsonObject api = put(id, OTHER.formatted("M"), "merge");
        assertThat(api.getString("name")).isEqualTo("Other");
        assertThat(api.getString("version")).isEqualTo("2");
        assertThat(api.get("binaryMediaTypes")).hasToString("[\"image/png\",\"image/gif\"]");
        assertThat(api.getJsonObject("tags")).isEmpty();
        assertThat(paths(id)).isEqualTo(before);
        assertThat(method(id, "/a/b", "GET").getJsonObject("methodIntegration").getString("type"))
                .isEqualTo("HTTP_PROXY");
        assertThat(method(id, "/a/b", "GET").getJsonObject("methodResponses")).containsOnlyKeys("201");
        assertThat(method(id, "/a/b", "POST")).isNotEmpty();
        assertThat(method(id, "/c", "GET")).isNotEmpty();
        assertThat(names(id, "GetModels")).containsExactly("M", "N", "O");
        assertThat(names(id, "GetRequestValidators")).containsExactly("v");
    }

    @Test
    void overwriteRemovesWhatTheDocumentDoesNotName() {
        String id = put(null, SMALL.formatted("Small"), "").getString("id");
        Map<String, String> before = paths(id);
        plane.call(
                "TagResource", "{'resourceArn': 'arn:aws:apigateway:us-east-1::/restapis/%s', 'tags': {'a': 'b'}}", id);
        JsonObject api = put(id, OTHER.formatted("O"), "overwrite");
        assertThat(api.get("binaryMediaTypes")).hasToString("[\"image/gif\"]");
        assertThat(api.getJsonObject("tags")).hasToString("{\"a\":\"b\"}");
        assertThat(paths(id)).containsOnlyKeys("/", "/a", "/a/b");
        assertThat(before).containsAllEntriesOf(paths(id));
        assertThat(names(id, "GetModels")).containsExactly("N", "O");
        assertThat(names(id, "GetRequestValidators")).isEmpty();
        assertThat(plane.call("GetGatewayResponse", "{'restApiId': '%s', 'responseType': 'THROTTLED'}", id)
                        .getString("statusCode"))
                .isEqualTo("429");
    }

    @Test
    void stagesAndDeploymentsSurvive() {
        String id = put(null, SMALL.formatted("Small"), "").getString("id");
        plane.call("CreateDeployment", "{'restApiId': '%s', 'stageName': 'dev'}", id);
        JsonObject stage = plane.call("GetStage", "{'restApiId': '%s', 'stageName': 'dev'}", id);
        put(id, OTHER.formatted("O"), "overwrite");
        assertThat(plane.call("GetStage", "{'restApiId': '%s', 'stageName': 'dev'}", id))
                .isEqualTo(stage);
    }

    @Test
    void anInvalidDocumentChangesNothing() {
        String id = put(null, SMALL.formatted("Small"), "").getString("id");
        List<String> before = everything();
        String bad = OTHER.formatted("O").replace("http://127.0.0.1", "nowhere");
        assertThat(refusal(
                        "PutRestApi",
                        Json.object()
                                .add("restApiId", id)
                                .add("mode", "overwrite")
                                .add("body", bad)))
                .isEqualTo("400 Errors found during import:\n\tUnable to put integration on 'GET' for resource at path"
                        + " '/a/b': Invalid HTTP endpoint specified for URI");
        assertThat(refusal("ImportRestApi", Json.object().add("body", bad))).startsWith("400 Errors found");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void warningsUndoTheImportWhenAskedTo() {
        String body = SMALL.formatted("T") + "servers: [{url: /a}, {url: /b}]";
        List<String> before = everything();
        assertThat(refusal("ImportRestApi", Json.object().add("body", body).add("failOnWarnings", true)))
                .isEqualTo("400 Warnings found during import:\n\tMore than one server provided. Ignoring all but the"
                        + " first for defining endpoint configuration");
        assertThat(everything()).isEqualTo(before);
        assertThat(put(null, body, "").getJsonArray("warnings")).hasSize(1);
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
        assertThat(refusal("ImportRestApi", Json.object().add("body", body)))
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
        assertThat(refusal("ImportRestApi", Json.object().add("body", body)))
                .contains("Unable to create model for 'aaa", "Unable to create resource at path '/aaa")
                .hasSizeLessThan(5000);
    }

    @Test
    void theLimitOfResourcesHolds() {
        StringBuilder body = new StringBuilder("openapi: 3.0.0\ninfo: {title: T}\npaths:\n");
        for (int i = 0; i < 2000; i++) {
            body.append("  /p" + i + ": {get: {}}\n");
        }
        String refusal = assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> refusal("ImportRestApi", Json.object().add("body", body.toString())));
        assertThat(refusal).startsWith("429 ");
    }

    @Test
    void aDocumentWithoutATitleNamesNoApi() {
        assertThat(refusal("ImportRestApi", Json.object().add("body", "{openapi: 3.0.0, paths: {}}")))
                .startsWith("400 ");
    }

    @Test
    void anUnknownApiIsRefusedAfterABadDocument() {
        assertThat(refusal(
                        "PutRestApi", Json.object().add("restApiId", "nobody").add("body", "{")))
                .isEqualTo("400 Invalid OpenAPI input.");
        assertThat(refusal(
                        "PutRestApi", Json.object().add("restApiId", "nobody").add("body", SMALL.formatted("T"))))
                .isEqualTo("404 Invalid API identifier specified 000000000000:nobody");
    }

    static Stream<Arguments> exports() {
        return DOCUMENTS.stream().flatMap(document -> Stream.of("oas30", "swagger")
                .flatMap(type -> Stream.of("application/json", "application/yaml")
                        .map(accepts -> Arguments.of(document, type, accepts))));
    }

    @ParameterizedTest
    @MethodSource("exports")
    void whatIsExportedAndImportedAgainIsExportedAlike(String file, String type, String accepts) {
        String first = export(deployable(file), type, accepts);
        String id = put(null, first, "").getString("id");
        assertThat(export(id, type, accepts).replace(id, "ID"))
                .isEqualTo(first.replaceAll("\\b[a-z0-9]{10}(?=\\.execute-api)", "ID"));
    }

    @ParameterizedTest
    @MethodSource("exports")
    void anExportImportedOverItsSourceChangesNothing(String file, String type, String accepts) {
        String id = deployable(file);
        Map<String, JsonObject> before = content(id);
        put(id, export(id, type, accepts), "overwrite");
        Map<String, JsonObject> after = content(id);
        if (type.equals("oas30")) {
            // OpenAPI 2.0 has one schema for a body, whatever its type.
            assertThat(after).isEqualTo(before);
        }
        assertThat(after.keySet()).isEqualTo(before.keySet());
    }

    @Test
    void anExportIsNamedAndTyped() {
        String id = deployable("bookshop-3.0.yaml");
        plane.call("CreateDeployment", "{'restApiId': '%s', 'stageName': 'dev'}", id);
        JsonObject export =
                plane.call("GetExport", "{'restApiId': '%s', 'stageName': 'dev', 'exportType': 'swagger'}", id);
        assertThat(export.getString("contentType")).isEqualTo("application/octet-stream");
        assertThat(export.getString("contentDisposition")).isEqualTo("attachment; filename=\"swagger_1.10.json\"");
        JsonObject body = Json.parse(export.getString("body"));
        assertThat(body.getString("host")).isEqualTo(id + ".execute-api.localhost:8080");
        assertThat(body.getString("basePath")).isEqualTo("/dev");
        assertThat(body.getJsonArray("schemes")).hasToString("[\"http\"]");
        assertThat(export.getString("body")).doesNotContain("x-amazon-apigateway-integration");
    }

    @Test
    void anExportIsThatOfTheDeployment() {
        String id = put(null, SMALL.formatted("Small"), "").getString("id");
        plane.call("CreateDeployment", "{'restApiId': '%s', 'stageName': 'dev'}", id);
        put(id, OTHER.formatted("O"), "overwrite");
        assertThat(plane.call("GetExport", "{'restApiId': '%s', 'stageName': 'dev', 'exportType': 'oas30'}", id)
                        .getString("body"))
                .contains("Small", "/c")
                .doesNotContain("Other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'exportType': 'raml'| Invalid exportType specified: raml. Valid options are oas30,swagger",
                "'exportType': 'oas30', 'accepts': 'text/html'| Invalid Accept specified: text/html",
                "'exportType': 'oas30', 'parameters': {'extensions': 'all'}| Invalid extension specified: all",
                "'exportType': 'oas30', 'stageName': 'none'| Invalid stage identifier specified",
                "'exportType': 'oas30', 'restApiId': 'none'| Invalid stage identifier specified"
            })
    void whatCannotBeExportedIsRefused(String members, String message) {
        String id = put(null, SMALL.formatted("Small"), "").getString("id");
        plane.call("CreateDeployment", "{'restApiId': '%s', 'stageName': 'dev'}", id);
        assertThat(plane.refusal("GetExport", "{'restApiId': '%s', 'stageName': 'dev', " + members + "}", id))
                .containsIgnoringCase(message);
    }

    @Test
    void modelsForOtherThanJsonCannotBeExported() {
        String id = put(
                        null,
                        """
                        openapi: 3.0.0
                        info: {title: T}
                        paths:
                          /a:
                            post:
                              requestBody: {content: {text/xml: {schema: {type: object, properties: {a: {}}}}}}
                              x-amazon-apigateway-integration: {type: mock}
                        """,
                        "")
                .getString("id");
        plane.call("CreateDeployment", "{'restApiId': '%s', 'stageName': 'dev'}", id);
        assertThat(plane.refusal("GetExport", "{'restApiId': '%s', 'stageName': 'dev', 'exportType': 'oas30'}", id))
                .isEqualTo("400 BadRequest: Only found non-JSON body models for POST /a");
    }

    private JsonObject importFile(String file, String... parameters) {
        var members = Json.object().add("body", new String(Documents.file(file), StandardCharsets.UTF_8));
        var map = Json.object();
        for (int i = 0; i < parameters.length; i += 2) {
            map.add(parameters[i], parameters[i + 1]);
        }
        return plane.calls()
                .call(
                        "ImportRestApi",
                        members.add("failOnWarnings", true)
                                .add("parameters", map)
                                .build())
                .body();
    }

    /** Imports when there is no API yet. */
    private JsonObject put(@Nullable String id, String body, String mode) {
        var members = Json.object().add("body", body);
        if (id == null) {
            return plane.calls().call("ImportRestApi", members.build()).body();
        }
        return plane.calls()
                .call(
                        "PutRestApi",
                        members.add("restApiId", id).add("mode", mode).build())
                .body();
    }

    private String refusal(String operation, JsonObjectBuilder members) {
        AwsException refused = Assertions.catchThrowableOfType(
                AwsException.class, () -> plane.calls().call(operation, members.build()));
        assertThat(refused).as("not refused").isNotNull();
        return refused.status() + " " + refused.getMessage();
    }

    private String deployable(String file) {
        String id = importFile(file).getString("id");
        if (file.startsWith("bookshop")) {
            plane.call(
                    "DeleteMethod",
                    "{'restApiId': '%s', 'resourceId': '%s', 'httpMethod': 'GET'}",
                    id,
                    resource(id, "/unfinished"));
        }
        return id;
    }

    private String export(String id, String type, String accepts) {
        plane.call("CreateDeployment", "{'restApiId': '%s', 'stageName': 'dev'}", id);
        return plane.call(
                        "GetExport",
                        "{'restApiId': '%s', 'stageName': 'dev', 'exportType': '%s', 'accepts': '%s',"
                                + "'parameters': {'extensions': 'apigateway'}}",
                        id,
                        type,
                        accepts)
                .getString("body");
    }

    private Map<String, String> paths(String id) {
        Map<String, String> paths = new TreeMap<>();
        items(id, "GetResources").forEach(item -> paths.put(item.getString("path"), item.getString("id")));
        return paths;
    }

    private String resource(String id, String path) {
        return Objects.requireNonNull(paths(id).get(path), path);
    }

    private JsonObject method(String id, String path, String httpMethod) {
        return plane.call(
                "GetMethod",
                "{'restApiId': '%s', 'resourceId': '%s', 'httpMethod': '%s'}",
                id,
                resource(id, path),
                httpMethod);
    }

    private List<String> names(String id, String operation) {
        return items(id, operation).stream()
                .map(item -> item.getString("name"))
                .sorted()
                .toList();
    }

    private List<JsonObject> items(String id, String operation) {
        JsonObject answer = plane.call(operation, "{'restApiId': '%s', 'limit': 500}", id);
        return answer.getJsonArray("item").stream().map(JsonValue::asJsonObject).toList();
    }

    /** The API, its methods, models and gateway responses, by name. */
    private Map<String, JsonObject> content(String id) {
        Map<String, JsonObject> content = new TreeMap<>();
        content.put("api", plane.call("GetRestApi", "{'restApiId': '%s'}", id));
        paths(id).forEach((path, resource) -> {
            JsonObject tree = plane.call(
                    "GetResource", "{'restApiId': '%s', 'resourceId': '%s', 'embed': ['methods']}", id, resource);
            content.put(path, tree);
        });
        items(id, "GetModels").forEach(model -> content.put("model " + model.getString("name"), model));
        items(id, "GetRequestValidators").forEach(each -> content.put("validator " + each.getString("name"), each));
        items(id, "GetGatewayResponses").forEach(each -> content.put(each.getString("responseType"), each));
        return content;
    }

    private List<String> everything() {
        return plane.store.transaction(tx -> tx.children("", "restapis").stream()
                .flatMap(api -> Stream.concat(Stream.of(api), tx.subtree(api.key()).stream()))
                .map(Object::toString)
                .toList());
    }
}
