package io.gatehouse.execute.mapping.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Renders every recorded template as AWS did. */
class VtlRendersTest {

    /** What is not rendered as AWS did yet, by template; one that begins to match fails the test. */
    private static final Set<String> NOT_YET = Set.of();

    private final List<RecordedRender> all = RecordedRender.all();

    @Test
    void everyRecordingIsRead() {
        assertThat(all).hasSize(153);
    }

    @Test
    void everyTemplateRendersAsRecorded() {
        assertThat(all.stream()
                        .filter(each -> rendersAsRecorded(each) == NOT_YET.contains(each.template()))
                        .map(VtlRendersTest::told))
                .isEmpty();
    }

    private static boolean rendersAsRecorded(RecordedRender recorded) {
        try {
            return recorded.matches(recorded.render());
        } catch (IllegalArgumentException | TemplateFailure refused) {
            return false;
        }
    }

    private static String told(RecordedRender recorded) {
        String ours;
        try {
            ours = recorded.render();
        } catch (IllegalArgumentException | TemplateFailure refused) {
            ours = refused.toString();
        }
        return "%s with %s%n  AWS: %s%n  we:  %s"
                .formatted(recorded.template(), recorded.variables(), recorded.result(), ours);
    }
}
