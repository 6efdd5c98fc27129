package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.control.protocol.InProcessCalls.Answer;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the real service answered, asked of our handlers: every case whose control-plane steps we have. */
class RecordedCasesTest {
    private static int cases;
    private static int compared;

    static Stream<JsonObject> cases() throws IOException {
        try (InputStream in = RecordedCasesTest.class.getResourceAsStream("/aws/recorded/rest-api-cases.json")) {
            JsonObject all = Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return all.getJsonArray("cases").stream().map(JsonValue::asJsonObject).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void weAnswerAsAwsDid(JsonObject recorded) {
        try (var plane = new ControlPlane(
                Map.of("gatehouse.account-id", "111111111111", "gatehouse.domain", "us-east-1.amazonaws.com"))) {
            List<JsonObject> steps = recorded.getJsonArray("steps").stream()
                    .map(JsonValue::asJsonObject)
                    .filter(step -> step.getString("service").equals("apigateway"))
                    .toList();
            // Steps after one that we do not have would stand on nothing.
            if (steps.stream().anyMatch(step -> !plane.calls().knows(step.getString("operation")))) {
                return;
            }
            cases++;
            String name = recorded.getString("test").replaceAll(".*::", "");
            var answers = new TreeMap<Integer, JsonObject>();
            var placeholders = new Placeholders();
            for (JsonObject step : steps) {
                run(plane, name, step, answers, placeholders);
            }
        }
    }

    @AfterAll
    static void enoughWasCompared() {
        assertThat(cases).isGreaterThanOrEqualTo(112);
        assertThat(compared).isGreaterThanOrEqualTo(421);
    }

    private static void run(
            ControlPlane plane,
            String name,
            JsonObject step,
            Map<Integer, JsonObject> answers,
            Placeholders placeholders) {
        String where = name + " step " + step.getInt("step") + " " + step.getString("operation");
        JsonObject params = params(step.getJsonObject("params"), answers);
        JsonObject expected = step.getJsonObject("recorded");
        int status;
        JsonObject body;
        String error = "";
        try {
            Answer answer = plane.calls().call(step.getString("operation"), params);
            status = answer.status();
            body = answer.body();
            answers.put(step.getInt("step"), body);
        } catch (AwsException e) {
            status = e.status();
            error = e.code();
            body = Json.parse("{\"message\": " + jakarta.json.Json.createValue(e.getMessage()) + "}");
        }
        if (expected == null) {
            return;
        }
        compared++;
        assertThat(status).as(where + " " + body).isEqualTo(expected.getInt("status"));
        JsonObject answer = expected.getJsonObject("answer");
        if (answer.containsKey("Error")) {
            assertThat(error).as(where).isEqualTo(answer.getJsonObject("Error").getString("Code"));
            answer = Json.parse("{\"message\": " + answer.getJsonObject("Error").get("Message") + "}");
        }
        assertThat(placeholders.matches(answer, body))
                .as(where + "\nexpected " + answer + "\nbut was  " + body)
                .isTrue();
    }

    /** Earlier answers filled in, nulls at the top left out as the wire does. */
    private static JsonObject params(JsonObject params, Map<Integer, JsonObject> answers) {
        String text = params.toString().replace("123456789012", "111111111111");
        var reference = Pattern.compile("\\$\\{(\\d+)\\.(\\w+)(?:\\[(\\d+)]\\.(\\w+))?}")
                .matcher(text);
        var filled = new StringBuilder();
        while (reference.find()) {
            JsonObject answer = answers.get(Integer.valueOf(reference.group(1)));
            String value = answer == null ? "missing" : referred(answer, reference);
            reference.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        reference.appendTail(filled);
        JsonObject result = withoutNulls(Json.parse(filled.toString()));
        if (result.containsKey("patchOperations")) {
            var operations = jakarta.json.Json.createArrayBuilder();
            result.getJsonArray("patchOperations").forEach(each -> operations.add(withoutNulls(each.asJsonObject())));
            return Tree.with(result, "patchOperations", operations.build());
        }
        return result;
    }

    /** A member of an answer, or of one of its items in the order of their paths. */
    private static String referred(JsonObject answer, Matcher reference) {
        if (reference.group(3) == null) {
            return answer.getString(reference.group(2));
        }
        return answer.getJsonArray("item").stream()
                .map(JsonValue::asJsonObject)
                .sorted(Comparator.comparing(item -> item.getString("path")))
                .toList()
                .get(Integer.parseInt(reference.group(3)))
                .getString(reference.group(4));
    }

    private static JsonObject withoutNulls(JsonObject structure) {
        var members = jakarta.json.Json.createObjectBuilder();
        structure.forEach((member, value) -> {
            if (value != JsonValue.NULL) {
                members.add(member, value);
            }
        });
        return members.build();
    }
}
