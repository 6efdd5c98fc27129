package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiKeyImportTest {
    private static final String VALUE = "apikey1234abcdefghij0123456789";
    private final ControlPlane plane = new ControlPlane();
    private final UsagePlans plans = new UsagePlans(plane);

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void columnsStandInAnyOrderAndCase() {
        String plan = plans.plan("");
        String other = plans.plan("");
        JsonObject answer = importKeys("Enabled,usageplanIDS,KEY,nAme,Colour\r\n"
                + "true,\"" + plan + ", " + other + "\"," + VALUE + ",\"My, \"\"first\"\"\nkey\",red\r\n"
                + "\r\n"
                + "FALSE,'" + plan + "'," + VALUE + "2,second\r\n");
        assertThat(answer.getJsonArray("ids")).hasSize(2);
        assertThat(answer.getJsonArray("warnings")).isEmpty();
        JsonObject first = get(answer.getJsonArray("ids").getString(0));
        assertThat(first.getString("name")).isEqualTo("My, \"first\"\nkey");
        assertThat(first.getString("value")).isEqualTo(VALUE);
        assertThat(first.getBoolean("enabled")).isTrue();
        assertThat(get(answer.getJsonArray("ids").getString(1)).getBoolean("enabled"))
                .isFalse();
        assertThat(plans.members(plan)).hasSize(2);
        assertThat(plans.members(other)).hasSize(1);
    }

    @Test
    void apostropheIsNoQuote() {
        List<String> names = List.of("'s-Hertogenbosch", "'quoted, ''twice''' ", "'", "O'Brien");
        var csv = new StringBuilder("Name,Key");
        names.forEach(
                name -> csv.append('\n').append(name).append(',').append(VALUE).append(csv.length()));
        assertThat(importKeys(csv.toString()).getJsonArray("ids").getValuesAs(JsonString.class).stream()
                        .map(id -> get(id.getString()).getString("name")))
                .containsExactly("'s-Hertogenbosch", "quoted, 'twice'", "'", "O'Brien");
    }

    @Test
    void keyOfTheSameValueIsOverwritten() {
        String id = importKeys("Key,name,Description\n" + VALUE + ",first,text")
                .getJsonArray("ids")
                .getString(0);
        JsonArray again = importKeys("Key,name,Enabled\n" + VALUE + ",second,false\n" + VALUE + ",third,\n")
                .getJsonArray("ids");
        assertThat(again).hasSize(1);
        assertThat(again.getString(0)).isEqualTo(id);
        assertThat(get(id).getString("name")).isEqualTo("third");
        assertThat(get(id).getBoolean("enabled")).isTrue();
        assertThat(get(id)).doesNotContainKey("description");
        assertThat(plans.keys("")).hasSize(1);
        assertThat(plans.keys("'nameQuery': 'third'")).hasSize(1);
    }

    @Test
    void rowsThatCannotBeTakenAreLeftOutWithAWarning() {
        String csv = "Name,Key,UsagePlanIds\n"
                + "short,abc,\n"
                + "none,\n"
                + "good," + VALUE + ",nope\n"
                + "a".repeat(1025) + "," + VALUE + "x,\n";
        JsonObject answer = importKeys(csv);
        assertThat(answer.getJsonArray("ids")).hasSize(1);
        assertThat(answer.getJsonArray("warnings").toString())
                .contains("Row 2: API Key value should be at least 20 characters")
                .contains("Row 3: ")
                .contains("Row 4: Invalid Usage Plan ID specified: nope")
                .contains("Row 5: Invalid API Key name, can be at most 1024 characters.");
    }

    @Test
    void warningsFailTheImportWhenAskedFor() {
        String csv = "Name,Key\nshort,abc\ngood," + VALUE;
        assertThat(refused(csv, true))
                .isEqualTo("400 BadRequest: Warnings found during import:\n\tRow 2: API Key value should be at least"
                        + " 20 characters");
        assertThat(plans.keys("")).isEmpty();
    }

    @Test
    void fileWithoutItsColumnsIsRefused() {
        assertThat(refused("", false)).isEqualTo("400 BadRequest: Missing required column 'Key'");
        assertThat(refused("/tmp/keys.csv", false)).isEqualTo("400 BadRequest: Missing required column 'Key'");
        assertThat(refused("key\n" + VALUE, false)).isEqualTo("400 BadRequest: Missing required column 'Name'");
        assertThat(refused("Name,Key\n\"open," + VALUE, false)).startsWith("400 BadRequest: Invalid CSV");
        assertThat(plane.refusal("ImportApiKeys", "{'body': 'Name,Key', 'format': 'xml'}"))
                .contains("Member must satisfy enum value set: [csv]");
        assertThat(importKeys("\uFEFFName,Key\n").getJsonArray("ids")).isEmpty();
    }

    @Test
    void hugeCellsAndManyBadRowsAreToldInShort() {
        String plans = "\"" + "nope,".repeat(100_000) + "\"";
        JsonArray warnings = importKeys(
                        "Name,Key,UsagePlanIds\nn," + VALUE + "," + plans + "\n" + "n,short,\n".repeat(500))
                .getJsonArray("warnings");
        assertThat(warnings).hasSize(100);
        assertThat(warnings.toString()).hasSizeLessThan(60_000);
    }

    @Test
    void moreKeysThanThereMayBeAreRefusedAndNoneIsKept() {
        String csv = IntStream.rangeClosed(0, 10_000)
                .mapToObj(i -> "n," + VALUE + i)
                .collect(Collectors.joining("\n", "Name,Key\n", ""));
        assertThat(refused(csv, false)).startsWith("429 LimitExceeded: ");
        assertThat(plans.keys("")).isEmpty();
    }

    @Test
    void stageThatAKeyReachesAlreadyIsAWarning() {
        String api = Stages.deployed(plane, "dev");
        String one = plans.planOf(api, "dev");
        String two = plans.planOf(api, "dev");
        JsonObject answer = importKeys("Name,Key,UsagePlanIds\nn," + VALUE + ",'" + one + "," + two + "'\n");
        assertThat(answer.getJsonArray("ids")).hasSize(1);
        assertThat(answer.getJsonArray("warnings").toString())
                .contains("Row 2: UsagePlan " + two + " cannot be added because API Key ")
                .contains(api + ":dev");
    }

    private JsonObject get(String id) {
        return plans.key(id, "'includeValue': true");
    }

    private JsonObject importKeys(String csv) {
        return plane.calls().call("ImportApiKeys", input(csv, false)).body();
    }

    private String refused(String csv, boolean failOnWarnings) {
        return plane.refusalOf("ImportApiKeys", input(csv, failOnWarnings));
    }

    private static JsonObject input(String csv, boolean failOnWarnings) {
        return Json.createObjectBuilder()
                .add("body", csv)
                .add("format", "csv")
                .add("failOnWarnings", failOnWarnings)
                .build();
    }
}
