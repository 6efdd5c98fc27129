package io.gatehouse.control.kind;

import java.security.SecureRandom;

/** Makes identifiers as AWS does: lower-case letters and digits. Whether one is taken, the store knows. */
public final class Ids {
    /** Length of the identifiers of APIs, of their root resources and of API keys. */
    public static final int API = 10;
    /** Length of all other identifiers. */
    public static final int PART = 6;

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String SECRET_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + ALPHABET;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static String random(int length) {
        return random(ALPHABET, length);
    }

    /** Letters of both cases and digits that nobody guesses. */
    public static String secret(int length) {
        return random(SECRET_ALPHABET, length);
    }

    private static String random(String alphabet, int length) {
        var id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            id.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
        }
        return id.toString();
    }
}
