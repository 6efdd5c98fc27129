package io.gatehouse.recorded;

import io.gatehouse.model.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One recorded test against AWS: its calls of the control plane in order and, for some of them, what AWS answered.
 *
 * @param name of the test, without its file
 */
public record RecordedCase(String name, List<JsonObject> steps) {
    /** Exports name the address of the API, which is on a domain of our own. */
    private static final String AWS_ADDRESS = "https://<api-id:1>.execute-api.<region>.amazonaws.com";

    private static final String OUR_ADDRESS = "http://<api-id:1>.execute-api.<domain>";
    private static final Pattern ACCOUNT_ID = Pattern.compile("111111111111|123456789012");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\d+)\\.(\\w+)(?:\\[(\\d+)]\\.(\\w+))?}");

    /** What is not answered as AWS did yet, by case and step, and why. */
    private static final Map<String, String> NOT_YET = Map.of();

    /** Does one operation. */
    @FunctionalInterface
    public interface Caller {
        Answer call(String operation, JsonObject params);
    }

    /**
     * An answer.
     *
     * @param error the error's name, empty when there is none
     * @param body as on the wire
     */
    public record Answer(int status, String error, JsonObject body) {}

    /**
     * Every case whose operations are all among those we have: steps after a missing one would stand on nothing.
     *
     * @param accountId of the server that is asked, put in the place of the recordings' own
     */
    public static List<RecordedCase> allOf(String accountId, Predicate<String> operations) {
        try (InputStream in = RecordedCase.class.getResourceAsStream("/aws/recorded/rest-api-cases.json")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            JsonObject all = Json.parse(
                    ACCOUNT_ID.matcher(text.replace(AWS_ADDRESS, OUR_ADDRESS)).replaceAll(accountId));
            return all.getJsonArray("cases").getValuesAs(JsonObject.class).stream()
                    .map(RecordedCase::of)
                    .filter(each -> each.steps.stream().allMatch(step -> operations.test(step.getString("operation"))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RecordedCase of(JsonObject recorded) {
        return new RecordedCase(
                recorded.getString("test").replaceAll(".*::", ""),
                recorded.getJsonArray("steps").getValuesAs(JsonObject.class).stream()
                        .filter(step -> step.getString("service").equals("apigateway"))
                        .toList());
    }

    /** How many answers of AWS it holds. */
    public long answers() {
        return steps.stream().filter(step -> step.containsKey("recorded")).count();
    }

    /** How many of its answers are not given as AWS did yet. */
    public long notYetAnswered() {
        return steps.stream()
                .filter(step -> NOT_YET.containsKey(name + " " + step.getInt("step")))
                .count();
    }

    /**
     * Calls every step.
     *
     * @return the answers that differ from AWS's, or do so no longer, in words
     */
    public List<String> replay(Caller caller) {
        var misses = new ArrayList<String>();
        var answers = new TreeMap<Integer, JsonObject>();
        var placeholders = new Placeholders();
        for (JsonObject step : steps) {
            String operation = step.getString("operation");
            Answer answer = caller.call(operation, params(step.getJsonObject("params"), answers));
            answers.put(step.getInt("step"), answer.body());
            JsonObject recorded = step.getJsonObject("recorded");
            boolean expected = !NOT_YET.containsKey(name + " " + step.getInt("step"));
            if (recorded != null && expected != isSame(recorded, answer, placeholders)) {
                misses.add("%s step %d %s%n  AWS: %s %s%n  we:  %s %s %s"
                        .formatted(
                                name,
                                step.getInt("step"),
                                operation,
                                recorded.get("status"),
                                recorded.get("answer"),
                                answer.status(),
                                answer.error(),
                                answer.body()));
            }
        }
        return misses;
    }

    private static boolean isSame(JsonObject recorded, Answer answer, Placeholders placeholders) {
        JsonObject expected = recorded.getJsonObject("answer");
        if (expected.containsKey("Error")) {
            JsonObject error = expected.getJsonObject("Error");
            return recorded.getInt("status") == answer.status()
                    && error.getString("Code").equals(answer.error())
                    && placeholders.matches(
                            error.getJsonString("Message"), answer.body().getOrDefault("message", JsonValue.NULL));
        }
        return recorded.getInt("status") == answer.status() && placeholders.matches(expected, answer.body());
    }

    /** Earlier answers filled in, nulls of structures left out as the wire does. */
    private static JsonObject params(JsonObject params, Map<Integer, JsonObject> answers) {
        Matcher reference = REFERENCE.matcher(params.toString());
        var filled = new StringBuilder();
        while (reference.find()) {
            JsonObject answer = answers.get(Integer.valueOf(reference.group(1)));
            String value = answer == null ? "missing" : referred(answer, reference);
            reference.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        reference.appendTail(filled);
        JsonObject result = withoutNulls(Json.parse(filled.toString()));
        if (!result.containsKey("patchOperations")) {
            return result;
        }
        var operations = jakarta.json.Json.createArrayBuilder();
        result.getJsonArray("patchOperations").forEach(each -> operations.add(withoutNulls(each.asJsonObject())));
        return jakarta.json.Json.createObjectBuilder(result)
                .add("patchOperations", operations)
                .build();
    }

    /** A member of an answer, or of one of its items in the order of their paths. */
    private static String referred(JsonObject answer, Matcher reference) {
        if (reference.group(3) == null) {
            return answer.get(reference.group(2)) instanceof JsonString text ? text.getString() : "missing";
        }
        JsonArray items = answer.getJsonArray("item");
        return items.getValuesAs(JsonObject.class).stream()
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
