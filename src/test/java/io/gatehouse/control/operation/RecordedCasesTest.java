package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.control.protocol.InProcessCalls;
import io.gatehouse.model.AwsException;
import io.gatehouse.recorded.RecordedCase;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the real service answered, asked of our handlers without a server. */
class RecordedCasesTest {

    static List<RecordedCase> cases() {
        try (var plane = new ControlPlane()) {
            return RecordedCase.allOf("000000000000", plane.calls()::knows);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void weAnswerAsAwsDid(RecordedCase recorded) {
        try (var plane = new ControlPlane()) {
            assertThat(recorded.replay((operation, params) -> answer(plane.calls(), operation, params)))
                    .isEmpty();
        }
    }

    @Test
    void enoughIsCompared() {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(133);
        assertThat(cases().stream().mapToLong(RecordedCase::answers).sum()).isGreaterThanOrEqualTo(516);
    }

    private static RecordedCase.Answer answer(InProcessCalls calls, String operation, JsonObject params) {
        try {
            InProcessCalls.Answer answer = calls.call(operation, params);
            return new RecordedCase.Answer(answer.status(), "", answer.body());
        } catch (AwsException e) {
            JsonObject body =
                    Json.createObjectBuilder().add("message", e.getMessage()).build();
            return new RecordedCase.Answer(e.status(), e.code(), body);
        }
    }
}
