package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;
import software.amazon.awssdk.services.apigateway.model.PutMode;

/** A whole API from one document: imported, deployed, every operation called by all addresses, replaced, exported. */
class ImportIT {
    private static final Server SERVER = Server.running();
    private static final ApiGatewayClient AWS = Aws.client(SERVER);
    private static final EchoBackend BACKEND = EchoBackend.start();
    private static final Path DOCUMENTS = Path.of("src/test/resources/aws/openapi");

    /** Method, target and what the backend is to see; HEAD answers nothing, so the backend's list tells. */
    private static final List<String> OPERATIONS = List.of(
            "GET /animals?kind=owl",
            "POST /animals",
            "GET /animals/7",
            "PUT /animals/7",
            "PATCH /animals/7",
            "DELETE /animals/7",
            "PUT /animals/7/photos/8",
            "GET /keepers/login?name=ann",
            "GET /keepers/ann",
            "HEAD /keepers/ann",
            "OPTIONS /tickets",
            "GET /files/a/b/c.txt",
            "DELETE /files/a/b/c.txt");

    @AfterAll
    static void close() {
        AWS.close();
        BACKEND.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zoo-3.0.yaml", "zoo-2.0.json"})
    void everyOperationOfADocumentIsServed(String document) {
        String api =
                AWS.importRestApi(request -> request.body(document(document))).id();
        AWS.createDeployment(request -> request.restApiId(api).stageName("zoo"));

        for (Address address : Address.values()) {
            OPERATIONS.forEach(operation -> call(address, api, operation));
            assertThat(address.get(SERVER, api, "zoo", "/opening-hours").body()).isEqualTo("{\"from\": \"9:00\"}");
            HttpResponse<String> nowhere = address.get(SERVER, api, "zoo", "/nowhere");
            assertThat(nowhere.statusCode()).isEqualTo(404);
            assertThat(nowhere.body()).isEqualTo("{\"message\":\"No such place\"}");
            assertThat(nowhere.headers().firstValue("X-Zoo")).hasValue("closed");
        }
        AWS.deleteRestApi(request -> request.restApiId(api));
    }

    @Test
    void aReplacedDefinitionIsServedAfterItsDeployment() {
        String api = AWS.importRestApi(request -> request.body(document("zoo-2.0.json")))
                .id();
        AWS.createDeployment(request -> request.restApiId(api).stageName("zoo"));
        SdkBytes moved =
                SdkBytes.fromUtf8String(document("zoo-3.0.yaml").asUtf8String().replace("/animals", "/beasts"));

        AWS.putRestApi(request -> request.restApiId(api).mode(PutMode.OVERWRITE).body(moved));
        assertThat(Address.PATH_AT_SERVER.get(SERVER, api, "zoo", "/beasts/7").statusCode())
                .isEqualTo(404);

        AWS.createDeployment(request -> request.restApiId(api).stageName("zoo"));
        assertThat(Address.PATH_AT_SERVER.get(SERVER, api, "zoo", "/beasts/7").body())
                .isEqualTo("GET /beasts/7 0");
        assertThat(Address.PATH_AT_SERVER.get(SERVER, api, "zoo", "/animals/7").statusCode())
                .isEqualTo(404);
        AWS.deleteRestApi(request -> request.restApiId(api));
    }

    @Test
    void anExportIsImportedAgain() {
        String api = AWS.importRestApi(request -> request.body(document("zoo-3.0.yaml")))
                .id();
        AWS.createDeployment(request -> request.restApiId(api).stageName("zoo"));

        SdkBytes exported = AWS.getExport(request -> request.restApiId(api)
                        .stageName("zoo")
                        .exportType("oas30")
                        .accepts("application/yaml")
                        .parameters(Map.of("extensions", "apigateway")))
                .body();
        String copy = AWS.importRestApi(request -> request.body(exported)).id();
        AWS.createDeployment(request -> request.restApiId(copy).stageName("zoo"));

        OPERATIONS.forEach(operation -> call(Address.PATH_AT_SERVER, copy, operation));
        AWS.deleteRestApi(request -> request.restApiId(api));
        AWS.deleteRestApi(request -> request.restApiId(copy));
    }

    @Test
    void aDocumentThatNamesAFileIsRefusedAndLeavesNothing() {
        long before = AWS.getRestApisPaginator().items().stream().count();
        SdkBytes hostile = SdkBytes.fromUtf8String(
                document("zoo-3.0.yaml").asUtf8String().replace("#/components/schemas/Animals", "file:///etc/passwd"));

        assertThatThrownBy(() -> AWS.importRestApi(request -> request.body(hostile)))
                .isInstanceOf(BadRequestException.class);
        assertThat(AWS.getRestApisPaginator().items().stream().count()).isEqualTo(before);
    }

    private static void call(Address address, String api, String operation) {
        String method = operation.substring(0, operation.indexOf(' '));
        String target = operation.substring(operation.indexOf(' ') + 1);
        boolean body = List.of("POST", "PUT", "PATCH").contains(method);
        String expected = operation + (body ? " 15" : " 0");

        HttpResponse<String> answer = address.call(
                SERVER,
                api,
                "zoo",
                method,
                target,
                body ? BodyPublishers.ofString("{\"name\": \"Tom\"}") : BodyPublishers.noBody());

        assertThat(answer.statusCode()).as("%s by %s", operation, address).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(method.equals("HEAD") ? "" : expected);
        assertThat(BACKEND.seen()).last().isEqualTo(expected);
    }

    private static SdkBytes document(String name) {
        try {
            String text = Files.readString(DOCUMENTS.resolve(name), StandardCharsets.UTF_8);
            return SdkBytes.fromUtf8String(text.replace("BACKEND", BACKEND.uri().substring("http://".length())));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
