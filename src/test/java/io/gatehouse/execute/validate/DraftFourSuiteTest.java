package io.gatehouse.execute.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.model.Json;
import io.gatehouse.snapshot.BodySchema;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The public cases of JSON Schema draft 4, but for schemas that name themselves or lie elsewhere. */
class DraftFourSuiteTest {
    private static final Path CASES = Path.of("src/test/resources/json-schema-draft4");

    /** Schemas with an {@code id} of their own or from the net, which models of an API cannot have. */
    private static final Set<String> NOT_FOR_MODELS = Set.of(
            "remote ref, containing refs itself",
            "Recursive references between schemas",
            "refs with quote",
            "Location-independent identifier",
            "Location-independent identifier with base URI change in subschema",
            "$ref prevents a sibling id from changing the base uri",
            "naive replacement of $ref with its value",
            "id must be resolved against nearest parent, not just immediate parent",
            "id with file URI still resolves pointers - *nix",
            "id with file URI still resolves pointers - windows",
            "validate definition against metaschema",
            "empty tokens in $ref json-pointer");

    /** AWS takes no leap seconds and at most 12 digits after the second. */
    private static final Set<String> OTHERWISE_IN_AWS = Set.of(
            "a valid date-time with a leap second, UTC",
            "a valid date-time with a leap second, with minus offset",
            "a second fraction of fifteen nines is valid");

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.sorted().toList().stream().flatMap(DraftFourSuiteTest::cases);
        }
    }

    private static Stream<DynamicTest> cases(Path file) {
        List<JsonObject> groups = objects(read(file));
        return groups.stream()
                .filter(group -> !NOT_FOR_MODELS.contains(group.getString("description")))
                .flatMap(group -> objects(group.getJsonArray("tests")).stream()
                        .filter(each -> !OTHERWISE_IN_AWS.contains(each.getString("description")))
                        .map(each -> DynamicTest.dynamicTest(
                                file.getFileName() + ": " + group.getString("description") + ": "
                                        + each.getString("description"),
                                () -> check(group.getJsonObject("schema"), each))));
    }

    private static void check(JsonObject schema, JsonObject example) {
        BodySchema body = new ModelSchemas(Map.of("A", schema.toString())).of("A");

        List<String> violations = body.violations(String.valueOf(example.get("data")));

        assertThat(violations.isEmpty())
                .as("%s: %s", example.get("data"), violations)
                .isEqualTo(example.getBoolean("valid"));
    }

    private static List<JsonObject> objects(JsonValue array) {
        return array.asJsonArray().getValuesAs(JsonObject.class);
    }

    private static JsonValue read(Path file) {
        try {
            return Json.value(Files.readString(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
