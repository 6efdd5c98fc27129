package io.gatehouse.control.protocol;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * The input of one operation, checked against the service model.
 *
 * @param operation the operation's name, such as {@code CreateRestApi}
 * @param members all input members by the model's member name (not the wire name), wherever they were sent; null and
 *     absent members are left out
 * @param payload the raw body of operations whose input has a blob payload (imports); empty otherwise
 */
@SuppressWarnings("ArrayRecordComponent")
public record Input(String operation, JsonObject members, byte[] payload) {

    /** A member that the model requires. */
    public String text(String member) {
        return members.getString(member);
    }

    public Optional<String> findText(String member) {
        return members.get(member) instanceof JsonString s ? Optional.of(s.getString()) : Optional.empty();
    }

    public Optional<Integer> findInt(String member) {
        return members.get(member) instanceof JsonNumber n ? Optional.of(n.intValue()) : Optional.empty();
    }

    /** A boolean member; false when absent. */
    public boolean flag(String member) {
        return members.get(member) == JsonValue.TRUE;
    }
}
