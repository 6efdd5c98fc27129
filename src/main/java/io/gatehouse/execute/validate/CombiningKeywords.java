package io.gatehouse.execute.validate;

import jakarta.json.JsonValue;
import java.util.List;

/** The keywords that combine schemas. Their findings name no part: AWS tells only how many matched. */
final class CombiningKeywords {
    private CombiningKeywords() {}

    static Keyword allOf(List<Schema> schemas) {
        return (instance, findings) -> {
            int matched = matched(schemas, instance, findings);
            if (matched < schemas.size()) {
                findings.add("instance failed to match all required schemas (matched only " + matched + " out of "
                        + schemas.size() + ")");
            }
        };
    }

    static Keyword anyOf(List<Schema> schemas) {
        return (instance, findings) -> {
            if (schemas.stream().noneMatch(schema -> schema.accepts(instance, findings))) {
                findings.add("instance failed to match at least one required schema among " + schemas.size());
            }
        };
    }

    static Keyword oneOf(List<Schema> schemas) {
        return (instance, findings) -> {
            int matched = matched(schemas, instance, findings);
            if (matched != 1) {
                findings.add("instance failed to match exactly one schema (matched " + matched + " out of "
                        + schemas.size() + ")");
            }
        };
    }

    static Keyword not(Schema schema) {
        return (instance, findings) -> {
            if (schema.accepts(instance, findings)) {
                findings.add("instance matched a schema which it should not have");
            }
        };
    }

    private static int matched(List<Schema> schemas, JsonValue instance, Findings findings) {
        int matched = 0;
        for (Schema schema : schemas) {
            if (schema.accepts(instance, findings)) {
                matched++;
            }
        }
        return matched;
    }
}
