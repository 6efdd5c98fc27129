package io.gatehouse.execute.authorize;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding as AWS does it: everything but letters, digits, hyphen, underscore, full stop and tilde. */
public final class PercentEncoding {
    private static final String UNRESERVED = "-._~";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PercentEncoding() {}

    /** Encodes a decoded text as UTF-8. */
    public static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Encodes once more what came from the wire. */
    static String encodeRaw(String raw) {
        return encode(octets(raw));
    }

    private static String encode(byte[] octets) {
        var encoded = new StringBuilder(octets.length + 16);
        for (byte b : octets) {
            char c = (char) (b & 0xFF);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
            }
        }
        return encoded.toString();
    }

    /**
     * Decodes once; a plus sign stays a plus sign.
     *
     * @throws IllegalArgumentException for a percent sign without two hexadecimal digits, and for bytes that are not
     *     UTF-8
     */
    public static String decode(String text) {
        if (text.chars().allMatch(c -> c != '%' && c < 0x80)) {
            return text;
        }
        byte[] encoded = octets(text);
        var decoded = new ByteArrayOutputStream(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] != '%') {
                decoded.write(encoded[i]);
                continue;
            }
            int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
            int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new IllegalArgumentException("a percent sign needs two hexadecimal digits");
            }
            decoded.write(high << 4 | low);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded.toByteArray()))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new IllegalArgumentException("not UTF-8", malformed);
        }
    }

    /** The bytes of a text from the wire: containers hand out one character per byte unless they decoded UTF-8. */
    static byte[] octets(String text) {
        boolean bytes = text.chars().allMatch(c -> c <= 0xFF);
        return text.getBytes(bytes ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }
}
