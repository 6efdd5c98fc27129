package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.store.Key;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    private static final String VALUE = "abcdefghij0123456789-VALUE";
    private ControlPlane plane;

    @BeforeEach
    void open() {
        plane = new ControlPlane();
    }

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
        assertThat(get(id, "")).doesNotContainKey("value").containsKey("tags");
        assertThat(get(id, ", 'includeValue': true").getString("value")).isEqualTo(VALUE);
        assertThat(item("{}")).doesNotContainKeys("value", "tags");
        assertThat(item("{'includeValues': true}").getString("value")).isEqualTo(VALUE);
    }

    @Test
    void valueIsNowhereInTheStore() {
        String id = create("'value': '" + VALUE + "'");
        plane.call("UpdateApiKey", "{'apiKey': '%s', 'patchOperations': []}", id);
        String stored = plane.store.transaction(
                tx -> tx.find(Key.root("apikeys", id)).orElseThrow().toString());
        assertThat(stored).doesNotContain(VALUE).contains("\"v1.");
        String index =
                plane.store.transaction(tx -> tx.children("", "apikeyvalues").toString());
        assertThat(index).contains(id).doesNotContain(VALUE);
    }

    @Test
    void valueIsTakenOnlyOnce() {
        String id = create("'value': '" + VALUE + "'");
        assertThat(plane.refusal("CreateApiKey", "{'value': '%s'}", VALUE))
                .isEqualTo("409 Conflict: API Key already exists");
        plane.call("DeleteApiKey", "{'apiKey': '%s'}", id);
        assertThat(create("'value': '" + VALUE + "'")).isNotEqualTo(id);
    }

    private String create(String members) {
        return plane.call("CreateApiKey", "{" + members + "}").getString("id");
    }

    private JsonObject get(String id, String members) {
        return plane.call("GetApiKey", "{'apiKey': '%s'" + members + "}", id);
    }

    private JsonObject item(String members) {
        return plane.call("GetApiKeys", members).getJsonArray("item").getJsonObject(0);
    }
}
