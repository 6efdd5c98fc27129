package io.gatehouse.snapshot.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads sources out of one call. Texts are Unicode, whatever the wire had. */
public interface ValueReader {

    /** The value, several joined by commas; null when there is none. */
    @Nullable
    String read(ValueSource source);

    /** Every value of a source that can have several. */
    default List<String> readAll(ValueSource source) {
        String value = read(source);
        return value == null ? List.of() : List.of(value);
    }
}
