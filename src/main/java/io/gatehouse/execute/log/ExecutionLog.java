package io.gatehouse.execute.log;

import io.gatehouse.execute.Headers;
import io.gatehouse.execute.mapping.HeaderText;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The story of one call, line by line, as API Gateway tells it to the API's owner. Lines come from whichever thread is
 * at work.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-test-method.html">AWS: test a REST
 *     API method</a>
 */
public final class ExecutionLog {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final int MOST_CHARACTERS = 1000;
    /** How much of a secret is told. */
    private static final int TOLD = 6;

    private final InstantSource clock;
    private final StringBuilder text;

    public ExecutionLog(String requestId, InstantSource clock) {
        this.clock = clock;
        this.text = new StringBuilder("Execution log for request ")
                .append(requestId)
                .append('\n');
    }

    public synchronized ExecutionLog line(String line) {
        text.append(TIME.format(clock.instant())).append(" : ").append(line).append('\n');
        return this;
    }

    /** A line whose value may be long. */
    public ExecutionLog line(String what, String value) {
        return line(what + ": " + shortened(value));
    }

    /** A line of headers; of credentials only the end is told. */
    public ExecutionLog headers(String what, Headers headers) {
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < headers.size(); i++) {
            String value = HeaderText.fromHeader(headers.value(i));
            String name = headers.name(i);
            values.merge(name, isSecret(name) ? masked(value) : value, (first, next) -> first + "," + next);
        }
        return line(what, values);
    }

    public ExecutionLog line(String what, Map<String, String> values) {
        return line(what, values.toString());
    }

    private static boolean isSecret(String name) {
        return name.equalsIgnoreCase("Authorization")
                || name.equalsIgnoreCase("X-Api-Key")
                || name.equalsIgnoreCase("X-Amz-Security-Token");
    }

    /** A secret with all but its end hidden. */
    public static String masked(String secret) {
        int told = Math.min(TOLD, secret.length() / 2);
        return "*".repeat(secret.length() - told) + secret.substring(secret.length() - told);
    }

    private static String shortened(String value) {
        return value.length() <= MOST_CHARACTERS ? value : value.substring(0, MOST_CHARACTERS) + " [TRUNCATED]";
    }

    @Override
    public synchronized String toString() {
        return text.toString();
    }
}
