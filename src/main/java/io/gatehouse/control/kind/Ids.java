package io.gatehouse.control.kind;

import java.security.SecureRandom;

/** Makes identifiers as AWS does: lower-case letters and digits. Whether one is taken, the store knows. */
public final class Ids {
    /** Length of the identifiers of APIs and of their root resources. */
    public static final int API = 10;
    /** Length of all other identifiers. */
    public static final int PART = 6;

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static String random(int length) {
        var id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
