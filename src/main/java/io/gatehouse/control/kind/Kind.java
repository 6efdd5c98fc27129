package io.gatehouse.control.kind;

import io.gatehouse.config.Quota;
import io.gatehouse.control.kind.patch.PatchRules;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.control.protocol.Input;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that the uniform operations must know of one noun: where it lies, how it is named, what it says when it is not
 * there, what may be patched, and its own rules. {@link RestKinds} and {@link AccountKinds} are the tables of them.
 */
public final class Kind {
    /** Why an answer is made. AWS tells a little more or less from case to case. */
    public enum Reason {
        CREATED,
        SHOWN,
        UPDATED,
        LISTED
    }

    /** Something that must be there before the noun itself is looked at, and what AWS says when it is not. */
    record Ancestor(Function<Input, Key> key, String unknown) {}

    /** Completes a new value or checks a changed one. */
    @FunctionalInterface
    interface Rule {
        /**
         * The value to store.
         *
         * @param before null when the value is new
         * @throws AwsException when the value breaks a rule
         */
        JsonObject apply(Scope scope, @Nullable JsonObject before, JsonObject after);
    }

    /** Makes the answer of a stored value. */
    @FunctionalInterface
    interface Answer {
        JsonObject of(Scope scope, Key key, JsonObject value, Reason reason);
    }

    /** Makes the answers of a page of stored values. */
    @FunctionalInterface
    interface Listing {
        List<JsonObject> of(Scope scope, List<Entry> page);
    }

    /** Checks that a value may go, and takes along what must go with it. */
    @FunctionalInterface
    interface Removal {
        void before(Scope scope, Key key, JsonObject value);
    }

    /** Keeps what else must be kept when a value is stored, such as another way to find it. */
    @FunctionalInterface
    interface Following {
        /**
         * Called after the value is stored; sealed members of {@code after} are open when they are new.
         *
         * @param before null when the value is new
         */
        void after(Scope scope, Key key, @Nullable JsonObject before, JsonObject after);
    }

    final Class<? extends Record> type;
    final String collection;
    final Set<String> components;

    @Nullable
    Function<Input, Key> owner;

    final List<Ancestor> ancestors = new ArrayList<>();
    Function<Scope, AwsException> unknownOwner = Scope::unknownApi;
    String idMember = "id";

    Function<Input, String> id = input -> input.findText(idMember).orElse("");

    @Nullable
    String nameMember;

    @Nullable
    Function<JsonObject, String> name;

    @Nullable
    String onlyId;

    @Nullable
    Quota quota;

    int idLength = Ids.PART;
    Function<Scope, AwsException> unknown = Scope::unknownApi;
    String exists = "";
    boolean overwrites;
    PatchRules patch = PatchRules.NONE;
    Rule rule = (scope, before, after) -> after;
    Answer answer = (scope, key, value, reason) -> value;
    Listing listing = (scope, page) -> page.stream()
            .map(each -> answer(scope, each.key(), each.value(), Reason.LISTED))
            .toList();
    Removal removal = (scope, key, value) -> {};
    Following following = (scope, key, before, after) -> {};
    Set<String> sealed = Set.of();
    boolean inAccount;
    boolean movesStages;

    private Kind(Class<? extends Record> type, String collection) {
        this.type = type;
        this.collection = collection;
        this.components = Arrays.stream(type.getRecordComponents())
                .map(component -> component.getName())
                .collect(Collectors.toUnmodifiableSet());
    }

    static Kind kind(Class<? extends Record> type, String collection) {
        return new Kind(type, collection);
    }

    /** Lies directly in an API; the API itself is looked at only by Create and the listing. */
    Kind inApi() {
        owner = input -> RestKeys.restApi(input.text("restApiId"));
        return this;
    }

    /** Belongs to the account and to no API: writers of it lock itself, or the owner it lies below. */
    Kind inAccount() {
        inAccount = true;
        return this;
    }

    /** Lies below these, each of which must be there, in this order. */
    Kind below(Function<Input, Key> place, Ancestor... inOrder) {
        owner = place;
        ancestors.addAll(List.of(inOrder));
        return this;
    }

    /** The input member that names one of the kind; its identifiers are made here. */
    Kind id(String member) {
        idMember = member;
        return this;
    }

    /** The input member that names one of the kind, read in a way of its own. */
    Kind id(String member, Function<Input, String> read) {
        idMember = member;
        id = read;
        return this;
    }

    /** Named by what it says of itself once it is complete; when that changes, it moves. */
    Kind named(Function<JsonObject, String> byItsValue) {
        name = byItsValue;
        return this;
    }

    /**
     * Named by the caller.
     *
     * @param member the input member that names one of the kind
     * @param onCreate the input member that names a new one
     */
    Kind keyedBy(String member, String onCreate) {
        idMember = member;
        nameMember = onCreate;
        return this;
    }

    /** There is one at the most below its owner. */
    Kind only(String id) {
        onlyId = id;
        nameMember = idMember;
        return this;
    }

    /** What is said of one that is not there; {@code {id}} stands for what was asked for. */
    Kind unknown(String text) {
        unknown = scope -> AwsException.notFound(text.replace("{id}", scope.text(idMember)));
        return this;
    }

