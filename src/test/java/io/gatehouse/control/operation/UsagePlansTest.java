package io.gatehouse.control.operation;

import static io.gatehouse.control.operation.UsagePlans.joining;
import static io.gatehouse.control.operation.UsagePlans.member;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsagePlansTest {
    private static final String UNKNOWN = "404 NotFound: Invalid Usage Plan ID specified";
    private final ControlPlane plane = new ControlPlane();
    private final UsagePlans plans = new UsagePlans(plane);
    private final String api = Stages.deployed(plane, "dev", "prod");

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void newPlanSaysWhatHolds() {
        JsonObject plan = plane.call(
                "CreateUsagePlan",
                "{'name': 'p', 'description': '',"
                        + " 'apiStages': [{'apiId': '" + api + "', 'stage': 'dev',"
                        + " 'throttle': {'/pets/GET': {'burstLimit': 1, 'rateLimit': 2}}}],"
                        + " 'throttle': {'burstLimit': 5, 'rateLimit': 10},"
                        + " 'quota': {'limit': 100, 'period': 'WEEK'}}");
        assertThat(plan.getString("id")).matches("[a-z0-9]{6}");
        assertThat(plan.getJsonObject("quota").getInt("offset")).isZero();
        assertThat(plan.getJsonObject("throttle").toString()).contains("10.0");
        assertThat(plan).doesNotContainKeys("description", "tags", "productCode");
        assertThat(get(plan.getString("id")).getJsonObject("tags")).isEmpty();
        assertThat(plans.plan("")).isNotEqualTo(plan.getString("id"));
        assertThat(plane.call("GetUsagePlans", "{'limit': 1}")).containsKey("position");
        assertThat(plane.call("GetUsagePlans", "{}").getJsonArray("item")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'name': ' '                                      | Usage Plan name cannot be empty",
                "'quota': {'limit': 0, 'period': 'DAY'}           | Usage Plan quota limit must be a non-negative numeric",
                "'quota': {'period': 'DAY'}                       | Usage Plan quota limit must be a non-negative numeric",
                "'quota': {'limit': 1}                            | Invalid Usage Plan quota period specified. Must be one of [DAY, WEEK, MONTH]",
                "'quota': {'limit': 1, 'period': 'DAY', 'offset': 1}    | Usage Plan quota offset must be zero in the DAY period",
                "'quota': {'limit': 1, 'period': 'WEEK', 'offset': 7}   | Usage Plan quota offset must be between 0 and 6 inclusive in the WEEK period",
                "'quota': {'limit': 1, 'period': 'MONTH', 'offset': 28} | Usage Plan quota offset must be between 0 and 27 inclusive in the MONTH period",
                "'quota': {'limit': 1, 'period': 'MONTH', 'offset': -1} | Usage Plan quota offset must be between 0 and 27 inclusive in the MONTH period",
                "'throttle': {'burstLimit': -1}                   | Usage Plan throttle burst limit must be a non-negative numeric",
                "'throttle': {'rateLimit': -0.5}                  | Usage Plan throttle rate limit must be a non-negative numeric",
                "'apiStages': [{'apiId': 'x'}]                    | Invalid API Stage {api: %s, stage: %s} specified for usageplan %s",
                "'apiStages': [{'apiId': '', 'stage': 'dev'}]     | Invalid API Stage {api: %s, stage: %s} specified for usageplan %s",
                "'tags': {'': 'x'}                                | Invalid tag specified: a key has 1 to 128 characters, a value at most 256"
            })
    void badPlansAreRefused(String members, String message) {
        String named = members.startsWith("'name'") ? "" : "'name': 'p', ";
        assertThat(plane.refusal("CreateUsagePlan", "{" + named + members + "}"))
                .isEqualTo("400 BadRequest: " + message);
        assertThat(plane.call("GetUsagePlans", "{}").getJsonArray("item")).isEmpty();
    }

    @Test
    void frameworkChecksComeFirst() {
        assertThat(plane.refusal("CreateUsagePlan", "{'quota': {'limit': 1, 'period': 'YEAR'}}"))
                .startsWith("400 Validation: 2 validation errors detected: ")
                .contains("Member must not be null")
                .contains("Member must satisfy enum value set: [DAY, WEEK, MONTH]");
    }

    @Test
    void stagesMustBeThere() {
        assertThat(plane.refusal("CreateUsagePlan", "{'name': 'p', 'apiStages': [{'apiId': '%s', 'stage': 'x'}]}", api))
                .isEqualTo("404 NotFound: API Stage not found: " + api + ":x");
        String id = plans.plan("");
        assertThat(patchRefused(id, "add /apiStages nope:dev"))
                .isEqualTo("404 NotFound: API Stage not found: nope:dev");
        // What one of AWS's users tried: the value is cut at its second colon.
        assertThat(patchRefused(id, "add /apiStages a:b:c")).isEqualTo("404 NotFound: API Stage not found: a:b");
        assertThat(patchRefused(id, "add /apiStages dev")).isEqualTo("400 BadRequest: Invalid API Stage specified");
        assertThat(patchRefused(id, "remove /apiStages")).isEqualTo("400 BadRequest: Invalid API Stage specified");
        assertThat(patchRefused(id, "remove /apiStages " + api + ":dev"))
                .isEqualTo(
                        "404 NotFound: Invalid API Stage {api: " + api + ", stage: dev} specified for usageplan " + id);
        assertThat(get(id).getJsonArray("apiStages")).isEmpty();
    }

    @Test
    void everythingOfAPlanIsPatched() {
        String id = plans.plan("'tags': {'a': 'b'}");
        JsonObject patched = patch(
                id,
                "replace /name other",
                "replace /description d",
                "add /productCode x",
                "add /apiStages " + api + ":dev",
                "add /throttle/burstLimit 7",
                "add /throttle/rateLimit 3",
                "add /quota/limit 9",
                "add /quota/offset 2",
                "add /quota/period MONTH");
        assertThat(patched.getString("name")).isEqualTo("other");
        assertThat(patched.getString("description")).isEqualTo("d");
        assertThat(patched.getString("productCode")).isEqualTo("x");
        assertThat(stages(patched)).containsExactly(api + ":dev");
        assertThat(patched.getJsonObject("throttle").toString()).isEqualTo("{\"burstLimit\":7,\"rateLimit\":3.0}");
        assertThat(patched.getJsonObject("quota").toString())
                .isEqualTo("{\"limit\":9,\"offset\":2,\"period\":\"MONTH\"}");
        assertThat(patched.getJsonObject("tags")).hasSize(1);
        JsonObject bare = patch(
                id,
                "remove /throttle",
                "remove /quota",
                "remove /productCode",
                "remove /apiStages " + api + ":dev",
                "replace /description");
        assertThat(bare).doesNotContainKeys("throttle", "quota", "productCode", "description");
        assertThat(bare.getJsonArray("apiStages")).isEmpty();
    }

    @Test
    void methodsAreThrottledByTheirPathPlainOrEscaped() {
        String id = plans.plan("'throttle': {'burstLimit': 1, 'rateLimit': 1}");
        String stage = "/apiStages/" + api + ":dev/throttle";
        JsonObject patched = patch(
                id,
                "add /apiStages " + api + ":dev",
                "replace " + stage + "/~1pets~1{id}/GET/rateLimit 4",
                "replace " + stage + "//pets/{id}/GET/burstLimit 5",
                "add " + stage + "///GET/burstLimit 6");
        assertThat(throttles(patched).toString())
                .isEqualTo("{\"/pets/{id}/GET\":{\"burstLimit\":5,\"rateLimit\":4.0},\"//GET\":{\"burstLimit\":6}}");
        patched = patch(id, "remove " + stage + "/~1/GET");
        assertThat(throttles(patched)).hasSize(1);
        patched = patch(id, "replace " + stage + " {\\'/x/ANY\\': {\\'burstLimit\\': 1}}");
        assertThat(throttles(patched).toString()).isEqualTo("{\"/x/ANY\":{\"burstLimit\":1}}");
        assertThat(patchRefused(id, "replace " + stage + " {\\'/x/GET\\': {\\'burstLimit\\': \\'many\\'}}"))
                .startsWith("400 BadRequest: Usage Plan throttle burst limit");
        assertThat(patchRefused(id, "replace " + stage + " {\\'/x/GET\\': {\\'rateLimit\\': 1e999}}"))
                .startsWith("400 BadRequest: Usage Plan throttle rate limit");
        assertThat(patchRefused(id, "replace " + stage + " {\\'/x/GET\\': 5}"))
                .startsWith("400 BadRequest: Invalid throttle specified");
        assertThat(patchRefused(id, "remove " + stage + "/~1x/ANY/burstLimit"))
                .startsWith("400 BadRequest: Invalid patch path  '" + stage + "/~1x/ANY/burstLimit' specified for op");
        assertThat(patchRefused(id, "remove /throttle"))
                .isEqualTo(
                        "400 BadRequest: Can not define fine grain throttling if usage plan throttle is not defined.");
        assertThat(patchRefused(id, "replace " + stage + "/~1pets/rateLimit 1"))
                .startsWith("400 BadRequest: Invalid patch path  '" + stage + "/~1pets/rateLimit' specified for op");
        assertThat(patchRefused(id, "replace " + stage + "/~1pets/FETCH/rateLimit 1"))
                .isEqualTo("400 BadRequest: Invalid method {resourcePath: /pets,method: FETCH} specified");
        assertThat(patchRefused(id, "replace /apiStages/x:y/throttle/~1pets/GET/rateLimit 1"))
                .startsWith("404 NotFound: Invalid API Stage {api: x, stage: y} specified for usageplan");
        assertThat(patch(id, "remove " + stage).getJsonArray("apiStages").getJsonObject(0))
                .doesNotContainKey("throttle");
    }

    @Test
    void badPatchesAreToldAsAwsTellsThem() {
        String id = plans.plan("");
        assertThat(patchRefused(id, "remove /apiStages/" + api + ":dev"))
                .isEqualTo("400 BadRequest: Invalid patch path  '/apiStages/" + api + ":dev' specified for op 'remove'."
                        + " Must be one of: [/apiStages, /quota, /throttle, /productCode,"
                        + " /apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>,"
                        + " /apiStages/<apidId:stageName>/throttle]");
        assertThat(patchRefused(id, "replace /quota/limit many"))
                .isEqualTo("400 BadRequest: Usage Plan quota limit must be a non-negative numeric");
        assertThat(patchRefused(id, "replace /quota/period YEAR"))
                .startsWith("400 BadRequest: Invalid Usage Plan quota period specified.");
        assertThat(patchRefused(id, "replace /quota/limit 5"))
                .startsWith("400 BadRequest: Invalid Usage Plan quota period specified.");
        assertThat(patchRefused(id, "replace /throttle/rateLimit NaN"))
                .startsWith("400 BadRequest: Usage Plan throttle");
        assertThat(patchRefused(id, "replace /name")).isEqualTo("400 BadRequest: Usage Plan name cannot be empty");
    }

    @Test
    void planGoesOnlyWithoutStages() {
        String id = plans.plan("'apiStages': [{'apiId': '" + api + "', 'stage': 'dev'}]");
        assertThat(plane.refusal("DeleteUsagePlan", "{'usagePlanId': '%s'}", id))
                .isEqualTo("400 BadRequest: Cannot delete Usage Plan " + id
                        + " because there are API Stages associated with it, including " + api + ":dev");
        patch(id, "remove /apiStages " + api + ":dev");
        plane.call("DeleteUsagePlan", "{'usagePlanId': '%s'}", id);
        assertThat(plane.refusal("GetUsagePlan", "{'usagePlanId': '%s'}", id)).isEqualTo(UNKNOWN);
        assertThat(plane.refusal("UpdateUsagePlan", "{'usagePlanId': '%s'}", id))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void stagesThatGoLeaveTheirPlans() {
        String id = plans.plan(
                "'apiStages': [{'apiId': '%s', 'stage': 'dev'}, {'apiId': '%s', 'stage': 'prod'}]".replace("%s", api));
        plane.call("DeleteStage", "{'restApiId': '%s', 'stageName': 'dev'}", api);
        assertThat(stages(get(id))).containsExactly(api + ":prod");
        plane.call("DeleteRestApi", "{'restApiId': '%s'}", api);
        assertThat(stages(get(id))).isEmpty();
    }

    @Test
    void stageIsInAPlanOnce() {
        String stage = "{'apiId': '" + api + "', 'stage': 'dev'}";
        assertThat(plane.refusal("CreateUsagePlan", "{'name': 'p', 'apiStages': [" + stage + ", " + stage + "]}"))
                .startsWith("409 Conflict: API Stage " + api + ":dev is already");
        String id = plans.plan("'apiStages': [" + stage + "]");
        assertThat(patchRefused(id, "add /apiStages " + api + ":dev")).startsWith("409 Conflict: ");
    }

    @Test
    void keyJoinsAndLeavesAPlan() {
        String id = plans.plan("");
        String key = plans.key("k");
        JsonObject member = plans.join(id, key);
        assertThat(member.getString("type")).isEqualTo("API_KEY");
        assertThat(member.getString("name")).isEqualTo("k");
        assertThat(member.getString("value")).hasSize(40);
        assertThat(plane.call("GetUsagePlanKey", "{'usagePlanId': '%s', 'keyId': '%s'}", id, key))
                .isEqualTo(member);
        assertThat(plane.refusal("CreateUsagePlanKey", joining(id, key))).startsWith("409 Conflict: ");
        assertThat(plans.plansOf(key)).containsExactly(id);
        plane.call("DeleteUsagePlanKey", "{" + member(id, key) + "}");
        assertThat(plans.plansOf(key)).isEmpty();
        assertThat(plane.refusal("DeleteUsagePlanKey", "{" + member(id, key) + "}"))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void unknownKeysAndPlansAreTold() {
        String id = plans.plan("");
        String key = plans.key("k");
        String unknownKey = "404 NotFound: Invalid API Key identifier specified";
        for (String operation : new String[] {"GetUsagePlanKey", "DeleteUsagePlanKey"}) {
            assertThat(plane.refusal(operation, "{" + member(id, "nope") + "}")).isEqualTo(unknownKey);
            assertThat(plane.refusal(operation, "{" + member("nope", key) + "}"))
                    .isEqualTo(UNKNOWN);
            assertThat(plane.refusal(operation, "{" + member(id, key) + "}")).isEqualTo(UNKNOWN);
        }
        assertThat(plane.refusal("CreateUsagePlanKey", joining("nope", key))).isEqualTo(UNKNOWN);
        assertThat(plane.refusal("CreateUsagePlanKey", joining(id, "nope"))).isEqualTo(unknownKey);
        assertThat(plane.refusal("CreateUsagePlanKey", "{" + member(id, key) + ", 'keyType': 'CERT'}"))
                .startsWith("400 BadRequest: ");
        assertThat(plane.refusal("GetUsagePlanKeys", "{'usagePlanId': 'nope'}")).isEqualTo(UNKNOWN);
        assertThat(plane.call("GetUsagePlans", "{'keyId': 'nope'}").getJsonArray("item"))
                .isEmpty();
    }

    @Test
    void keysOfAPlanAreListedByName() {
        String id = plans.plan("");
        for (String name : new String[] {"aa", "ab", "b"}) {
            plans.join(id, plans.key(name));
        }
        String list = "{'usagePlanId': '" + id + "'";
        assertThat(plane.call("GetUsagePlanKeys", list + "}").getJsonArray("item"))
                .hasSize(3);
        JsonObject page = plane.call("GetUsagePlanKeys", list + ", 'nameQuery': 'a', 'limit': 1}");
        assertThat(page.getJsonArray("item")).hasSize(1);
        page = plane.call(
                "GetUsagePlanKeys", list + ", 'nameQuery': 'a', 'position': '%s'}", page.getString("position"));
        assertThat(page.getJsonArray("item")).hasSize(1);
        assertThat(page).doesNotContainKey("position");
    }

    @Test
    void keyReachesAStageThroughOnePlanOnly() {
        String first = plans.planOf(api, "dev");
        String second = plans.planOf(api, "dev");
        String third = plans.plan("");
        String key = plans.key("k");
        plans.join(first, key);
        plans.join(third, key);
        assertThat(plane.refusal("CreateUsagePlanKey", joining(second, key)))
                .isEqualTo("409 Conflict: UsagePlan " + second + " cannot be added because API Key " + key
                        + " cannot reference multiple UsagePlans with the same api stage: " + api + ":dev");
        assertThat(patchRefused(third, "add /apiStages " + api + ":dev"))
                .startsWith("409 Conflict: UsagePlan " + third + " cannot be added because API Key " + key);
        assertThat(stages(patch(third, "add /apiStages " + api + ":prod"))).containsExactly(api + ":prod");
    }

    @Test
    void keyReachesAStageThroughOnePlanOnlyWhateverComesAtOnce() throws Exception {
        for (int round = 0; round < 20; round++) {
            String key = plans.key("k");
            String joined = plans.plan("");
            plans.join(joined, key);
            String withStage = plans.planOf(api, "dev");
            String gain = Patches.of("'usagePlanId': '" + joined + "'", "add /apiStages " + api + ":dev");
            assertThat(AtOnce.statuses(
                            2,
                            caller -> caller == 0
                                    ? plane.answer("UpdateUsagePlan", gain).status()
                                    : plane.answer("CreateUsagePlanKey", joining(withStage, key))
                                            .status()))
                    .containsOnlyOnce(409);
        }
    }

    @Test
    void keyThatGoesLeavesItsPlans() {
        String id = plans.plan("");
        String key = plans.key("k");
        plans.join(id, key);
        plane.call("DeleteApiKey", "{'apiKey': '%s'}", key);
        assertThat(plans.members(id)).isEmpty();
    }

    @Test
    void keyIsInTenPlansAtTheMost() {
        String key = plans.key("k");
        for (int i = 0; i < 10; i++) {
            plans.join(plans.plan(""), key);
        }
        assertThat(plane.refusal("CreateUsagePlanKey", joining(plans.plan(""), key)))
                .startsWith("429 LimitExceeded: Maximum number of Usage Plans");
    }

    private JsonObject get(String id) {
        return plane.call("GetUsagePlan", "{'usagePlanId': '%s'}", id);
    }

    private JsonObject patch(String id, String... operations) {
        return plane.call("UpdateUsagePlan", Patches.of("'usagePlanId': '" + id + "'", operations));
    }

    private String patchRefused(String id, String... operations) {
        return plane.refusal("UpdateUsagePlan", Patches.of("'usagePlanId': '" + id + "'", operations));
    }

    private static List<String> stages(JsonObject plan) {
        JsonArray stages = plan.getJsonArray("apiStages");
        return stages.getValuesAs(JsonObject.class).stream()
                .map(stage -> stage.getString("apiId") + ":" + stage.getString("stage"))
                .toList();
    }

    private static JsonObject throttles(JsonObject plan) {
        return plan.getJsonArray("apiStages").getJsonObject(0).getJsonObject("throttle");
    }
}
