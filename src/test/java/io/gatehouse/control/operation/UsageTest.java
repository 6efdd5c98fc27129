package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.control.kind.UsageLedger;
import jakarta.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsageTest {
    private final ControlPlane plane = new ControlPlane();
    private final UsagePlans plans = new UsagePlans(plane);
    private final String plan = plans.plan("'quota': {'limit': 100, 'period': 'WEEK'}");
    private final String key = member(plan);

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void nothingUsedLeavesAll() {
        JsonObject usage = usage("2026-02-02", "2026-02-04", "");
        assertThat(usage.getString("usagePlanId")).isEqualTo(plan);
        assertThat(usage.getString("startDate")).isEqualTo("2026-02-02");
        assertThat(usage.getString("endDate")).isEqualTo("2026-02-04");
        assertThat(values(usage)).isEqualTo("[[0,100],[0,100],[0,100]]");
    }

    @Test
    void quotaIsUsedUpAndBeginsAnew() {
        // 2026-02-01 is a Sunday.
        use("2026-01-31", 30);
        use("2026-02-01", 10);
        use("2026-02-03", 60);
        use("2026-02-03", 5);
        use("2026-02-04", 50);
        assertThat(values(usage("2026-01-30", "2026-02-08", "")))
                .isEqualTo("[[0,100],[30,70],[10,90],[0,90],[65,25],[50,0],[0,0],[0,0],[0,0],[0,100]]");
        assertThat(values(usage("2026-02-04", "2026-02-04", ""))).isEqualTo("[[50,0]]");
    }

    @Test
    void periodsBeginAtTheirOffset() {
        plane.call("UpdateUsagePlan", Patches.of("'usagePlanId': '" + plan + "'", "replace /quota/offset 1"));
        use("2026-02-01", 10);
        assertThat(values(usage("2026-02-01", "2026-02-02", ""))).isEqualTo("[[10,90],[0,100]]");
        plane.call(
                "UpdateUsagePlan",
                Patches.of("'usagePlanId': '" + plan + "'", "replace /quota/period MONTH", "replace /quota/offset 14"));
        use("2026-02-14", 1);
        assertThat(values(usage("2026-02-13", "2026-02-15", ""))).isEqualTo("[[0,90],[1,89],[0,100]]");
    }

    @Test
    void planWithoutQuotaHasNothingRemaining() {
        String free = plans.plan("'description': 'free'");
        String other = member(free);
        plane.store.transaction(tx -> {
            UsageLedger.record(tx, free, other, LocalDate.parse("2026-02-01"), 3);
            return null;
        });
        JsonObject usage = plane.call(
                "GetUsage", "{'usagePlanId': '%s', 'startDate': '2026-02-01', 'endDate': '2026-02-01'}", free);
        assertThat(usage.getJsonObject("values").getJsonArray(other).toString()).isEqualTo("[[3,0]]");
        assertThat(plane.refusal("UpdateUsage", update(free, other, "replace /remaining 5")))
                .startsWith("400 BadRequest: Usage Plan");
    }

    @Test
    void remainingQuotaIsExtendedForThePeriod() {
        String daily = plans.plan("'quota': {'limit': 10, 'period': 'DAY'}");
        String other = member(daily);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        plane.store.transaction(tx -> {
            UsageLedger.record(tx, daily, other, today, 8);
            return null;
        });
        JsonObject updated = plane.call("UpdateUsage", update(daily, other, "replace /remaining 50"));
        assertThat(updated.getJsonObject("values").getJsonArray(other).toString())
                .isEqualTo("[[8,50]]");
        plane.store.transaction(tx -> {
            UsageLedger.record(tx, daily, other, today, 20);
            return null;
        });
        JsonObject usage = plane.call(
                "GetUsage",
                "{'usagePlanId': '%s', 'startDate': '%s', 'endDate': '%s'}",
                daily,
                today,
                today.plusDays(1));
        assertThat(usage.getJsonObject("values").getJsonArray(other).toString()).isEqualTo("[[28,30],[0,10]]");
    }

    @Test
    void badUpdatesAreRefused() {
        assertThat(plane.refusal("UpdateUsage", update(plan, key, "replace /remaining -1")))
                .startsWith("400 BadRequest: Usage Plan remaining quota");
        assertThat(plane.refusal("UpdateUsage", update(plan, key, "add /remaining 1")))
                .isEqualTo("400 BadRequest: Invalid patch path  '/remaining' specified for op 'add'. Please choose"
                        + " supported operations");
        assertThat(plane.refusal("UpdateUsage", update(plan, "nope", "replace /remaining 1")))
                .isEqualTo("404 NotFound: Invalid API Key identifier specified");
        assertThat(plane.refusal("UpdateUsage", update("nope", key, "replace /remaining 1")))
                .isEqualTo("404 NotFound: Invalid Usage Plan ID specified");
    }

    @Test
    void usageIsListedByKey() {
        member(plan);
        JsonObject page = usage("2026-02-01", "2026-02-01", ", 'limit': 1");
        assertThat(page.getJsonObject("values")).hasSize(1);
        JsonObject next = usage("2026-02-01", "2026-02-01", ", 'position': '" + page.getString("position") + "'");
        assertThat(next.getJsonObject("values")).hasSize(1).doesNotContainKey("position");
        assertThat(next.getJsonObject("values").keySet())
                .isNotEqualTo(page.getJsonObject("values").keySet());
        assertThat(usage("2026-02-01", "2026-02-01", ", 'keyId': '" + key + "'")
                        .getJsonObject("values")
                        .keySet())
                .containsExactly(key);
    }

    @Test
    void badRangesAreRefused() {
        assertThat(refused("2026-02-30", "2026-03-01")).startsWith("400 BadRequest: Invalid startDate specified");
        assertThat(refused("2026-02-01", "+99999-03-01")).startsWith("400 BadRequest: Invalid endDate specified");
        assertThat(refused("2026-02-02", "2026-02-01")).startsWith("400 BadRequest: Invalid date range specified");
        assertThat(refused("2026-01-01", "2026-12-31")).startsWith("400 BadRequest: Invalid date range specified");
        assertThat(plane.refusal("GetUsage", "{'usagePlanId': '%s'}", plan)).startsWith("400 Validation: 2 validation");
        assertThat(plane.refusal(
                        "GetUsage", "{'usagePlanId': 'nope', 'startDate': '2026-02-01', 'endDate': '2026-02-01'}"))
                .isEqualTo("404 NotFound: Invalid Usage Plan ID specified");
    }

    private void use(String day, long requests) {
        plane.store.transaction(tx -> {
            UsageLedger.record(tx, plan, key, LocalDate.parse(day), requests);
            return null;
        });
    }

    /** A new API key in a plan. */
    private String member(String of) {
        String id = plans.key("k");
        plans.join(of, id);
        return id;
    }

    private JsonObject usage(String first, String last, String members) {
        return plane.call(
                "GetUsage",
                "{'usagePlanId': '%s', 'startDate': '%s', 'endDate': '%s'" + members + "}",
                plan,
                first,
                last);
    }

    private String refused(String first, String last) {
        return plane.refusal(
                "GetUsage", "{'usagePlanId': '%s', 'startDate': '%s', 'endDate': '%s'}", plan, first, last);
    }

    private String values(JsonObject usage) {
        return usage.getJsonObject("values").getJsonArray(key).toString();
    }

    private static String update(String plan, String key, String operation) {
        return Patches.of(UsagePlans.member(plan, key), operation);
    }
}
