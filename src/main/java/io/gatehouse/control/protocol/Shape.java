package io.gatehouse.control.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A type of a service model. Which components are filled depends on the type.
 *
 * @param members of a structure, by the model's name, in the model's order
 * @param element what a list holds, and the values of a map
 * @param values what an enumeration allows; empty for any other shape
 * @param min least value of a number, least length of all else
 * @param max greatest value of a number, greatest length of all else
 */
record Shape(
        String name,
        Type type,
        Map<String, Member> members,
        @Nullable Shape element,
        List<String> values,
        @Nullable Pattern pattern,
        @Nullable Long min,
        @Nullable Long max,
        boolean isoTime) {

    enum Type {
        STRUCTURE,
        LIST,
        MAP,
        STRING,
        INTEGER,
        LONG,
        DOUBLE,
        BOOLEAN,
        TIMESTAMP,
        BLOB
    }

    enum Location {
        BODY,
        PAYLOAD,
        URI,
        QUERY,
        HEADER
    }

    /**
     * A member of a structure.
     *
     * @param name in the model
     * @param wireName in JSON, as a path label, query parameter or header; for a map in the query, empty: it takes
     *     whatever parameters are left
     */
    record Member(String name, String wireName, Location location, Shape shape, boolean required) {}

    /** What a list or a map holds. */
    Shape elements() {
        if (element == null) {
            throw new IllegalStateException(name + " is neither list nor map");
        }
        return element;
    }

    Optional<Member> first(Location location) {
        return members.values().stream()
                .filter(member -> member.location() == location)
                .findFirst();
    }
}
