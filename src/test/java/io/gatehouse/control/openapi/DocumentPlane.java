package io.gatehouse.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.control.operation.ControlPlane;
import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A control plane that documents are brought to and taken from. */
final class DocumentPlane implements AutoCloseable {
    final ControlPlane plane = new ControlPlane();

    /** The answer to an import. */
    JsonObject imported(String document, String... parameters) {
        return plane.calls()
                .call("ImportRestApi", body(document, parameters).build())
                .body();
    }

    /** The answer to the import of a file that gives no warning. */
    JsonObject importedFile(String file, String... parameters) {
        String document = new String(Documents.file(file), StandardCharsets.UTF_8);
        return plane.calls()
                .call(
                        "ImportRestApi",
                        body(document, parameters).add("failOnWarnings", true).build())
                .body();
    }

    /** The answer to a replacement. */
    JsonObject put(String api, String document, String mode) {
        return plane.calls()
                .call(
                        "PutRestApi",
                        body(document).add("restApiId", api).add("mode", mode).build())
                .body();
    }

    /** How an import is refused. */
    String refusal(String document, String... parameters) {
        return refusalOf("ImportRestApi", body(document, parameters));
    }

    String refusalOf(String operation, JsonObjectBuilder members) {
        return plane.refusalOf(operation, members.build());
    }

    static JsonObjectBuilder body(String document, String... parameters) {
        JsonObjectBuilder map = Json.object();
        for (int i = 0; i < parameters.length; i += 2) {
            map.add(parameters[i], parameters[i + 1]);
        }
        return Json.object().add("body", document).add("parameters", map);
    }

    void deploy(String api) {
        plane.call("CreateDeployment", "{'restApiId': '%s', 'stageName': 'dev'}", api);
    }

    /** The text of an export in JSON. */
    String export(String api, String type, String extensions) {
        return export(api, type, "application/json", extensions);
    }

    String export(String api, String type, String accepts, String extensions) {
        return plane.call(
                        "GetExport",
                        "{'restApiId': '%s', 'stageName': 'dev', 'exportType': '%s', 'accepts': '%s',"
                                + "'parameters': {'extensions': '%s'}}",
                        api,
                        type,
                        accepts,
                        extensions)
                .getString("body");
    }

    /** The identifiers of the resources by path. */
    Map<String, String> paths(String api) {
        Map<String, String> paths = new TreeMap<>();
        items(api, "GetResources").forEach(item -> paths.put(item.getString("path"), item.getString("id")));
        return paths;
    }

    String resource(String api, String path) {
        return Objects.requireNonNull(paths(api).get(path), path);
    }

    JsonObject method(String api, String path, String httpMethod) {
        return plane.call(
                "GetMethod",
                "{'restApiId': '%s', 'resourceId': '%s', 'httpMethod': '%s'}",
                api,
                resource(api, path),
                httpMethod);
    }

    JsonObject integration(String api, String path, String httpMethod) {
        return method(api, path, httpMethod).getJsonObject("methodIntegration");
    }

    List<String> names(String api, String operation) {
        return items(api, operation).stream()
                .map(item -> item.getString("name"))
                .sorted()
                .toList();
    }

    List<JsonObject> items(String api, String operation) {
        JsonObject answer = plane.call(operation, "{'restApiId': '%s', 'limit': 500}", api);
        return answer.getJsonArray("item").stream().map(JsonValue::asJsonObject).toList();
    }

    JsonObject named(String api, String operation, String name) {
        List<JsonObject> found = items(api, operation).stream()
                .filter(item -> item.getString("name").equals(name))
                .toList();
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }

    JsonObject gatewayResponse(String api, String type) {
        return plane.call("GetGatewayResponse", "{'restApiId': '%s', 'responseType': '%s'}", api, type);
    }

    /** All that is stored of APIs. */
    List<String> everything() {
        return plane.store.transaction(tx -> tx.children("", "restapis").stream()
                .flatMap(api -> Stream.concat(Stream.of(api), tx.subtree(api.key()).stream()))
                .map(Object::toString)
                .toList());
    }

    @Override
    public void close() {
        plane.close();
    }
}
