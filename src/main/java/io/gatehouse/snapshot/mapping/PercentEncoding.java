package io.gatehouse.snapshot.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.BitSet;

/** Percent-encoding of URIs in UTF-8, both ways. */
public final class PercentEncoding {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private static final String UNRESERVED = "-._~";
    private static final BitSet PATH = characters(UNRESERVED + "/!$&'()*+,;=:@");
    private static final BitSet QUERY_PART = characters(UNRESERVED + "/!$'()*,:@");
    private static final BitSet URI = characters(UNRESERVED + "/!$&'()*+,;=:@?[]");

    private PercentEncoding() {}

    /** A segment or part of a path; a sequence that is no encoding stays as it is. */
    public static String decode(String text, int from, int to) {
        return decode(text, from, to, false);
    }

    /** A name or value of a query, where a plus sign is a space. */
    public static String decodeQuery(String text, int from, int to) {
        return decode(text, from, to, true);
    }

    private static String decode(String text, int from, int to, boolean plusIsSpace) {
        if (!encoded(text, from, to, plusIsSpace)) {
            return text.substring(from, to);
        }
        byte[] raw = text.substring(from, to).getBytes(UTF_8);
        byte[] decoded = new byte[raw.length];
        int length = 0;
        for (int i = 0; i < raw.length; i++) {
            int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(raw[i + 2], 16);
            if (low >= 0) {
                decoded[length++] = (byte) ((high << 4) | low);
                i += 2;
            } else {
                decoded[length++] = plusIsSpace && raw[i] == '+' ? (byte) ' ' : raw[i];
            }
        }
        return new String(decoded, 0, length, UTF_8);
    }

    private static boolean encoded(String text, int from, int to, boolean plusIsSpace) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '%' || (plusIsSpace && c == '+')) {
                return true;
            }
        }
        return false;
    }

    /** Appends a value that becomes part of a path; slashes stay slashes. */
    public static void encodePath(String value, StringBuilder to) {
        encode(value, PATH, false, to);
    }

    /** Appends a value that becomes a name or value of a query. */
    public static void encodeQueryPart(String value, StringBuilder to) {
        encode(value, QUERY_PART, false, to);
    }

    /** A path or query that is encoded already, with what may not stand in a request line encoded too. */
    public static String repair(String encoded) {
        var repaired = new StringBuilder(encoded.length() + 8);
        encode(encoded, URI, true, repaired);
        return repaired.length() == encoded.length() ? encoded : repaired.toString();
    }

    private static void encode(String value, BitSet plain, boolean keepEncoded, StringBuilder to) {
        for (int i = 0; i < value.length(); ) {
            int c = value.codePointAt(i);
            if (c < 128 && (plain.get(c) || (keepEncoded && encodedAt(value, i)))) {
                to.append((char) c);
            } else {
                for (byte b : new String(Character.toChars(c)).getBytes(UTF_8)) {
                    to.append('%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
                }
            }
            i += Character.charCount(c);
        }
    }

    private static boolean encodedAt(String value, int i) {
        return value.charAt(i) == '%'
                && i + 2 < value.length()
                && Character.digit(value.charAt(i + 1), 16) >= 0
                && Character.digit(value.charAt(i + 2), 16) >= 0;
    }

    private static BitSet characters(String others) {
        var set = new BitSet(128);
        set.set('a', 'z' + 1);
        set.set('A', 'Z' + 1);
        set.set('0', '9' + 1);
        others.chars().forEach(set::set);
        return set;
    }
}
