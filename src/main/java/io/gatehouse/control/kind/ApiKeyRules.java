package io.gatehouse.control.kind;

import static io.gatehouse.control.kind.patch.PatchRules.addRemove;
import static io.gatehouse.control.kind.patch.PatchRules.replace;

import io.gatehouse.control.kind.Kind.Reason;
import io.gatehouse.control.kind.patch.PatchEdits;
import io.gatehouse.control.kind.patch.PatchRules;
import io.gatehouse.control.kind.patch.PatchType;
import io.gatehouse.control.kind.patch.PatchWording;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.control.kind.patch.TreePath;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of API keys. Their values are sealed and found through a fingerprint. */
public final class ApiKeyRules {
    public static final String UNKNOWN = "Invalid API Key identifier specified";
    private static final int LONGEST_NAME = 1024;
    private static final int LONGEST_DESCRIPTION = 125_000;
    private static final int LEAST_VALUE = 20;
    private static final int LONGEST_VALUE = 128;
    private static final int MADE_VALUE = 40;
    private static final String MADE_FOR = "API key";
    private static final TextIndex NAMES = new TextIndex("apikeynames");
    private static final TextIndex CUSTOMERS = new TextIndex("apikeycustomers");

    private ApiKeyRules() {}

    static PatchRules patch() {
        return PatchRules.of(
                PatchWording.LISTING,
                replace("/name", PatchType.TEXT),
                replace("/description", PatchType.TEXT),
                replace("/enabled", PatchType.BOOLEAN),
                replace("/customerId", PatchType.TEXT),
                addRemove("/stages", PatchEdits.valued(TreePath.of("stageKeys"))),
                addRemove("/labels", PatchEdits.valued(TreePath.of("labels"))));
    }

    /** Completes a new key, its value too, or checks a changed one. */
    public static JsonObject check(Scope scope, @Nullable JsonObject before, JsonObject after) {
        if (Tree.text(after, "name", "").length() > LONGEST_NAME) {
            throw AwsException.badRequest("Invalid API Key name, can be at most " + LONGEST_NAME + " characters.");
        }
        if (Tree.text(after, "description", "").length() > LONGEST_DESCRIPTION) {
            throw AwsException.badRequest("Invalid API Key description specified.");
        }
        if (after.equals(before)) {
            return after;
        }
        JsonObject key = before == null ? completed(scope, after) : after;
        key = Tree.withDefault(key, "stageKeys", JsonValue.EMPTY_JSON_ARRAY);
        requireStages(scope, before, key);
        key = Tree.with(key, "lastUpdatedDate", scope.now());
        return Tree.withoutEmpty(Tree.withoutBlank(key, "name", "description", "customerId"), "tags");
    }

    private static JsonObject completed(Scope scope, JsonObject given) {
        Tags.check(Tree.object(given, "tags"));
        String value = value(Tree.text(given, "value", ""));
        JsonObject key = Tree.with(given, "value", value);
        key = Tree.with(key, "fingerprint", fingerprints(scope, value).get(0));
        key = Tree.withDefault(key, "enabled", JsonValue.FALSE);
        if (given.get("stageKeys") instanceof JsonArray stages) {
            List<String> texts = new ArrayList<>();
            stages.getValuesAs(JsonObject.class)
                    .forEach(stage ->
                            texts.add(Tree.text(stage, "restApiId", "") + "/" + Tree.text(stage, "stageName", "")));
            key = Tree.with(key, "stageKeys", Tree.of(texts.stream().distinct().toList()));
        }
        return Tree.with(key, "createdDate", scope.now());
    }

    /**
     * The value of a new key: the given one, else a made one.
     *
     * @throws AwsException {@code BadRequestException} for one that is too short, too long, or fits in no header
     */
    static String value(String given) {
        if (given.isEmpty()) {
            return Ids.secret(MADE_VALUE);
        }
        if (given.length() < LEAST_VALUE) {
            throw AwsException.badRequest("API Key value should be at least " + LEAST_VALUE + " characters");
        }
        if (given.length() > LONGEST_VALUE) {
            throw AwsException.badRequest("API Key value exceeds maximum size of " + LONGEST_VALUE + " characters");
        }
        if (given.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw AwsException.badRequest("API Key value contains invalid characters");
        }
        return given;
    }

