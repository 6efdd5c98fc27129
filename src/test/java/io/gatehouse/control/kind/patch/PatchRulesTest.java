package io.gatehouse.control.kind.patch;

import static io.gatehouse.control.kind.patch.PatchRules.addRemove;
import static io.gatehouse.control.kind.patch.PatchRules.addReplaceRemove;
import static io.gatehouse.control.kind.patch.PatchRules.replace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

class PatchRulesTest {
    private static final PatchRules RULES = PatchRules.of(
            PatchWording.PLAIN,
            replace("/name", PatchType.EXACT_TEXT),
            replace("/size", PatchType.integer(0, 10, "size must be between 0 and 10")),
            replace("/share", PatchType.decimal(0, 1, "share must be between 0 and 1")),
            replace("/on", PatchType.BOOLEAN),
            addReplaceRemove("/description", PatchEdits.member(PatchType.TEXT)),
            addReplaceRemove("/map/{key}", PatchEdits.entry(PatchType.TEXT, "no such entry")),
            addReplaceRemove("/types/{type}", PatchEdits.named("types", "no such type")),
            addRemove("/scopes", PatchEdits.valued(TreePath.of("scopes"))));

    @Test
    void valuesBecomeTheTypeOfTheComponent() {
        assertThat(patch("{}", "replace /size 7", "replace /on true", "replace /name x"))
                .isEqualTo(Json.parse("{\"size\": 7, \"on\": true, \"name\": \"x\"}"));
    }

    @Test
    void whatIsNoBooleanMeansFalse() {
        assertThat(patch("{\"on\": true}", "replace /on whatever")).isEqualTo(Json.parse("{\"on\": false}"));
        assertThat(patch("{\"on\": true}", "replace /on")).isEqualTo(Json.parse("{\"on\": false}"));
    }

    @Test
    void numberOutOfBoundsOrNoNumberIsRefused() {
        for (String value : new String[] {"11", "-1", "x", "1e1", "99999999999999999999", "\u0663", "4294967297", ""}) {
            assertRefused("size must be between 0 and 10", "replace /size " + value);
        }
        for (String value : new String[] {"1.1", "-0.1", "x", "1e1", "0x1p-1", "1d", "NaN", "Infinity", " 1", ""}) {
            assertRefused("share must be between 0 and 1", "replace /share " + value);
        }
        assertThat(patch("{}", "replace /share 5e-1")).isEqualTo(Json.parse("{\"share\": 0.5}"));
    }

    @Test
    void emptyTextMakesAComponentAbsent() {
        assertThat(patch("{\"description\": \"x\"}", "replace /description")).isEqualTo(Json.parse("{}"));
    }

    @Test
    void mapEntriesAreNamedWithEscapedSlashesAndTildes() {
        JsonObject patched = patch("{}", "add /map/application~1json a", "add /map/a~0b b", "add /map/~01 c");
        assertThat(patched)
                .isEqualTo(Json.parse("{\"map\": {\"application/json\": \"a\", \"a~b\": \"b\", \"~1\": \"c\"}}"));
    }

    @Test
    void lastEntryTakesItsMapAlong() {
        assertThat(patch("{\"map\": {\"a\": \"b\"}}", "remove /map/a")).isEqualTo(Json.parse("{}"));
    }

    @Test
    void replacingOrRemovingAnUnknownEntryIsNotFound() {
        assertRefused("no such entry", "replace /map/a b");
        assertRefused("no such entry", "remove /map/a");
        assertRefused("no such type", "remove /types/image~1png");
    }

    @Test
    void listElementsAreNamedByPathOrByValue() {
        assertThat(patch(
                        "{}", "add /types/image~1png", "add /types/a~1b", "add /types/a~1b", "replace /types/a~1b c/d"))
                .isEqualTo(Json.parse("{\"types\": [\"image/png\", \"c/d\"]}"));
        assertThat(patch("{}", "add /scopes a", "add /scopes b", "remove /scopes a"))
                .isEqualTo(Json.parse("{\"scopes\": [\"b\"]}"));
        assertThat(patch("{\"scopes\": [\"a\"]}", "remove /scopes a")).isEqualTo(Json.parse("{}"));
    }

    @Test
    void operationsApplyInOrder() {
        assertThat(patch("{}", "replace /name a", "replace /name b")).isEqualTo(Json.parse("{\"name\": \"b\"}"));
    }

    @Test
    void refusedOperationLeavesTheTreeAsItWas() {
        JsonObject before = Json.parse("{\"name\": \"a\"}");
        assertThatThrownBy(() -> patch(before.toString(), "replace /name b", "replace /nothing c"))
                .isInstanceOf(AwsException.class);
        assertThat(before).isEqualTo(Json.parse("{\"name\": \"a\"}"));
    }

    @Test
    void unknownPathsAndWrongOperationsAreToldApart() {
        assertRefused("Invalid patch path /nothing", "replace /nothing x");
        assertRefused("Invalid patch path /map", "replace /map x");
        assertRefused("Invalid patch path /map/a/b", "add /map/a/b x");
        assertRefused("Invalid patch path /map/", "add /map/ x");
        assertRefused("Invalid patch path name", "replace name x");
        assertRefused("Invalid patch path /", "replace / x");
        assertRefused("Invalid patch operation specified. Must be one of: [replace]", "add /name x");
        assertRefused("Invalid patch operation specified. Must be one of: [add, remove]", "replace /scopes x");
        assertRefused("Invalid patch operation specified. Must be one of: [replace]", "move /name x");
        assertRefused("Invalid patch operation specified. Must be one of: [replace]", "test /name x");
    }

    @Test
    void pathOrOperationThatIsMissingIsRefused() {
        assertThatThrownBy(() -> RULES.apply(Json.parse("{}"), operations("{\"op\": \"add\"}")))
                .hasMessage("Invalid patch path null");
        assertThatThrownBy(() -> RULES.apply(Json.parse("{}"), operations("{\"path\": \"/name\"}")))
                .hasMessage("Invalid patch operation specified. Must be one of: [replace]");
    }

    @Test
    void tooManyOperationsAtOnceAreRefused() {
        String many = "{\"op\": \"replace\", \"path\": \"/name\"},".repeat(1000) + "{}";
        assertThatThrownBy(() -> RULES.apply(Json.parse("{}"), operations(many)))
                .hasMessage("Update size too large. Try updating in multiple operations");
    }

    private static void assertRefused(String message, String operation) {
        assertThatThrownBy(() -> patch("{}", operation))
                .isInstanceOf(AwsException.class)
                .hasMessage(message);
    }

    /** Each operation as {@code op path value}. */
    private static JsonObject patch(String tree, String... operations) {
        var json = new StringBuilder();
        for (String operation : operations) {
            String[] parts = operation.split(" ", 3);
            json.append(json.isEmpty() ? "" : ",")
                    .append(Tree.builder()
                            .add("op", parts[0])
                            .add("path", parts[1])
                            .addAll(
                                    parts.length < 3
                                            ? Tree.builder()
                                            : Tree.builder().add("value", parts[2]))
                            .build());
        }
        return RULES.apply(Json.parse(tree), operations(json.toString()));
    }

    private static JsonArray operations(String json) {
        return Json.parse("{\"list\": [" + json + "]}").getJsonArray("list");
    }
}