    /** How long identifiers made here are. */
    Kind idLength(int length) {
        idLength = length;
        return this;
    }

    /** How many its owner may have. */
    Kind limit(Quota most) {
        quota = most;
        return this;
    }

    Kind unknownOwner(Function<Scope, AwsException> refusal) {
        unknownOwner = refusal;
        return this;
    }

    /** What is said when there is one of that name already. */
    Kind unique(String text) {
        exists = text;
        return this;
    }

    /** Put replaces one of that name. */
    Kind overwriting() {
        overwrites = true;
        return this;
    }

    Kind patch(PatchRules rules) {
        patch = rules;
        return this;
    }

    Kind rule(Rule own) {
        rule = own;
        return this;
    }

    Kind answer(Answer own) {
        answer = own;
        return this;
    }

    /** Answers a page at once, for a kind whose answer reads more than the value. */
    Kind listing(Listing own) {
        listing = own;
        return this;
    }

    /** One more check or task before a value goes; they come in the order in which they are named. */
    Kind removal(Removal own) {
        Removal earlier = removal;
        removal = (scope, key, value) -> {
            earlier.before(scope, key, value);
            own.before(scope, key, value);
        };
        return this;
    }

    Kind following(Following own) {
        following = own;
        return this;
    }

    /** Texts that are secret: they are kept sealed, and {@link Scope#opened} shows them. */
    Kind sealed(String... members) {
        sealed = Set.of(members);
        return this;
    }

    /** Its changes are published to the data plane. */
    Kind movingStages() {
        movesStages = true;
        return this;
    }

    /** Where the one lies that the input names. */
    public Key key(Input input) {
        return key(input, id.apply(input));
    }

    Key key(Input input, String id) {
        String last = onlyId == null ? id : onlyId;
        return owner == null ? Key.root(collection, last) : owner.apply(input).child(collection, last);
    }

    /** What a new value is called; null when an identifier is made for it. */
    @Nullable
    String nameOf(Scope scope, JsonObject value) {
        if (name != null) {
            return name.apply(value);
        }
        return nameMember == null ? null : scope.text(nameMember);
    }

    /** Where a changed value lies. */
    private Key renamed(Key key, JsonObject value) {
        return name == null ? key : new Key(key.parent(), key.kind(), name.apply(value));
    }

    /** The member that tells an identifier made here. */
    String idComponent() {
        return components.contains("id") ? "id" : idMember;
    }

    /** What its writers lock. */
    Key locked(Input input) {
        if (!inAccount) {
            return RestKeys.restApi(input.findText("restApiId").orElse(""));
        }
        return owner == null ? key(input) : owner.apply(input);
    }

    /** Stores a changed value and returns it as it is kept. */
    public JsonObject change(Scope scope, Key key, JsonObject before, JsonObject after) {
        JsonObject kept = kept(scope, key, before, after);
        if (!kept.equals(before)) {
            replace(scope, key, renamed(key, after), kept);
            following.after(scope, key, before, after);
        }
        return kept;
    }

    private void replace(Scope scope, Key from, Key to, JsonObject value) {
        if (to.equals(from)) {
            scope.tx().put(to, value);
            return;
        }
        if (!scope.tx().insert(to, value)) {
            throw AwsException.conflict(exists);
        }
        scope.tx().delete(from);
    }

    /** The value as it is kept: secrets that are new are sealed. */
    JsonObject kept(Scope scope, Key key, @Nullable JsonObject before, JsonObject after) {
        JsonObject kept = after;
        for (String member : sealed) {
            String text = Tree.text(after, member);
            if (text != null && (before == null || !text.equals(Tree.text(before, member)))) {
                kept = Tree.with(kept, member, scope.seal().seal(text, Scope.place(key, member)));
            }
        }
        return kept;
    }

    /** The rules of its Update operation. */
    public PatchRules patch() {
        return patch;
    }

    /** What a Create or Put operation was given of this noun. */
    public JsonObject given(Input input) {
        return Tree.only(input.members(), components);
    }

    /** Completes and checks a new value; there must be room for it. */
    public JsonObject check(Scope scope, JsonObject value) {
        JsonObject checked = rule.apply(scope, null, value);
        Function<Input, Key> place = owner;
        Quota most = quota;
        if (most != null) {
            if (place == null) {
                scope.requireRoomInAccount(most, () -> scope.tx().count("", collection));
            } else {
                scope.requireRoom(
                        most, scope.tx().count(place.apply(scope.input()).path(), collection));
            }
        }
        return checked;
    }

    /** Checks and completes a changed value. */
    public JsonObject recheck(Scope scope, JsonObject before, JsonObject after) {
        return rule.apply(scope, before, after);
    }

    /** The answer of an operation. */
    public JsonObject answer(Scope scope, Key key, JsonObject value, Reason reason) {
        return answer.of(scope, key, value, reason);
    }

    void requireAncestors(Scope scope) {
        for (Ancestor ancestor : ancestors) {
            if (!scope.tx().exists(ancestor.key().apply(scope.input()))) {
                throw AwsException.notFound(ancestor.unknown());
            }
        }
    }
}
