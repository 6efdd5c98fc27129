package io.gatehouse.execute.entry;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Date field of answers, written once a second. Any thread may ask. */
public final class DateField {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final Clock clock;
    private volatile Second last = new Second(-1, "");

    public DateField(Clock clock) {
        this.clock = clock;
    }

    private record Second(long epoch, String text) {}

    /** The time in whole seconds, as in {@code Fri, 02 Jan 2026 03:04:05 GMT}. */
    public String now() {
        long epoch = Math.floorDiv(clock.millis(), 1000);
        Second second = last;
        if (second.epoch() != epoch) {
            second = new Second(epoch, FORMAT.format(Instant.ofEpochSecond(epoch)));
            last = second;
        }
        return second.text();
    }
}
