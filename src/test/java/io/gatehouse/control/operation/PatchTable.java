package io.gatehouse.control.operation;

import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * AWS's table of patch operations, or a part of it.
 *
 * @param text a line for each path: noun, path, operations (add, replace, remove as d), value; {@code -} is none
 * @param listing nouns that name the paths an operation may have; the others name the operations of a path
 */
record PatchTable(String text, List<String> listing) {
    static final List<String> OPERATIONS = List.of("add", "replace", "remove", "copy", "move", "test");

    /** A line of the table. */
    record Row(String noun, String path, List<String> operations, @Nullable String value) {
        static Row of(String line) {
            String[] parts = line.strip().split("\\s+", 4);
            List<String> operations = parts[2].chars()
                    .mapToObj(letter -> switch (letter) {
                        case 'a' -> "add";
                        case 'r' -> "replace";
                        case 'd' -> "remove";
                        default -> "";
                    })
                    .filter(operation -> !operation.isEmpty())
                    .toList();
            return new Row(parts[0], parts[1], operations, parts[3].equals("-") ? null : parts[3]);
        }

        @Override
        public String toString() {
            return noun + " " + path;
        }
    }

    Stream<Row> rows() {
        return text.lines().map(Row::of);
    }

    /** What AWS says to an operation that a path does not have. */
    String words(Row row, String operation) {
        if (listing.contains(row.noun())) {
            List<String> paths = rows().filter(each -> each.noun().equals(row.noun()))
                    .filter(each -> each.operations().contains(operation))
                    .map(Row::path)
                    .toList();
            String start = "Invalid patch path  '" + row.path() + "' specified for op '" + operation + "'. ";
            return start
                    + (paths.isEmpty() ? "Please choose supported operations" : "Must be one of: [" + paths.get(0));
        }
        if (row.operations().isEmpty()) {
            return "Invalid patch path " + row.path();
        }
        String allowed = Stream.of("add", "remove", "replace")
                .filter(row.operations()::contains)
                .collect(Collectors.joining(", "));
        return "Invalid patch operation specified. Must be one of: [" + allowed + "]";
    }

    /**
     * Patches something once.
     *
     * @param place the members that name it
     * @return the refusal, as status and message; empty when it was done
     */
    static String refusal(
            ControlPlane plane,
            String noun,
            JsonObjectBuilder place,
            String operation,
            @Nullable String path,
            @Nullable String value) {
        JsonObjectBuilder patch = Json.object().add("op", operation);
        if (path != null) {
            patch.add("path", path);
        }
        if (value != null) {
            patch.add("value", value);
        }
        if (operation.equals("copy")) {
            patch.add("from", "/nowhere");
        }
        try {
            plane.calls()
                    .call(
                            "Update" + noun,
                            place.add("patchOperations", Json.array().add(patch))
                                    .build());
            return "";
        } catch (AwsException refused) {
            return refused.status() + " " + refused.getMessage();
        }
    }
}
