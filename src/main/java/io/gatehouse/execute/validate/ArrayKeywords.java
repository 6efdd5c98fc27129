package io.gatehouse.execute.validate;

import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keywords for arrays. */
final class ArrayKeywords {
    private ArrayKeywords() {}

    static Keyword minItems(JsonValue limit) {
        int minimum = Values.count(limit, "minItems");
        return (instance, findings) -> {
            if (instance instanceof JsonArray array && array.size() < minimum) {
                findings.add("array is too short: must have at least " + minimum + " elements but instance has "
                        + array.size() + " elements");
            }
        };
    }

    static Keyword maxItems(JsonValue limit) {
        int maximum = Values.count(limit, "maxItems");
        return (instance, findings) -> {
            if (instance instanceof JsonArray array && array.size() > maximum) {
                findings.add("array is too long: must have at most " + maximum + " elements but instance has "
                        + array.size() + " elements");
            }
        };
    }

    static Keyword uniqueItems() {
        return (instance, findings) -> {
            if (instance instanceof JsonArray array) {
                var seen = new HashSet<String>();
                if (!array.stream().allMatch(each -> seen.add(CanonicalJson.of(each)))) {
                    findings.add("array must not contain duplicate elements");
                }
            }
        };
    }

    /**
     * The schemas of the elements.
     *
     * @param first for the elements at the beginning, one each
     * @param rest for all others; null when there may be none
     */
    static Keyword items(List<Schema> first, @Nullable Schema rest) {
        return (instance, findings) -> {
            if (!(instance instanceof JsonArray array)) {
                return;
            }
            if (rest == null && array.size() > first.size()) {
                findings.add("schema only allows " + first.size() + " elements in array but instance has "
                        + array.size() + " elements");
            }
            for (int i = 0; i < array.size(); i++) {
                Schema schema = i < first.size() ? first.get(i) : rest;
                if (schema != null) {
                    schema.check(array.get(i), findings);
                }
            }
        };
    }
}
