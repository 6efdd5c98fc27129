package io.gatehouse.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** GetExport: what a deployed API is written as, and that it can be read again. */
class GetExportTest {
    private static final List<String> DOCUMENTS = List.of(
            "bookshop-3.0.yaml",
            "library-2.0.json",
            "guarded-3.0.json",
            "zoo-3.0.yaml",
            "zoo-2.0.json",
            "everything-3.0.yaml");

    private static final String SMALL =
            """
            openapi: 3.0.0
            info: {title: Small}
            paths: {/a: {get: {responses: {200: {}}, x-amazon-apigateway-integration: {type: mock}}}}
            """;

    private final DocumentPlane apis = new DocumentPlane();

    @AfterEach
    void close() {
        apis.close();
    }

    @ParameterizedTest
    @MethodSource("exports")
    void whatIsExportedAndImportedAgainIsExportedAlike(String file, String type, String accepts) {
        String first = export(deployable(file), type, accepts);
        String id = apis.imported(first).getString("id");
        assertThat(export(id, type, accepts).replace(id, "ID"))
                .isEqualTo(first.replaceAll("\\b[a-z0-9]{10}(?=\\.execute-api)", "ID"));
    }

    @ParameterizedTest
    @MethodSource("exports")
    void anExportImportedOverItsSourceChangesNothing(String file, String type, String accepts) {
        String id = deployable(file);
        Map<String, JsonObject> before = content(id);
        apis.put(id, export(id, type, accepts), "overwrite");
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
        apis.deploy(id);
        JsonObject export =
                apis.plane.call("GetExport", "{'restApiId': '%s', 'stageName': 'dev', 'exportType': 'swagger'}", id);
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
        String id = apis.imported(SMALL).getString("id");
        apis.deploy(id);
        apis.put(id, SMALL.replace("/a:", "/b:").replace("Small", "Other"), "overwrite");
        assertThat(apis.export(id, "oas30", "")).contains("Small", "/a").doesNotContain("Other", "/b");
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
        String id = apis.imported(SMALL).getString("id");
        apis.deploy(id);
        assertThat(apis.plane.refusal("GetExport", "{'restApiId': '%s', 'stageName': 'dev', " + members + "}", id))
                .containsIgnoringCase(message);
    }

    @Test
    void modelsForOtherThanJsonCannotBeExported() {
        String id = apis.imported(
                        """
                        openapi: 3.0.0
                        info: {title: T}
                        paths:
                          /a:
                            post:
                              requestBody: {content: {text/xml: {schema: {type: object, properties: {a: {}}}}}}
                              x-amazon-apigateway-integration: {type: mock}
                        """)
                .getString("id");
        apis.deploy(id);
        assertThat(apis.plane.refusal(
                        "GetExport", "{'restApiId': '%s', 'stageName': 'dev', 'exportType': 'oas30'}", id))
                .isEqualTo("400 BadRequest: Only found non-JSON body models for POST /a");
    }

    static Stream<Arguments> exports() {
        return DOCUMENTS.stream().flatMap(document -> Stream.of("oas30", "swagger")
                .flatMap(type -> Stream.of("application/json", "application/yaml")
                        .map(accepts -> Arguments.of(document, type, accepts))));
    }

    private String deployable(String file) {
        String id = apis.importedFile(file).getString("id");
        if (file.startsWith("bookshop")) {
            apis.plane.call(
                    "DeleteMethod",
                    "{'restApiId': '%s', 'resourceId': '%s', 'httpMethod': 'GET'}",
                    id,
                    apis.resource(id, "/unfinished"));
        }
        return id;
    }

    private String export(String id, String type, String accepts) {
        apis.deploy(id);
        return apis.export(id, type, accepts, "apigateway");
    }

    /** The API, its methods, models and gateway responses, by name. */
    private Map<String, JsonObject> content(String id) {
        Map<String, JsonObject> content = new TreeMap<>();
        content.put("api", apis.plane.call("GetRestApi", "{'restApiId': '%s'}", id));
        apis.paths(id).forEach((path, resource) -> {
            JsonObject tree = apis.plane.call(
                    "GetResource", "{'restApiId': '%s', 'resourceId': '%s', 'embed': ['methods']}", id, resource);
            content.put(path, tree);
        });
        for (String nouns : List.of("Models", "RequestValidators", "Authorizers")) {
            apis.items(id, "Get" + nouns).forEach(each -> content.put(nouns + ' ' + each.getString("name"), each));
        }
        apis.items(id, "GetGatewayResponses").forEach(each -> content.put(each.getString("responseType"), each));
        return content;
    }
}
