package io.gatehouse.execute.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DateFieldTest {
    @Test
    void theDayHasTwoDigitsAsHttpWantsIt() {
        var date = new DateField(Clock.fixed(Instant.parse("2026-11-05T06:07:08.999Z"), ZoneOffset.UTC));

        assertThat(date.now()).isEqualTo("Thu, 05 Nov 2026 06:07:08 GMT").isSameAs(date.now());
    }
}
