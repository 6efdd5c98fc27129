package io.gatehouse.control.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.config.Quota;
import io.gatehouse.control.kind.AccountKeys;
import io.gatehouse.control.kind.AccountKinds;
import io.gatehouse.control.kind.ApiKeyRules;
import io.gatehouse.control.kind.Scope;
import io.gatehouse.control.kind.UniformOperations;
import io.gatehouse.control.kind.UsagePlanKeyRules;
import io.gatehouse.control.kind.UsagePlanRules;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * ImportApiKeys: a table of keys, each made or, when its value is known, overwritten. A row that cannot be taken is left
 * out with a warning.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-key-file-format.html">AWS: API key file
 *     format</a>
 */
final class ApiKeyImport {
    private static final String PLANS = "UsagePlanIds";
    /** In one row; what follows is one unknown plan. */
    private static final int MOST_PLANS = 100;
    /** That are told, and their length: both are the caller's to choose otherwise. */
    private static final int MOST_WARNINGS = 100;

    private static final int LONGEST_WARNING = 500;

    private final Scope scope;
    private final CsvTable table;
    private final Set<String> ids = new LinkedHashSet<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, JsonObject> plans = new TreeMap<>();
    private final Map<String, List<JsonObject>> plansOfKeys = new HashMap<>();
    private long there;

    private ApiKeyImport(Scope scope) {
        this.scope = scope;
        this.table = CsvTable.read(
                new String(scope.input().payload(), UTF_8),
                scope.settings().limits().of(Quota.API_KEYS));
        // AWS: the key is missed first (observed).
        for (String column : List.of("Key", "Name")) {
            if (!table.has(column)) {
                throw AwsException.badRequest("Missing required column '" + column + "'");
            }
        }
    }

    static JsonObject importKeys(Scope scope) {
        var keys = new ApiKeyImport(scope);
        keys.readPlans();
        keys.there = scope.tx().count("", "apikeys");
        long before = keys.there;
        for (int row = 0; row < keys.table.size(); row++) {
            keys.importRow(row);
        }
        if (keys.there > before) {
            // Only now, so that nobody waits while a long table is read: the new keys are among those counted.
            scope.requireRoomInAccount(Quota.API_KEYS, () -> scope.tx().count("", "apikeys") - 1);
        }
        return keys.answer();
    }

    /** Everything about the plans is read at once, before a single key is written. */
    private void readPlans() {
        Set<String> named = new TreeSet<>();
        for (int row = 0; row < table.size(); row++) {
            named.addAll(planIds(row));
        }
        if (named.isEmpty()) {
            return;
        }
        for (Entry plan : scope.tx().children("", "usageplans")) {
            if (named.contains(plan.id())) {
                scope.tx().lock(plan.key());
            }
        }
        UsagePlanKeyRules.takeTurn(scope);
        for (Entry plan : scope.tx().children("", "usageplans")) {
            plans.put(plan.id(), plan.value());
            for (Entry member : scope.tx().children(plan.key().path(), "keys")) {
                plansOfKeys
                        .computeIfAbsent(member.id(), id -> new ArrayList<>())
                        .add(plan.value());
            }
        }
    }

    private List<String> planIds(int row) {
        List<String> named = new ArrayList<>();
        for (String id : table.value(row, PLANS).split(",", MOST_PLANS)) {
            if (!id.isBlank()) {
                named.add(id.strip());
            }
        }
        return named;
    }

    private void importRow(int row) {
        String id;
        try {
            id = write(row);
        } catch (AwsException e) {
            if (e.status() == 429) {
                throw e;
            }
            warn(row, e);
            return;
        }
        ids.add(id);
        for (String planId : planIds(row)) {
            try {
                join(id, planId);
            } catch (AwsException e) {
                warn(row, e);
            }
        }
    }

    private String write(int row) {
        JsonObjectBuilder given = Tree.builder()
                .add("name", table.value(row, "Name"))
                .add("description", table.value(row, "Description"))
                .add("enabled", !table.value(row, "Enabled").equalsIgnoreCase("false"));
        String value = table.value(row, "Key");
        if (value.isEmpty()) {
            throw AwsException.badRequest("API Key value must be specified");
        }
        Optional<String> known = ApiKeyRules.idOf(scope, value);
        if (known.isPresent()) {
            overwrite(AccountKeys.apiKey(known.get()), given.build());
            return known.get();
        }
        JsonObject key =
                ApiKeyRules.check(scope, null, given.add("value", value).build());
        scope.requireRoom(Quota.API_KEYS, there++);
        return UniformOperations.insertNew(AccountKinds.API_KEY, scope, key).id();
    }

    private void overwrite(Key key, JsonObject given) {
        JsonObject before = scope.require(key, ApiKeyRules.UNKNOWN);
        JsonObject after = Tree.builder(before).addAll(Tree.builder(given)).build();
        AccountKinds.API_KEY.change(scope, key, before, AccountKinds.API_KEY.recheck(scope, before, after));
    }

    private void join(String keyId, String planId) {
        JsonObject plan = Optional.ofNullable(plans.get(planId))
                .orElseThrow(() -> AwsException.notFound(UsagePlanRules.UNKNOWN + ": " + planId));
        List<JsonObject> others = plansOfKeys.computeIfAbsent(keyId, id -> new ArrayList<>());
        JsonObject member = UsagePlanKeyRules.member(scope, keyId, plan, others);
        if (scope.tx().insert(AccountKeys.usagePlanKey(planId, keyId), member)) {
            others.add(plan);
        }
    }

    private void warn(int row, AwsException refusal) {
        // Rows are told as a reader counts them: the header is the first.
        String warning = "Row " + (row + 2) + ": " + refusal.getMessage();
        if (warnings.size() < MOST_WARNINGS) {
            warnings.add(warning.substring(0, Math.min(warning.length(), LONGEST_WARNING)));
        }
    }

    private JsonObject answer() {
        if (scope.input().flag("failOnWarnings") && !warnings.isEmpty()) {
            throw AwsException.badRequest("Warnings found during import:\n\t" + String.join("\n\t", warnings));
        }
        return Tree.builder()
                .add("ids", Tree.of(ids))
                .add("warnings", Tree.of(warnings))
                .build();
    }
}
