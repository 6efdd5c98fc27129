package io.gatehouse.control.kind.patch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One patch operation that a rule allows.
 *
 * @param path as it was sent
 * @param segments of the path, each with {@code ~1} and {@code ~0} decoded
 * @param value the new value as text; null when none was sent
 * @param from where a copy takes its value
 */
public record PatchStep(PatchOp op, String path, List<String> segments, @Nullable String value, @Nullable String from) {

    /** The last segment: what an entry of a map or list is called. */
    public String last() {
        return segments.get(segments.size() - 1);
    }

    public TreePath place() {
        return new TreePath(segments);
    }

    /** Whether there is a value that says something. */
    public boolean hasValue() {
        return value != null && !value.isEmpty();
    }

    public String valueOrEmpty() {
        return value == null ? "" : value;
    }

    /** The segments of a path as sent, still escaped; empty when it is no path. */
    public static List<String> split(@Nullable String path) {
        if (path == null || !path.startsWith("/")) {
            return List.of();
        }
        return List.of(path.substring(1).split("/", -1));
    }

    public static List<String> decode(List<String> segments) {
        var decoded = new ArrayList<String>();
        for (String segment : segments) {
            decoded.add(segment.replace("~1", "/").replace("~0", "~"));
        }
        return decoded;
    }
}
