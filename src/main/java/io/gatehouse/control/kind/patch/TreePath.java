package io.gatehouse.control.kind.patch;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON tree of objects. Parents come with their first member and go with their last.
 *
 * @param segments member names from the root; never empty
 */
public record TreePath(List<String> segments) {

    public TreePath {
        segments = List.copyOf(segments);
    }

    public static TreePath of(String... segments) {
        return new TreePath(List.of(segments));
    }

    /** The value at this place, or null. */
    public @Nullable JsonValue get(JsonObject tree) {
        JsonValue at = tree;
        for (String segment : segments) {
            if (!(at instanceof JsonObject object)) {
                return null;
            }
            at = object.get(segment);
        }
        return at;
    }

    public JsonObject set(JsonObject tree, JsonValue value) {
        String first = segments.get(0);
        if (segments.size() == 1) {
            return Tree.with(tree, first, value);
        }
        return Tree.with(tree, first, rest().set(Tree.object(tree, first), value));
    }

    public JsonObject remove(JsonObject tree) {
        String first = segments.get(0);
        if (segments.size() == 1) {
            return Tree.without(tree, first);
        }
        JsonObject child = rest().remove(Tree.object(tree, first));
        return child.isEmpty() ? Tree.without(tree, first) : Tree.with(tree, first, child);
    }

    private TreePath rest() {
        return new TreePath(segments.subList(1, segments.size()));
    }
}
