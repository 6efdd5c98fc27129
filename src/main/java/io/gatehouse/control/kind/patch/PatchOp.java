package io.gatehouse.control.kind.patch;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a patch operation does. AWS names two more, move and test, that no resource supports. */
public enum PatchOp {
    ADD,
    REMOVE,
    REPLACE,
    COPY;

    /** The operation of that name; empty for move, test and what is none. */
    public static Optional<PatchOp> named(@Nullable String op) {
        for (PatchOp each : values()) {
            if (each.wire().equals(op)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
