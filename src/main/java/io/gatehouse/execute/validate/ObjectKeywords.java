package io.gatehouse.execute.validate;

import com.google.re2j.Pattern;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The keywords for objects. */
final class ObjectKeywords {
    private ObjectKeywords() {}

    static Keyword required(JsonValue names) {
        var required = new TreeSet<String>();
        Values.array(names, "required").forEach(each -> required.add(Values.text(each, "required")));
        return (instance, findings) -> {
            if (instance instanceof JsonObject object && !object.keySet().containsAll(required)) {
                findings.add("object has missing required properties (" + Values.list(without(required, object)) + ")");
            }
        };
    }

    private static Set<String> without(Set<String> names, JsonObject object) {
        var missing = new TreeSet<>(names);
        missing.removeAll(object.keySet());
        return missing;
    }

    static Keyword minProperties(JsonValue limit) {
        int minimum = Values.count(limit, "minProperties");
        return (instance, findings) -> {
            if (instance instanceof JsonObject object && object.size() < minimum) {
                findings.add("object has too few properties (found " + object.size() + " but schema requires at least "
                        + minimum + ")");
            }
        };
    }

    static Keyword maxProperties(JsonValue limit) {
        int maximum = Values.count(limit, "maxProperties");
        return (instance, findings) -> {
            if (instance instanceof JsonObject object && object.size() > maximum) {
                findings.add("object has too many properties (found " + object.size() + " but schema requires at most "
                        + maximum + ")");
            }
        };
    }

    static Keyword dependsOnProperties(String name, Set<String> needed) {
        return (instance, findings) -> {
            if (instance instanceof JsonObject object
                    && object.containsKey(name)
                    && !object.keySet().containsAll(needed)) {
                findings.add("property \"" + name + "\" of object has missing property dependencies (schema requires "
                        + Values.list(needed) + "; missing: " + Values.list(without(needed, object)) + ")");
            }
        };
    }

    static Keyword dependsOnSchema(String name, Schema needed) {
        return (instance, findings) -> {
            if (instance instanceof JsonObject object && object.containsKey(name)) {
                needed.check(instance, findings);
            }
        };
    }

    /**
     * The schemas of the members.
     *
     * @param rest for members that have neither a name nor a pattern here; null when there may be none
     */
    static Keyword members(Map<String, Schema> named, Map<Pattern, Schema> matching, @Nullable Schema rest) {
        return (instance, findings) -> {
            if (!(instance instanceof JsonObject object)) {
                return;
            }
            List<String> refused = new ArrayList<>();
            for (var member : object.entrySet()) {
                if (!check(member.getKey(), member.getValue(), named, matching, findings)) {
                    if (rest == null) {
                        refused.add(member.getKey());
                    } else {
                        rest.check(member.getValue(), findings);
                    }
                }
            }
            if (!refused.isEmpty()) {
                findings.add(
                        "object instance has properties which are not allowed by the schema: " + Values.list(refused));
            }
        };
    }

    private static boolean check(
            String name, JsonValue value, Map<String, Schema> named, Map<Pattern, Schema> matching, Findings findings) {
        Schema own = named.get(name);
        boolean known = own != null;
        if (own != null) {
            own.check(value, findings);
        }
        for (var each : matching.entrySet()) {
            if (findings.isFound(each.getKey(), name)) {
                known = true;
                each.getValue().check(value, findings);
            }
        }
        return known;
    }
}
