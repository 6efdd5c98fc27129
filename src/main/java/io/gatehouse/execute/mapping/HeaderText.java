package io.gatehouse.execute.mapping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Between header values, whose characters are the bytes on the wire, and Unicode text. A mapped value can hold anything
 * a caller percent-encoded: what would end the line, or would become such a byte on the way out, never gets into a
 * header.
 */
public final class HeaderText {
    private HeaderText() {}

    /** A Unicode text as a header value: control characters become spaces, other than ASCII becomes UTF-8. */
    public static String toHeader(String text) {
        boolean ascii = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c == 127) {
                return toHeader(withoutControls(text));
            }
            ascii &= c < 128;
        }
        return ascii ? text : new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    private static String withoutControls(String text) {
        var clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            clean.append(c < ' ' || c == 127 ? ' ' : c);
        }
        return clean.toString();
    }

    /** A header value as Unicode text. */
    public static String fromHeader(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) >= 128) {
                return new String(value.getBytes(ISO_8859_1), UTF_8);
            }
        }
        return value;
    }
}
