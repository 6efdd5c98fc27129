package io.gatehouse.control.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.control.kind.RestKeys;
import io.gatehouse.control.operation.Api;
import io.gatehouse.control.operation.ControlPlane;
import io.gatehouse.control.protocol.Shape.Member;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import io.gatehouse.model.rest.Stage;
import io.gatehouse.snapshot.StageSettings;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a caller puts into any member of any operation: it is done, or refused in AWS's words. */
class HostileInputTest {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\0",
            "\ud800",
            "\u00e9\ud83d\ude00",
            "..",
            "a/b",
            "%2F%00",
            "{",
            "${x}",
            "[1",
            "-1",
            "1e999",
            "NaN",
            "null",
            "x".repeat(70_000),
            "{\"a\":".repeat(3_000),
            "(a+)+$");
    /** For patches, of which there are many. */
    private static final List<String> VALUES =
            List.of("", "\0\ud800", "{\"a\":1}", "[{\"a\"", "1e999", "x".repeat(70_000));

    private final Map<String, String> names = new HashMap<>();
    private final ControlPlane plane = new ControlPlane();

    static Stream<String> operations() {
        try (var known = new ControlPlane()) {
            return all().map(Operation::name).filter(known.calls()::knows).toList().stream();
        }
    }

    static Stream<String> updates() {
        return operations().filter(name -> name.startsWith("Update"));
    }

    private static Stream<Operation> all() {
        return ServiceModel.all().stream()
                .filter(model -> model.name().equals("apigateway"))
                .flatMap(model -> model.operations().stream());
    }

    @BeforeEach
    void makeAnApi() {
        Api api = plane.api();
        names.put("restApiId", api.id());
        names.put("resourceId", api.root());
        names.put("parentId", api.root());
        api.mock("GET");
        api.call("PutMethodResponse", api.at("GET") + ", 'statusCode': '200'");
        api.call("PutIntegrationResponse", api.at("GET") + ", 'statusCode': '200'");
        names.put("deploymentId", api.deploy("'stageName': 'dev'"));
        names.put(
                "requestValidatorId",
                api.call("CreateRequestValidator", "'name': 'v'").getString("id"));
        names.putAll(Map.of(
                "httpMethod", "GET",
                "statusCode", "200",
                "stageName", "dev",
                "modelName", "Empty",
                "responseType", "THROTTLED",
                "exportType", "oas30",
                "pathPart", "a",
                "authorizationType", "NONE",
                "type", "MOCK",
                "contentType", "application/json"));
    }

    /** What was kept can be served. */
    @AfterEach
    void serve() {
        attempt(
                "CreateDeployment",
                Json.object().add("restApiId", usual("restApiId")).build());
        plane.store
                .<List<Entry>>transaction(
                        tx -> tx.children(RestKeys.restApi(usual("restApiId")).path(), "stages"))
                .forEach(stage ->
                        assertThat(StageSettings.of(stage.as(Stage.class))).isNotNull());
        plane.close();
    }

    private String usual(String member) {
        return String.valueOf(names.get(member));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anyMemberMayHoldAnything(String name) {
        Operation operation =
                all().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
        for (Member member : operation.input().members().values()) {
            for (JsonValue value : hostile(member.shape(), 0)) {
                JsonObjectBuilder members = Json.object();
                for (Member other : operation.input().members().values()) {
                    String usual = names.get(other.name());
                    if (usual != null && other.shape().type() == Shape.Type.STRING) {
                        members.add(other.name(), usual);
                    }
                }
                String key = member.location() == Shape.Location.BODY ? member.wireName() : member.name();
                attempt(name, members.add(key, value).build());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("updates")
    void anyPatchMayHoldAnything(String name) {
        Operation operation =
                all().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
        var paths = new ArrayList<>(List.of("", "/", "//", "x", "/~", "/~1/~0", "/\0\ud800", "/" + "x".repeat(2_000)));
        operation.output().ifPresent(output -> output.members().keySet().forEach(member -> {
            paths.add("/" + member);
            paths.add("/" + member + "/a");
            paths.add("/" + member + "/\0\ud800");
        }));
        for (String path : paths) {
            for (String op : List.of("add", "replace", "remove")) {
                for (String value : op.equals("remove") ? VALUES.subList(0, 2) : VALUES) {
                    JsonObjectBuilder members = Json.object();
                    operation.input().members().keySet().stream()
                            .filter(names::containsKey)
                            .forEach(member -> members.add(member, String.valueOf(names.get(member))));
                    JsonObjectBuilder patch =
                            Json.object().add("op", op).add("path", path).add("value", value);
                    attempt(
                            name,
                            members.add("patchOperations", Json.array().add(patch))
                                    .build());
                }
            }
        }
    }

    private void attempt(String name, JsonObject members) {
        try {
            plane.calls().call(name, members);
        } catch (AwsException refused) {
            assertThat(refused.status()).as(name + " " + shortened(members)).isBetween(400, 499);
        } catch (RuntimeException failed) {
            throw new AssertionError(name + " " + shortened(members), failed);
        }
    }

    private static String shortened(JsonObject members) {
        String text = members.toString();
        return text.length() <= 500 ? text : text.substring(0, 500) + "...";
    }

    private static List<JsonValue> hostile(Shape shape, int depth) {
        var values = new ArrayList<JsonValue>();
        switch (shape.type()) {
            case STRING, TIMESTAMP, BLOB -> TEXTS.forEach(text -> values.add(Json.text(text)));
            case INTEGER ->
                List.of(Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE)
                        .forEach(number -> values.add(Json.number(BigDecimal.valueOf(number))));
            case LONG -> values.add(Json.number(BigDecimal.valueOf(Long.MIN_VALUE)));
            case DOUBLE ->
                List.of(-1e308, 1e308).forEach(number -> values.add(Json.number(BigDecimal.valueOf(number))));
            case BOOLEAN -> values.add(JsonValue.TRUE);
            case LIST -> {
                values.add(JsonValue.EMPTY_JSON_ARRAY);
                JsonArrayBuilder all = Json.array();
                hostile(shape.elements(), depth + 1).forEach(all::add);
                values.add(all.build());
            }
            case MAP -> {
                values.add(JsonValue.EMPTY_JSON_OBJECT);
                hostile(shape.elements(), depth + 1)
                        .forEach(value ->
                                values.add(Json.object().add("a", value).build()));
                TEXTS.forEach(text -> values.add(Json.object()
                        .add(text, hostile(shape.elements(), depth + 1).get(0))
                        .build()));
                values.add(Json.object().addNull("method.request.header.a").build());
                values.add(Json.object().addNull("a").build());
            }
            case STRUCTURE -> {
                values.add(JsonValue.EMPTY_JSON_OBJECT);
                if (depth < 3) {
                    shape.members().values().forEach(member -> hostile(member.shape(), depth + 1)
                            .forEach(value -> values.add(
                                    Json.object().add(member.wireName(), value).build())));
                }
            }
        }
        return values;
    }
}
