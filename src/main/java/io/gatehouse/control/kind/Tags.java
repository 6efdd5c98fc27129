package io.gatehouse.control.kind;

import io.gatehouse.control.kind.Kind.Reason;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.AwsException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Locale;

/** The rules of tags. */
public final class Tags {
    private static final int MOST = 50;
    private static final int KEY_LENGTH = 128;
    private static final int VALUE_LENGTH = 256;

    private Tags() {}

    /** The answer of a noun with tags. AWS: only Get and Update tell that there are none (recorded). */
    static JsonObject told(JsonObject value, Reason reason) {
        boolean tells = reason == Reason.SHOWN || reason == Reason.UPDATED;
        return tells ? Tree.withDefault(value, "tags", JsonValue.EMPTY_JSON_OBJECT) : value;
    }

    /**
     * Checks all tags of a value.
     *
     * @throws AwsException {@code BadRequestException} for too many, too long ones, or keys that are AWS's
     */
    public static void check(JsonObject tags) {
        if (tags.size() > MOST) {
            throw AwsException.badRequest("Too many tags. A resource can have at most " + MOST + " tags.");
        }
        tags.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > KEY_LENGTH || Tree.plain(value).length() > VALUE_LENGTH) {
                throw AwsException.badRequest("Invalid tag specified: a key has 1 to " + KEY_LENGTH
                        + " characters, a value at most " + VALUE_LENGTH);
            }
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw AwsException.badRequest("Invalid tag key. Tag keys cannot start with 'aws:' (case insensitive)");
            }
        });
    }
}