    /** New stages must be there and stay there until this is written. */
    private static void requireStages(Scope scope, @Nullable JsonObject before, JsonObject key) {
        for (String stage : newStages(before, key)) {
            scope.tx().lock(apiOf(stage));
            String name = stage.substring(stage.indexOf('/') + 1);
            if (!scope.tx().exists(RestKeys.stage(apiOf(stage).id(), name))) {
                throw AwsException.notFound(StageRules.UNKNOWN);
            }
        }
    }

    private static List<String> newStages(@Nullable JsonObject before, JsonObject after) {
        List<String> stages = new ArrayList<>(Tree.texts(after, "stageKeys"));
        if (before != null) {
            stages.removeAll(Tree.texts(before, "stageKeys"));
        }
        return stages;
    }

    private static Key apiOf(String stage) {
        return RestKeys.restApi(stage.substring(0, Math.max(0, stage.indexOf('/'))));
    }

    /** Takes a stage that goes, or all stages of an API that goes, from the keys that name them. */
    static void forget(Transaction tx, String apiId, @Nullable String stageName) {
        for (Key user : Uses.of(tx, RestKeys.restApi(apiId))) {
            tx.find(user).ifPresent(key -> {
                List<String> kept = new ArrayList<>(Tree.texts(key, "stageKeys"));
                boolean gone = kept.removeIf(stage ->
                        stageName == null ? stage.startsWith(apiId + "/") : stage.equals(apiId + "/" + stageName));
                if (gone) {
                    tx.put(user, Tree.with(key, "stageKeys", Tree.of(kept)));
                }
            });
        }
    }

    /** Lets a key be found by its value and from the APIs whose stages it names, and listed by name and customer. */
    static void index(Scope scope, Key key, @Nullable JsonObject before, JsonObject after) {
        newStages(before, after).forEach(stage -> Uses.note(scope.tx(), apiOf(stage), key));
        NAMES.move(scope.tx(), key.id(), text(before, "name"), text(after, "name"));
        CUSTOMERS.move(scope.tx(), key.id(), text(before, "customerId"), text(after, "customerId"));
        if (before == null) {
            if (idOf(scope, Tree.text(after, "value", "")).isPresent()) {
                throw AwsException.conflict("API Key already exists");
            }
            scope.tx().put(valueKey(after), Tree.builder().add("id", key.id()).build());
        }
    }

    private static String text(@Nullable JsonObject apiKey, String member) {
        return apiKey == null ? "" : Tree.text(apiKey, member, "");
    }

    /**
     * Entries {@code {"id": …}} of keys whose name may begin with a text; with an empty one, of those that may belong to
     * the customer.
     */
    public static List<Entry> found(
            Transaction tx, String name, String customerId, @Nullable String afterEntry, int limit) {
        return name.isEmpty()
                ? CUSTOMERS.beginningWith(tx, customerId, afterEntry, limit)
                : NAMES.beginningWith(tx, name, afterEntry, limit);
    }

    /** The key that has this value. */
    public static Optional<String> idOf(Scope scope, String value) {
        for (String fingerprint : fingerprints(scope, value)) {
            Optional<JsonObject> found = scope.tx().find(AccountKeys.apiKeyValue(fingerprint));
            if (found.isPresent()) {
                return Optional.ofNullable(Tree.text(found.get(), "id"));
            }
        }
        return Optional.empty();
    }

    private static List<String> fingerprints(Scope scope, String value) {
        return scope.seal().fingerprints(value, MADE_FOR);
    }

    /** Takes along what leads to a key. */
    static void remove(Scope scope, Key key, JsonObject value) {
        scope.tx().delete(valueKey(value));
        NAMES.move(scope.tx(), key.id(), text(value, "name"), "");
        CUSTOMERS.move(scope.tx(), key.id(), text(value, "customerId"), "");
        for (Entry plan : UsagePlanKeyRules.plansOf(scope.tx(), key.id())) {
            scope.tx().delete(AccountKeys.usagePlanKey(plan.id(), key.id()));
        }
    }

    private static Key valueKey(JsonObject apiKey) {
        return AccountKeys.apiKeyValue(Tree.text(apiKey, "fingerprint", ""));
    }

    /** The key as it is answered: its value only when it is new or asked for. */
    static JsonObject answer(Scope scope, Key key, JsonObject value, Reason reason) {
        boolean asked = scope.input().flag("includeValue") || scope.input().flag("includeValues");
        JsonObject answer = reason == Reason.CREATED || asked
                ? Tree.with(value, "value", scope.opened(key, value, "value"))
                : Tree.without(value, "value");
        return Tags.told(answer, reason);
    }
}
