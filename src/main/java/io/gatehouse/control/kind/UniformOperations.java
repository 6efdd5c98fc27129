package io.gatehouse.control.kind;

import io.gatehouse.config.Settings;
import io.gatehouse.control.kind.Kind.Reason;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.control.protocol.Handler;
import io.gatehouse.control.protocol.Input;
import io.gatehouse.control.protocol.Page;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Key;
import io.gatehouse.store.Seal;
import io.gatehouse.store.Transaction;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operations that every noun has alike, made from its {@link Kind}. */
public final class UniformOperations {
    private static final int ID_ATTEMPTS = 20;

    private final Settings settings;
    private final InstantSource clock;
    private final Seal seal;
    private final BiConsumer<Transaction, String> stagesMoved;

    /** @param stagesMoved told the API whose stages or deployments an operation changes, inside its transaction */
    public UniformOperations(
            Settings settings, InstantSource clock, Seal seal, BiConsumer<Transaction, String> stagesMoved) {
        this.settings = settings;
        this.clock = clock;
        this.seal = seal;
        this.stagesMoved = stagesMoved;
    }

    /** An operation that reads. */
    @FunctionalInterface
    public interface Work {
        @Nullable
        Object in(Scope scope);
    }

    public Handler reading(Work work) {
        return (input, tx) -> work.in(new Scope(input, tx, settings, clock, seal));
    }

    /** An operation that writes into an API: the API is locked first. */
    public Handler writing(Work work) {
        return locking(input -> RestKeys.restApi(input.findText("restApiId").orElse("")), work);
    }

    /**
     * An operation that makes other writers of something wait. What is not there is refused later, in the words of the
     * operation.
     */
    public Handler locking(Function<Input, Key> place, Work work) {
        return (input, tx) -> {
            Key locked = place.apply(input);
            if (!locked.id().isEmpty()) {
                tx.lock(locked);
            }
            return work.in(new Scope(input, tx, settings, clock, seal));
        };
    }

    /** Create of what gets its id here, Put of what the caller names. */
    public Handler create(Kind kind) {
        return locking(kind::locked, scope -> create(kind, scope, kind.given(scope.input())));
    }

    /** Stores a new value after all its checks. */
    public JsonObject create(Kind kind, Scope scope, JsonObject given) {
        requireOwner(kind, scope, kind.unknownOwner);
        JsonObject value = kind.check(scope, given);
        String name = kind.nameOf(scope, value);
        Entry stored = name == null
                ? insertNew(kind, scope, value)
                : store(kind, scope, new Entry(kind.key(scope.input(), name), value));
        moved(kind, scope);
        return kind.answer(scope, stored.key(), stored.value(), Reason.CREATED);
    }

    private static @Nullable Key requireOwner(Kind kind, Scope scope, Function<Scope, AwsException> unknown) {
        kind.requireAncestors(scope);
        Key owner = kind.owner == null ? null : kind.owner.apply(scope.input());
        if (owner != null && kind.ancestors.isEmpty() && !scope.tx().exists(owner)) {
            throw unknown.apply(scope);
        }
        return owner;
    }

    private static Entry store(Kind kind, Scope scope, Entry entry) {
        Key key = entry.key();
        JsonObject kept = kind.kept(scope, key, null, entry.value());
        if (kind.overwrites) {
            // AWS: Put replaces all of it, what lies below too.
            scope.tx().delete(key);
            scope.tx().put(key, kept);
        } else if (!scope.tx().insert(key, kept)) {
            throw AwsException.conflict(kind.exists);
        }
        kind.following.after(scope, key, null, entry.value());
        return new Entry(key, kept);
    }

    /** Stores a new value under a fresh identifier, which becomes a member of it. */
    public static Entry insertNew(Kind kind, Scope scope, JsonObject value) {
        for (int i = 0; i < ID_ATTEMPTS; i++) {
            String id = Ids.random(kind.idLength);
            Key key = kind.key(scope.input(), id);
            JsonObject named = Tree.builder()
                    .add(kind.idComponent(), id)
                    .addAll(Tree.builder(value))
                    .build();
            JsonObject kept = kind.kept(scope, key, null, named);
            if (scope.tx().insert(key, kept)) {
                kind.following.after(scope, key, null, named);
                return new Entry(key, kept);
            }
        }
        throw new IllegalStateException("no free identifier after " + ID_ATTEMPTS + " attempts");
    }

    public Handler get(Kind kind) {
        return reading(scope -> {
            Key key = kind.key(scope.input());
            return kind.answer(scope, key, require(kind, scope, key), Reason.SHOWN);
        });
    }

    public Handler list(Kind kind) {
        return reading(scope -> list(kind, scope));
    }

    private static Page list(Kind kind, Scope scope) {
        Paging paging = Paging.of(scope.input());
        Key owner = requireOwner(kind, scope, Scope::unknownApi);
        return paging.page(
                scope.tx(),
                owner == null ? "" : owner.path(),
                kind.collection,
                entries -> kind.listing.of(scope, entries));
    }

    public Handler update(Kind kind) {
        return locking(kind::locked, scope -> {
            Key key = kind.key(scope.input());
            JsonObject before = require(kind, scope, key);
            JsonObject after = kind.rule.apply(scope, before, kind.patch.apply(before, operations(scope.input())));
            JsonObject kept = kind.change(scope, key, before, after);
            if (!kept.equals(before)) {
                moved(kind, scope);
            }
            return kind.answer(scope, key, kept, Reason.UPDATED);
        });
    }

    public Handler delete(Kind kind) {
        return locking(kind::locked, scope -> {
            Key key = kind.key(scope.input());
            kind.removal.before(scope, key, require(kind, scope, key));
            scope.tx().delete(key);
            moved(kind, scope);
            return null;
        });
    }

    /** The patch operations of an Update. */
    public static JsonArray operations(Input input) {
        return input.members().get("patchOperations") instanceof JsonArray array ? array : JsonValue.EMPTY_JSON_ARRAY;
    }

    private static JsonObject require(Kind kind, Scope scope, Key key) {
        kind.requireAncestors(scope);
        return scope.tx().find(key).orElseThrow(() -> kind.unknown.apply(scope));
    }

    private void moved(Kind kind, Scope scope) {
        if (kind.movesStages && !scope.apiId().isEmpty()) {
            stagesMoved.accept(scope.tx(), scope.apiId());
        }
    }
}
