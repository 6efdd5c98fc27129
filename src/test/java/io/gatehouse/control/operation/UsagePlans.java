package io.gatehouse.control.operation;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;

/** The usage plans and API keys of a test's control plane, in few words. */
final class UsagePlans {
    private final ControlPlane plane;

    UsagePlans(ControlPlane plane) {
        this.plane = plane;
    }

    /**
     * A new plan.
     *
     * @param members beside the name, JSON with single quotes; may be empty
     * @return its id
     */
    String plan(String members) {
        return plane.call("CreateUsagePlan", "{'name': 'p'" + (members.isEmpty() ? "" : ", " + members) + "}")
                .getString("id");
    }

    /** A new plan of one stage; returns its id. */
    String planOf(String api, String stage) {
        return plan("'apiStages': [{'apiId': '" + api + "', 'stage': '" + stage + "'}]");
    }

    /** A new API key; returns its id. */
    String key(String name) {
        return newKey("'name': '" + name + "'").getString("id");
    }

    JsonObject newKey(String members) {
        return plane.call("CreateApiKey", "{" + members + "}");
    }

    JsonObject key(String id, String members) {
        return plane.call("GetApiKey", "{'apiKey': '" + id + "'" + (members.isEmpty() ? "" : ", " + members) + "}");
    }

    JsonArray keys(String members) {
        return plane.call("GetApiKeys", "{" + members + "}").getJsonArray("item");
    }

    JsonObject join(String plan, String key) {
        return plane.call("CreateUsagePlanKey", joining(plan, key));
    }

    /** The input of CreateUsagePlanKey. */
    static String joining(String plan, String key) {
        return "{" + member(plan, key) + ", 'keyType': 'API_KEY'}";
    }

    /** Names a member of a plan, as members of an input. */
    static String member(String plan, String key) {
        return "'usagePlanId': '" + plan + "', 'keyId': '" + key + "'";
    }

    JsonArray members(String plan) {
        return plane.call("GetUsagePlanKeys", "{'usagePlanId': '%s'}", plan).getJsonArray("item");
    }

    /** The ids of the plans that a key is in. */
    List<String> plansOf(String key) {
        return plane.call("GetUsagePlans", "{'keyId': '%s'}", key).getJsonArray("item").stream()
                .map(each -> each.asJsonObject().getString("id"))
                .toList();
    }
}
