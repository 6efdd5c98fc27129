package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Gateway responses: built in, inherited from the two DEFAULT types, or put. */
class GatewayResponsesTest {
    private static final String BUILT_IN = "{\"application/json\":\"{\\\"message\\\":$context.error.messageString}\"}";

    private final ControlPlane plane = new ControlPlane();
    private final Api api = plane.api();

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void allTypesAreAlwaysThereInAlphabeticalOrder() {
        put("THROTTLED", "'statusCode': '430'");
        List<JsonObject> all = api.call("GetGatewayResponses", "'limit': 1")
                .getJsonArray("item")
                .getValuesAs(JsonObject.class);
        assertThat(all).hasSize(21).isSortedAccordingTo((a, b) -> type(a).compareTo(type(b)));
        assertThat(all)
                .filteredOn(each -> !each.getBoolean("defaultResponse"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(type(each)).isEqualTo("THROTTLED");
                    assertThat(each.getString("statusCode")).isEqualTo("430");
                });
        assertThat(get("DEFAULT_4XX")).doesNotContainKey("statusCode");
        assertThat(get("WAF_FILTERED").getString("statusCode")).isEqualTo("403");
        assertThat(get("WAF_FILTERED").get("responseTemplates")).hasToString(BUILT_IN);
    }

    @Test
    void typesTakeFromTheirFamilyWhatTheyDoNotHaveThemselves() {
        put(
                "DEFAULT_4XX",
                "'statusCode': '499', 'responseParameters': {'gatewayresponse.header.X': '\\u0027family\\u0027'},"
                        + " 'responseTemplates': {'text/plain': 'no'}");
        put("UNAUTHORIZED", "'responseTemplates': {'text/html': 'who?'}");
        JsonObject inherited = get("THROTTLED");
        assertThat(inherited.getString("statusCode")).isEqualTo("499");
        assertThat(inherited.get("responseTemplates")).hasToString("{\"text/plain\":\"no\"}");
        assertThat(inherited.getBoolean("defaultResponse")).isTrue();
        assertThat(get("INTEGRATION_FAILURE").getString("statusCode")).isEqualTo("504");
        JsonObject own = get("UNAUTHORIZED");
        assertThat(own.getString("statusCode")).isEqualTo("401");
        assertThat(own.get("responseParameters")).isEqualTo(JsonValue.EMPTY_JSON_OBJECT);
        api.call("DeleteGatewayResponse", "'responseType': 'DEFAULT_4XX'");
        assertThat(get("THROTTLED").getString("statusCode")).isEqualTo("429");
        assertThat(api.refusal("DeleteGatewayResponse", "'responseType': 'DEFAULT_4XX'"))
                .isEqualTo("404 NotFound: Gateway response type not defined on api");
    }

    @Test
    void aPatchMakesOneThatWasNotPut() {
        assertThat(patch("replace /statusCode 405", "add /responseTemplates/text~1plain no")
                        .getBoolean("defaultResponse"))
                .isFalse();
        assertThat(get("RESOURCE_NOT_FOUND").getJsonObject("responseTemplates"))
                .containsOnlyKeys("application/json", "text/plain");
        assertThat(patch("remove /responseTemplates/text~1plain", "remove /responseTemplates/application~1json")
                        .get("responseTemplates"))
                .hasToString(BUILT_IN);
    }

    @Test
    void whatDoesNotFitIsRefusedAndChangesNothing() {
        JsonObject before = get("RESOURCE_NOT_FOUND");
        assertThat(refused("replace /statusCode 405", "replace /statusCode 999"))
                .isEqualTo("400 BadRequest: Invalid statusCode specified: 999");
        assertThat(refused("replace /statusCode 405", "remove /responseTemplates/text~1plain"))
                .isEqualTo("404 NotFound: Content-Type specified was not found");
        assertThat(refused("add /responseTemplates/123 x"))
                .isEqualTo("400 BadRequest: Validation Result: warnings : [], errors : [Invalid content type"
                        + " specified: 123]");
        assertThat(refused("add /responseParameters/nothing.header.X 'x'".replace("'", "\\u0027")))
                .endsWith("errors : [Invalid mapping expression specified: nothing.header.X]");
        assertThat(refused("add /responseParameters/gatewayresponse.header.X x"))
                .endsWith("errors : [Invalid mapping expression specified: x]");
        assertThat(refused("move /statusCode 405")).isEqualTo("400 BadRequest: Invalid patch path /statusCode");
        assertThat(get("RESOURCE_NOT_FOUND")).isEqualTo(before);
        assertThat(api.refusal("PutGatewayResponse", "'responseType': 'THROTTLED', 'statusCode': '99'"))
                .startsWith("400 Validation: 1 validation error detected: Value '99' at"
                        + " 'putGatewayResponseInput.statusCode' failed to satisfy constraint");
        assertThat(api.refusal(
                        "PutGatewayResponse",
                        "'responseType': 'THROTTLED', 'responseTemplates': {'application/json': null}"))
                .isEqualTo("400 BadRequest: Invalid null or empty value in responseTemplates");
    }

    private void put(String type, String members) {
        api.call("PutGatewayResponse", "'responseType': '" + type + "', " + members);
    }

    private JsonObject get(String type) {
        return api.call("GetGatewayResponse", "'responseType': '" + type + "'");
    }

    private JsonObject patch(String... operations) {
        return api.call("UpdateGatewayResponse", members(operations));
    }

    private String refused(String... operations) {
        return api.refusal("UpdateGatewayResponse", members(operations));
    }

    private static String members(String... operations) {
        return "'responseType': 'RESOURCE_NOT_FOUND', " + Patches.operations(operations);
    }

    private static String type(JsonObject response) {
        return response.getString("responseType");
    }
}
