package io.gatehouse.control.operation;

import static io.gatehouse.control.kind.patch.PatchRules.replace;

import io.gatehouse.control.kind.AccountKeys;
import io.gatehouse.control.kind.ApiKeyRules;
import io.gatehouse.control.kind.Paging;
import io.gatehouse.control.kind.Scope;
import io.gatehouse.control.kind.UniformOperations;
import io.gatehouse.control.kind.UsageLedger;
import io.gatehouse.control.kind.UsagePlanRules;
import io.gatehouse.control.kind.patch.PatchRules;
import io.gatehouse.control.kind.patch.PatchType;
import io.gatehouse.control.kind.patch.PatchWording;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.control.protocol.Input;
import io.gatehouse.control.protocol.Page;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;

/** GetUsage and UpdateUsage. */
final class UsageOperations {
    private static final int MOST_DAYS = 90;
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final PatchRules PATCH = PatchRules.of(
            PatchWording.LISTING,
            replace(
                    "/remaining",
                    PatchType.integer(
                            0, Integer.MAX_VALUE, "Usage Plan remaining quota must be a non-negative numeric")));

    private UsageOperations() {}

    static JsonObject get(Scope scope) {
        String planId = scope.text("usagePlanId");
        Key plan = AccountKeys.usagePlan(planId);
        JsonObject value = scope.require(plan, UsagePlanRules.UNKNOWN);
        LocalDate first = date(scope, "startDate");
        LocalDate last = date(scope, "endDate");
        if (last.isBefore(first)) {
            throw AwsException.badRequest("Invalid date range specified: endDate must not be before startDate");
        }
        if (ChronoUnit.DAYS.between(first, last) >= MOST_DAYS) {
            throw AwsException.badRequest("Invalid date range specified: at most " + MOST_DAYS + " days");
        }
        String keyId = scope.text("keyId");
        if (!keyId.isEmpty()) {
            scope.require(AccountKeys.usagePlanKey(planId, keyId), ApiKeyRules.UNKNOWN);
            return answer(scope, value, List.of(keyId), first, last).build();
        }
        Page page = Paging.of(scope.input()).page(scope.tx(), plan.path(), "keys", members -> members.stream()
                .map(Entry::value)
                .toList());
        List<String> keys = page.items().stream()
                .map(each -> Tree.text((JsonObject) each, "id", ""))
                .toList();
        JsonObjectBuilder answer = answer(scope, value, keys, first, last);
        return page.position() == null
                ? answer.build()
                : answer.add("position", page.position()).build();
    }

    static Key locked(Input input) {
        return AccountKeys.usagePlanKey(input.text("usagePlanId"), input.text("keyId"));
    }

    static JsonObject update(Scope scope) {
        String planId = scope.text("usagePlanId");
        String keyId = scope.text("keyId");
        JsonObject plan = scope.require(AccountKeys.usagePlan(planId), UsagePlanRules.UNKNOWN);
        scope.require(AccountKeys.usagePlanKey(planId, keyId), ApiKeyRules.UNKNOWN);
        JsonObject patched = PATCH.apply(JsonValue.EMPTY_JSON_OBJECT, UniformOperations.operations(scope.input()));
        LocalDate today = LocalDate.ofInstant(scope.clock().instant(), ZoneOffset.UTC);
        if (patched.get("remaining") instanceof JsonNumber remaining) {
            if (!plan.containsKey("quota")) {
                throw AwsException.badRequest("Usage Plan " + planId + " has no quota");
            }
            UsageLedger.extend(scope.tx(), planId, keyId, today, remaining.longValue());
        }
        return answer(scope, plan, List.of(keyId), today, today).build();
    }

    private static LocalDate date(Scope scope, String member) {
        try {
            if (DATE.matcher(scope.text(member)).matches()) {
                return LocalDate.parse(scope.text(member));
            }
        } catch (DateTimeParseException e) {
            throw invalidDate(member);
        }
        throw invalidDate(member);
    }

    private static AwsException invalidDate(String member) {
        return AwsException.badRequest("Invalid " + member + " specified. Dates must be in the format yyyy-MM-dd");
    }

    private static JsonObjectBuilder answer(
            Scope scope, JsonObject plan, List<String> keys, LocalDate first, LocalDate last) {
        JsonObjectBuilder values = Json.object();
        UsageLedger.days(scope.tx(), plan, keys, first, last).forEach((key, used) -> {
            JsonArrayBuilder days = Json.array();
            used.forEach(day -> days.add(Json.array().add(day.used()).add(day.remaining())));
            values.add(key, days);
        });
        return Json.object()
                .add("usagePlanId", Tree.text(plan, "id", ""))
                .add("startDate", first.toString())
                .add("endDate", last.toString())
                .add("items", values);
    }
}
