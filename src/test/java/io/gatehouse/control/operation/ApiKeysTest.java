package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    private static final String VALUE = "abcdefghij0123456789-VALUE";
    private static final String UNKNOWN = "404 NotFound: Invalid API Key identifier specified";
    private final ControlPlane plane = new ControlPlane();
    private final UsagePlans plans = new UsagePlans(plane);

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void newKeyGetsAnIdAndAValueOfItsOwn() {
        JsonObject key = plane.call("CreateApiKey", "{'name': 'first', 'generateDistinctId': false}");
        assertThat(key.getString("id")).matches("[a-z0-9]{10}");
        assertThat(key.getString("value")).matches("[A-Za-z0-9]{40}");
        assertThat(key.getBoolean("enabled")).isFalse();
        assertThat(key.getJsonArray("stageKeys")).isEmpty();
        assertThat(key).doesNotContainKeys("tags", "description", "customerId", "fingerprint");
    }

    @Test
    void valueIsShownOnlyWhenAskedFor() {
        String id = create("'value': '" + VALUE + "', 'enabled': true");
        assertThat(plans.key(id, "")).doesNotContainKey("value").containsKey("tags");
        assertThat(plans.key(id, "'includeValue': true").getString("value")).isEqualTo(VALUE);
        assertThat(plans.keys("").getJsonObject(0)).doesNotContainKeys("value", "tags");
        assertThat(plans.keys("'includeValues': true").getJsonObject(0).getString("value"))
                .isEqualTo(VALUE);
        assertThat(patch(id, "replace /enabled true")).doesNotContainKey("value");
    }

    @Test
    void valueIsNowhereInTheStore() {
        String id = create("'value': '" + VALUE + "', 'name': 'n'");
        patch(id, "replace /name m");
        assertThat(stored("apikeys")).doesNotContain(VALUE).contains("\"v1.");
        assertThat(stored("apikeyvalues")).contains(id).doesNotContain(VALUE);
        assertThat(stored("apikeynames")).contains("m " + id).doesNotContain("n " + id);
    }

    @Test
    void valueIsTakenOnlyOnce() {
        String id = create("'value': '" + VALUE + "'");
        assertThat(plane.refusal("CreateApiKey", "{'value': '%s'}", VALUE))
                .isEqualTo("409 Conflict: API Key already exists");
        assertThat(plans.keys("")).hasSize(1);
        plane.call("DeleteApiKey", "{'apiKey': '%s'}", id);
        assertThat(create("'value': '" + VALUE + "'")).isNotEqualTo(id);
    }

    @Test
    void oneOfManyCallersGetsAValue() throws Exception {
        assertThat(AtOnce.statuses(8, caller -> plane.answer("CreateApiKey", "{'value': '%s'}", VALUE)
                        .status()))
                .containsOnly(201, 409)
                .containsOnlyOnce(201);
        assertThat(plans.keys("")).hasSize(1);
    }

    @Test
    void badKeysAreRefused() {
        assertThat(plane.refusal("CreateApiKey", "{'value': '%s'}", "a".repeat(19)))
                .isEqualTo("400 BadRequest: API Key value should be at least 20 characters");
        assertThat(plane.refusal("CreateApiKey", "{'value': '%s'}", "a".repeat(129)))
                .isEqualTo("400 BadRequest: API Key value exceeds maximum size of 128 characters");
        assertThat(plane.refusal("CreateApiKey", "{'value': '%s'}", "with space in the value"))
                .startsWith("400 BadRequest: API Key value");
        assertThat(plane.refusal("CreateApiKey", "{'name': '%s'}", "a".repeat(1025)))
                .isEqualTo("400 BadRequest: Invalid API Key name, can be at most 1024 characters.");
        assertThat(plane.refusal("CreateApiKey", "{'tags': {'aws:x': 'y'}}"))
                .isEqualTo("400 BadRequest: Invalid tag key. Tag keys cannot start with 'aws:' (case insensitive)");
        assertThat(plane.refusal("CreateApiKey", "{'stageKeys': [{'restApiId': 'nope', 'stageName': 'dev'}]}"))
                .isEqualTo("404 NotFound: Invalid stage identifier specified");
        assertThat(plans.keys("")).isEmpty();
    }

    @Test
    void unknownKeyIsToldAsSuch() {
        for (String operation : new String[] {"GetApiKey", "UpdateApiKey", "DeleteApiKey"}) {
            assertThat(plane.refusal(operation, "{'apiKey': 'nope'}")).isEqualTo(UNKNOWN);
        }
        assertThat(plane.refusal("GetTags", "{'resourceArn': 'arn:aws:apigateway:us-east-1::/apikeys/nope'}"))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void keyIsPatched() {
        String id = create("'name': 'a', 'tags': {'k': 'v'}");
        JsonObject patched = patch(
                id,
                "replace /name b",
                "replace /description d",
                "replace /customerId c",
                "replace /enabled true",
                "add /labels l");
        assertThat(patched.getString("name")).isEqualTo("b");
        assertThat(patched.getString("description")).isEqualTo("d");
        assertThat(patched.getString("customerId")).isEqualTo("c");
        assertThat(patched.getBoolean("enabled")).isTrue();
        assertThat(patched.getJsonObject("tags").getString("k")).isEqualTo("v");
        assertThat(patched).doesNotContainKey("labels");
        assertThat(patch(id, "replace /name", "replace /enabled perhaps").getBoolean("enabled"))
                .isFalse();
        assertThat(plans.key(id, "")).doesNotContainKey("name");
    }

    @Test
    void badPatchesChangeNothing() {
        String id = create("'name': 'a'");
        assertThat(patchRefused(id, "replace /name b", "replace /value x"))
                .isEqualTo("400 BadRequest: Invalid patch path  '/value' specified for op 'replace'. Must be one of:"
                        + " [/name, /description, /enabled, /customerId]");
        assertThat(patchRefused(id, "remove /name"))
                .isEqualTo("400 BadRequest: Invalid patch path  '/name' specified for op 'remove'. Must be one of:"
                        + " [/stages, /labels]");
        assertThat(patchRefused(id, "copy /name"))
                .isEqualTo(
                        "400 BadRequest: Invalid patch path  '/name' specified for op 'copy'. Please choose supported"
                                + " operations");
        assertThat(patchRefused(id, "add /stages nope/dev"))
                .isEqualTo("404 NotFound: Invalid stage identifier specified");
        assertThat(patchRefused(id, "replace /description " + "a".repeat(125_001)))
                .isEqualTo("400 BadRequest: Invalid API Key description specified.");
        assertThat(plans.key(id, "").getString("name")).isEqualTo("a");
    }

    @Test
    void stagesOfAKeyAreKept() {
        String api = Stages.deployed(plane, "dev");
        JsonObject key = plane.call("CreateApiKey", "{'stageKeys': [{'restApiId': '%s', 'stageName': 'dev'}]}", api);
        assertThat(texts(key.getJsonArray("stageKeys"))).containsExactly(api + "/dev");
        String id = key.getString("id");
        assertThat(patch(id, "remove /stages " + api + "/dev").getJsonArray("stageKeys"))
                .isEmpty();
        assertThat(texts(patch(id, "add /stages " + api + "/dev").getJsonArray("stageKeys")))
                .containsExactly(api + "/dev");
        plane.call("DeleteRestApi", "{'restApiId': '%s'}", api);
        assertThat(patch(id, "replace /name still").getJsonArray("stageKeys")).isEmpty();
    }

    @Test
    void stagesThatGoLeaveTheirKeys() {
        String api = Stages.deployed(plane, "dev", "prod");
        String other = Stages.deployed(plane, "dev");
        String id = create("'stageKeys': [{'restApiId': '" + api + "', 'stageName': 'dev'}, {'restApiId': '" + other
                + "', 'stageName': 'dev'}]");
        patch(id, "add /stages " + api + "/prod");
        plane.call("DeleteStage", "{'restApiId': '%s', 'stageName': 'dev'}", api);
        assertThat(texts(plans.key(id, "").getJsonArray("stageKeys"))).containsExactly(other + "/dev", api + "/prod");
        plane.call("DeleteRestApi", "{'restApiId': '%s'}", api);
        assertThat(texts(plans.key(id, "").getJsonArray("stageKeys"))).containsExactly(other + "/dev");
        plane.call("DeleteApiKey", "{'apiKey': '%s'}", id);
        plane.call("DeleteRestApi", "{'restApiId': '%s'}", other);
    }

    @Test
    void keysAreListedByNameAndCustomer() {
        for (String name : new String[] {"alpha", "alphabet", "beta", "100% / a"}) {
            create("'name': '" + name + "', 'customerId': '" + name.length() + "'");
        }
        create("'name': '" + "x".repeat(1000) + "1'");
        create("'name': '" + "x".repeat(1000) + "2'");
        assertThat(names("'nameQuery': 'alpha'")).containsExactlyInAnyOrder("alpha", "alphabet");
        assertThat(names("'nameQuery': '100% /'")).containsExactly("100% / a");
        assertThat(names("'nameQuery': '" + "x".repeat(1000) + "2'")).hasSize(1);
        assertThat(names("'nameQuery': 'gamma'")).isEmpty();
        assertThat(names("'customerId': '8'")).containsExactlyInAnyOrder("alphabet", "100% / a");
        assertThat(names("'customerId': '8', 'nameQuery': 'a'")).containsExactly("alphabet");
        String beta = plans.keys("'nameQuery': 'beta'").getJsonObject(0).getString("id");
        plane.call("DeleteApiKey", "{'apiKey': '%s'}", beta);
        assertThat(names("'nameQuery': 'beta'")).isEmpty();
    }

    @Test
    void listingGoesOnPageByPage() {
        for (int i = 0; i < 7; i++) {
            create("'name': '" + (i % 2 == 0 ? "even" : "odd") + i + "'");
        }
        assertThat(pages("")).hasSize(7).doesNotHaveDuplicates();
        assertThat(pages(", 'nameQuery': 'even'")).containsExactlyInAnyOrder("even0", "even2", "even4", "even6");
        assertThat(plane.refusal("GetApiKeys", "{'position': 'nonsense'}"))
                .isEqualTo("400 BadRequest: Invalid position parameter specified");
    }

    @Test
    void keyIsTagged() {
        String id = create("'name': 'a'");
        String arn = "arn:aws:apigateway:us-east-1::/apikeys/" + id;
        plane.call("TagResource", "{'resourceArn': '%s', 'tags': {'a': 'b', 'c': 'd'}}", arn);
        plane.call("UntagResource", "{'resourceArn': '%s', 'tagKeys': ['c']}", arn);
        assertThat(plane.call("GetTags", "{'resourceArn': '%s'}", arn).getJsonObject("tags"))
                .hasSize(1);
        assertThat(plans.key(id, "").getJsonObject("tags").getString("a")).isEqualTo("b");
    }

    private List<String> pages(String members) {
        List<String> names = new ArrayList<>();
        String position = "";
        do {
            JsonObject page = plane.call("GetApiKeys", "{'limit': 2, 'position': '" + position + "'" + members + "}");
            assertThat(page.getJsonArray("item")).hasSizeLessThanOrEqualTo(2);
            page.getJsonArray("item").getValuesAs(JsonObject.class).forEach(key -> names.add(key.getString("name")));
            position = page.getString("position", "");
        } while (!position.isEmpty());
        return names;
    }

    private String stored(String kind) {
        return plane.store.transaction(tx -> tx.children("", kind).stream()
                .map(entry -> entry.key().path() + entry.value())
                .toList()
                .toString());
    }

    private String create(String members) {
        return plans.newKey(members).getString("id");
    }

    private List<String> names(String members) {
        return plans.keys(members).getValuesAs(JsonObject.class).stream()
                .map(key -> key.getString("name"))
                .toList();
    }

    private JsonObject patch(String id, String... operations) {
        return plane.call("UpdateApiKey", Patches.of("'apiKey': '" + id + "'", operations));
    }

    private String patchRefused(String id, String... operations) {
        return plane.refusal("UpdateApiKey", Patches.of("'apiKey': '" + id + "'", operations));
    }

    private static List<String> texts(JsonArray array) {
        return array.getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .toList();
    }
}
