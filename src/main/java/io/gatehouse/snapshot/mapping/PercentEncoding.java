package io.gatehouse.snapshot.mapping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.BitSet;

/**
 * Percent-encoding of URIs in UTF-8, both ways: as URIs are written, and as AWS signs them, where everything but
 * unreserved characters is encoded and what is no encoding is refused.
 */
public final class PercentEncoding {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private static final String UNRESERVED = "-._~";
    private static final BitSet NOTHING_ELSE = characters(UNRESERVED);
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
        byte[] decoded = text.substring(from, to).getBytes(UTF_8);
        return new String(decoded, 0, decode(decoded, plusIsSpace, false), UTF_8);
    }

    /**
     * Decodes once what came from the wire; a plus sign stays a plus sign.
     *
     * @throws IllegalArgumentException for a percent sign without two hexadecimal digits, and for bytes that are not
     *     UTF-8
     */
    public static String decodeStrictly(String text) {
        if (text.chars().allMatch(c -> c != '%' && c < 0x80)) {
            return text;
        }
        byte[] decoded = octets(text);
        int length = decode(decoded, false, true);
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(decoded, 0, length))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new IllegalArgumentException("not UTF-8", malformed);
        }
    }

    /** Decodes in place and returns the new length. */
    private static int decode(byte[] octets, boolean plusIsSpace, boolean strictly) {
        int length = 0;
        for (int i = 0; i < octets.length; i++) {
            int high = octets[i] == '%' && i + 2 < octets.length ? Character.digit(octets[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(octets[i + 2], 16);
            if (low >= 0) {
                octets[length++] = (byte) ((high << 4) | low);
                i += 2;
            } else if (strictly && octets[i] == '%') {
                throw new IllegalArgumentException("a percent sign needs two hexadecimal digits");
            } else {
                octets[length++] = plusIsSpace && octets[i] == '+' ? (byte) ' ' : octets[i];
            }
        }
        return length;
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

    /** Encodes everything but letters, digits, hyphen, underscore, full stop and tilde. */
    public static String encode(String text) {
        return encode(text.getBytes(UTF_8));
    }

    /** Encodes once more what came from the wire. */
    public static String encodeRaw(String raw) {
        return encode(octets(raw));
    }

    private static String encode(byte[] octets) {
        var encoded = new StringBuilder(octets.length + 16);
        for (byte b : octets) {
            if (b >= 0 && NOTHING_ELSE.get(b)) {
                encoded.append((char) b);
            } else {
                encode(b, encoded);
            }
        }
        return encoded.toString();
    }

    private static void encode(byte octet, StringBuilder to) {
        to.append('%').append(HEX[(octet >> 4) & 15]).append(HEX[octet & 15]);
    }

    /** The bytes of a text from the wire: containers hand out one character per byte unless they decoded UTF-8. */
    public static byte[] octets(String text) {
        boolean bytes = text.chars().allMatch(c -> c <= 0xFF);
        return text.getBytes(bytes ? ISO_8859_1 : UTF_8);
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
                    encode(b, to);
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
