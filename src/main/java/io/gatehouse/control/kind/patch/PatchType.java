package io.gatehouse.control.kind.patch;

import io.gatehouse.model.AwsException;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** How the text of a patch becomes a component's value. */
@FunctionalInterface
public interface PatchType {

    /** Absent when it is empty. */
    PatchType TEXT = text -> text.isEmpty() ? Optional.empty() : Optional.of(Tree.of(text));

    /** Kept when it is empty. */
    PatchType EXACT_TEXT = text -> Optional.of(Tree.of(text));

    /** AWS: what is no boolean means false. */
    PatchType BOOLEAN = text -> Optional.of(Tree.of(text.equalsIgnoreCase("true")));

    /**
     * The value, or nothing to make the component absent.
     *
     * @param text empty when no value was sent
     * @throws AwsException when the text is no value of this type
     */
    Optional<JsonValue> convert(String text);

    static PatchType oneOf(List<String> options, String refusal) {
        return text -> {
            if (!options.contains(text)) {
                throw AwsException.badRequest(refusal);
            }
            return Optional.of(Tree.of(text));
        };
    }

    /** Like {@link #oneOf}, but an empty value makes the component absent. */
    static PatchType optionalOneOf(List<String> options, String refusal) {
        PatchType required = oneOf(options, refusal);
        return text -> text.isEmpty() ? Optional.empty() : required.convert(text);
    }

    static PatchType integer(int least, int most, String refusal) {
        return text -> {
            if (text.matches("[+-]?[0-9]{1,18}")) {
                long number = Long.parseLong(text);
                if (number >= least && number <= most) {
                    return Optional.of(Tree.of((int) number));
                }
            }
            throw AwsException.badRequest(refusal);
        };
    }

    static PatchType decimal(double least, double most, String refusal) {
        return text -> {
            if (text.matches("[+-]?[0-9]+(\\.[0-9]*)?([eE][+-]?[0-9]+)?")) {
                double number = Double.parseDouble(text);
                if (number >= least && number <= most) {
                    return Optional.of(Tree.of(number));
                }
            }
            throw AwsException.badRequest(refusal);
        };
    }
}
