package io.gatehouse.control.kind;

import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * How much of its usage plans an API key has used: a document per plan, key and month of UTC, with an entry for each day
 * that had requests. It has the requests of the day ({@code used}) and, when the quota was extended on that day, what was
 * left from then on ({@code remaining}) and how much of the day had been used before ({@code usedBefore}). What remains
 * is reckoned from these when somebody asks.
 */
public final class UsageLedger {

    /** What one day used, and what it left of the quota of its period. */
    public record Day(long used, long remaining) {}

    private UsageLedger() {}

    /** Adds requests to what a key has used of a plan on a day; the counting side of quotas calls this. */
    public static void record(Transaction tx, String planId, String keyId, LocalDate day, long requests) {
        change(tx, planId, keyId, day, entry -> Tree.with(entry, "used", Tree.of(number(entry, "used") + requests)));
    }

    /** Sets what remains for the rest of the period that {@code today} is in. */
    public static void extend(Transaction tx, String planId, String keyId, LocalDate today, long remaining) {
        change(tx, planId, keyId, today, entry -> {
            JsonValue used = Tree.of(number(entry, "used"));
            return Tree.with(
                    Tree.with(Tree.with(entry, "used", used), "usedBefore", used), "remaining", Tree.of(remaining));
        });
    }

    private static void change(
            Transaction tx, String planId, String keyId, LocalDate day, UnaryOperator<JsonObject> edit) {
        Key key = AccountKeys.usage(planId, keyId, YearMonth.from(day));
        JsonObject month = tx.find(key).orElse(JsonValue.EMPTY_JSON_OBJECT);
        tx.put(key, Tree.with(month, day.toString(), edit.apply(Tree.object(month, day.toString()))));
    }

    /**
     * The days of each key from the first to the last, both included.
     *
     * @param plan whose quota counts; without one nothing remains
     */
    public static Map<String, List<Day>> days(
            Transaction tx, JsonObject plan, List<String> keyIds, LocalDate first, LocalDate last) {
        JsonObject quota = Tree.object(plan, "quota");
        LocalDate start = periodStart(quota, first);
        String planId = Tree.text(plan, "id", "");
        List<Key> months = new ArrayList<>();
        for (String keyId : keyIds) {
            for (YearMonth month = YearMonth.from(start);
                    !month.isAfter(YearMonth.from(last));
                    month = month.plusMonths(1)) {
                months.add(AccountKeys.usage(planId, keyId, month));
            }
        }
        Map<Key, JsonObject> kept = tx.find(months);
        Map<String, List<Day>> days = new LinkedHashMap<>();
        for (String keyId : keyIds) {
            days.put(keyId, reckoned(quota, start, first, last, day -> {
                JsonObject month = kept.get(AccountKeys.usage(planId, keyId, YearMonth.from(day)));
                return month == null ? JsonValue.EMPTY_JSON_OBJECT : Tree.object(month, day.toString());
            }));
        }
        return days;
    }

    private static List<Day> reckoned(
            JsonObject quota,
            LocalDate start,
            LocalDate first,
            LocalDate last,
            Function<LocalDate, JsonObject> ledger) {
        List<Day> days = new ArrayList<>();
        long remaining = 0;
        for (LocalDate day = start; !day.isAfter(last); day = day.plusDays(1)) {
            JsonObject entry = ledger.apply(day);
            long used = number(entry, "used");
            if (day.equals(periodStart(quota, day))) {
                remaining = number(quota, "limit");
            }
            remaining = entry.containsKey("remaining")
                    ? number(entry, "remaining") - (used - number(entry, "usedBefore"))
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
