package io.gatehouse.execute.validate;

import jakarta.json.JsonValue;
import java.util.List;

/** A schema of JSON Schema draft 4, compiled. Schemas may contain themselves, so the keywords come after the schema. */
final class Schema {
    private List<Keyword> keywords = List.of();

    void demands(List<Keyword> all) {
        keywords = List.copyOf(all);
    }

    void check(JsonValue instance, Findings findings) {
        findings.enter();
        for (int i = 0; i < keywords.size(); i++) {
            keywords.get(i).check(instance, findings);
        }
        findings.leave();
    }

    boolean accepts(JsonValue instance, Findings findings) {
        Findings aside = findings.aside();
        check(instance, aside);
        return aside.isEmpty();
    }
}
