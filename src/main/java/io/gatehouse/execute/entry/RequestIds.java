package io.gatehouse.execute.entry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.execute.Headers;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Makes the ids that a request bears. They tell requests apart; nobody is trusted for knowing one. */
final class RequestIds {
    private static final byte[] HEX = "0123456789abcdef".getBytes(ISO_8859_1);
    private static final byte[] BASE64 =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(ISO_8859_1);
    private static final int EXTENDED_LENGTH = 16;

    private RequestIds() {}

    /** The caller's {@code x-amzn-RequestId} when it is a UUID, else a new one. */
    static String requestId(Headers headers) {
        String sent = headers.first("x-amzn-RequestId");
        if (sent != null && isUuid(sent)) {
            return sent;
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    private static boolean isUuid(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : Character.digit(c, 16) < 0 || c > 'f') {
                return false;
            }
        }
        return true;
    }

    /** Sixteen characters that look like Base64 and end with an equals sign. */
    static String extendedRequestId() {
        byte[] id = new byte[EXTENDED_LENGTH];
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long bits = random.nextLong();
        for (int i = 0; i < EXTENDED_LENGTH - 1; i++) {
            bits = i == 10 ? random.nextLong() : bits;
            id[i] = BASE64[(int) bits & 63];
            bits >>>= 6;
        }
        id[EXTENDED_LENGTH - 1] = '=';
        return new String(id, ISO_8859_1);
    }

    /**
     * The trace header for the integration: the caller's when it has a root, with a parent added when it has none; else a
     * new root.
     */
    static String traceId(@Nullable String sent, long millis) {
        if (sent != null && isTrace(sent)) {
            return sent.contains("Parent=") ? sent : sent + ";Parent=" + hex(new StringBuilder(16), 16) + ";Sampled=0";
        }
        var trace = new StringBuilder(40).append("Root=1-");
        appendHex(trace, (int) (millis / 1000), 8);
        return hex(trace.append('-'), 24);
    }

    private static boolean isTrace(String text) {
        if (!text.startsWith("Root=1-") || text.length() < 40 || text.length() > 512) {
            return false;
        }
        for (int i = 7; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fits = i == 15 ? c == '-' : i < 40 ? Character.digit(c, 16) >= 0 : c > ' ' && c <= '~';
            if (!fits) {
                return false;
            }
        }
        return text.length() == 40 || text.charAt(40) == ';';
    }

    private static String hex(StringBuilder to, int digits) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int done = 0; done < digits; done += 8) {
            appendHex(to, random.nextInt(), 8);
        }
        return to.toString();
    }

    private static void appendHex(StringBuilder to, int value, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            to.append((char) HEX[(value >>> shift) & 15]);
        }
    }
}
