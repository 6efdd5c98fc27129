package io.gatehouse.control.kind;

import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of its usage plans an API key has used: a document per plan, key and day of UTC. It has the requests of the
 * day ({@code used}) and, when the quota was extended on that day, what was left from then on ({@code remaining}) and
 * how much of the day had been used before ({@code usedBefore}). What remains is reckoned from these when somebody asks.
 */
public final class UsageLedger {

    /** What one day used, and what it left of the quota of its period. */
    public record Day(long used, long remaining) {}

    private UsageLedger() {}

    /** Adds requests to what a key has used of a plan on a day; the counting side of quotas calls this. */
    public static void record(Transaction tx, String planId, String keyId, LocalDate day, long requests) {
        Key key = AccountKeys.usage(planId, keyId, day);
        JsonObject before = tx.find(key).orElse(JsonValue.EMPTY_JSON_OBJECT);
        tx.put(key, Tree.with(before, "used", Tree.of(number(before, "used") + requests)));
    }

    /** Sets what remains for the rest of the period that {@code today} is in. */
    public static void extend(Transaction tx, String planId, String keyId, LocalDate today, long remaining) {
        Key key = AccountKeys.usage(planId, keyId, today);
        JsonObject before = tx.find(key).orElse(JsonValue.EMPTY_JSON_OBJECT);
        long used = number(before, "used");
        JsonObject after = Tree.with(before, "used", Tree.of(used));
        after = Tree.with(after, "usedBefore", Tree.of(used));
        tx.put(key, Tree.with(after, "remaining", Tree.of(remaining)));
    }

    /**
     * The days from the first to the last, both included.
     *
     * @param plan whose quota counts; without one nothing remains
     */
    public static List<Day> days(Transaction tx, JsonObject plan, String keyId, LocalDate first, LocalDate last) {
        JsonObject quota = Tree.object(plan, "quota");
        LocalDate start = periodStart(quota, first);
        int most = (int) ChronoUnit.DAYS.between(start, last) + 1;
        String parent =
                AccountKeys.usagePlanKey(Tree.text(plan, "id", ""), keyId).path();
        Map<String, JsonObject> kept = new HashMap<>();
        for (Entry day : tx.children(parent, "usage", start.minusDays(1).toString(), most)) {
            kept.put(day.id(), day.value());
        }
        List<Day> days = new ArrayList<>();
        long remaining = 0;
        for (LocalDate day = start; !day.isAfter(last); day = day.plusDays(1)) {
            JsonObject document = kept.getOrDefault(day.toString(), JsonValue.EMPTY_JSON_OBJECT);
            long used = number(document, "used");
            if (day.equals(periodStart(quota, day))) {
                remaining = number(quota, "limit");
            }
            remaining = document.containsKey("remaining")
                    ? number(document, "remaining") - (used - number(document, "usedBefore"))
                    : remaining - used;
            remaining = Math.max(0, remaining);
            if (!day.isBefore(first)) {
                days.add(new Day(used, remaining));
            }
        }
        return days;
    }

    /** The first day of the period that a day is in. Weeks begin on Sunday, months on their first, plus the offset. */
    static LocalDate periodStart(JsonObject quota, LocalDate day) {
        int offset = (int) number(quota, "offset");
        return switch (Tree.text(quota, "period", "")) {
            case "WEEK" -> day.minusDays(Math.floorMod(day.getDayOfWeek().getValue() % 7 - offset, 7));
            case "MONTH" -> {
                LocalDate start = day.withDayOfMonth(1 + offset);
                yield start.isAfter(day) ? start.minusMonths(1) : start;
            }
            default -> day;
        };
    }

    private static long number(JsonObject document, String member) {
        return document.get(member) instanceof JsonNumber number ? number.longValue() : 0;
    }
}
