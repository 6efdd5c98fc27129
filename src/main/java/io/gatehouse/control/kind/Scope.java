package io.gatehouse.control.kind;

import io.gatehouse.config.Quota;
import io.gatehouse.config.Settings;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.control.protocol.Input;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Key;
import io.gatehouse.store.Seal;
import io.gatehouse.store.Transaction;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/** What one control-plane operation works with. */
public record Scope(Input input, Transaction tx, Settings settings, InstantSource clock, Seal seal) {

    public String text(String member) {
        return input.findText(member).orElse("");
    }

    public String apiId() {
        return text("restApiId");
    }

    public Key api() {
        return RestKeys.restApi(apiId());
    }

    /**
     * Refuses one more of a noun.
     *
     * @param there how many there are
     * @throws AwsException {@code LimitExceededException} when that is as many as there may be
     */
    public void requireRoom(Quota quota, long there) {
        requireRoom(settings, quota, there);
    }

    /** The same, where there is no scope. */
    public static void requireRoom(Settings settings, Quota quota, long there) {
        if (there >= settings.limits().of(quota)) {
            // AWS: two spaces between the sentences (observed).
            throw AwsException.limitExceeded("Maximum number of " + quota.nouns()
                    + (quota.perApi() ? " for this API" : "") + " has been reached.  Please contact AWS if you need"
                    + " additional " + quota.nouns() + ".");
        }
    }

    /**
     * Sees that the API of the input is there.
     *
     * @throws AwsException {@code NotFoundException} when it is not
     */
    public void requireApi() {
        if (!tx.exists(api())) {
            throw unknownApi();
        }
    }

    /** The stage that the input names, or the refusal. */
    public JsonObject requireStage() {
        return require(RestKeys.stage(apiId(), text("stageName")), StageRules.UNKNOWN);
    }

    /** Whether the API of the input has one of this kind with this name. */
    boolean isNamed(String kind, String name) {
        return tx.children(api().path(), kind).stream().anyMatch(each -> name.equals(Tree.text(each.value(), "name")));
    }

    /**
     * Refuses one more of a noun of the account. Those who would make one wait for each other, so two at once do not both
     * take the last place.
     *
     * @param there counts how many there are
     */
    public void requireRoomInAccount(Quota quota, LongSupplier there) {
        takeTurn(quota.settingName());
        requireRoom(quota, there.getAsLong());
    }

    /**
     * Waits for everybody who took this turn, and makes those who come later wait until this transaction ends. A turn is
     * taken after all other locks, so that who has it waits for nobody.
     */
    public void takeTurn(String name) {
        Key turn = AccountKeys.turn(name);
        if (!tx.lock(turn)) {
            tx.insert(turn, JsonValue.EMPTY_JSON_OBJECT);
            tx.lock(turn);
        }
    }

    public AwsException unknownApi() {
        return AwsException.notFound(unknownApiText(settings, apiId()));
    }

    public static String unknownApiText(Settings settings, String apiId) {
        return "Invalid API identifier specified " + settings.accountId() + ":" + apiId;
    }

    /** The time as it is stored: seconds, as AWS answers them. */
    public JsonValue now() {
        return now(clock);
    }

    public static JsonValue now(InstantSource clock) {
        return Tree.of(clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** The tree at this key, or the refusal. */
    public JsonObject require(Key key, String unknown) {
        return tx.find(key).orElseThrow(() -> AwsException.notFound(unknown));
    }

    /** The text of a member that is kept sealed. */
    public String opened(Key key, JsonObject value, String member) {
        return seal.open(Tree.text(value, member, ""), place(key, member));
    }

    /** Where a sealed text belongs: it opens nowhere else. */
    static String place(Key key, String member) {
        return key.path() + '#' + member;
    }

    /** Whether a list member such as {@code embed} has this value. */
    public boolean asksFor(String member, String value) {
        return Tree.texts(input.members(), member).contains(value);
    }
}
