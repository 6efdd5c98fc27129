package io.gatehouse.control;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** What is kept of a password: {@code pbkdf2-sha512.{iterations}.{salt}.{hash}}. */
final class PasswordHash {
    private static final String NAME = "pbkdf2-sha512";
    private static final int ITERATIONS = 210_000;
    private static final int MOST_ITERATIONS = 10_000_000;
    private static final int HASH_BITS = 256;

    private PasswordHash() {}

    static String of(String password) {
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return NAME
                + '.'
                + ITERATIONS
                + '.'
                + base64.encodeToString(salt)
                + '.'
                + base64.encodeToString(hash(password, salt, ITERATIONS));
    }

    /** Whether {@code kept} was made of this password; takes the same time for every wrong one. */
    static boolean matches(String password, String kept) {
        String[] parts = kept.split("\\.", -1);
        if (parts.length != 4 || !parts[0].equals(NAME)) {
            return false;
        }
        try {
            int iterations = Integer.parseInt(parts[1]);
            Base64.Decoder base64 = Base64.getUrlDecoder();
            return iterations > 0
                    && iterations <= MOST_ITERATIONS
                    && MessageDigest.isEqual(
                            base64.decode(parts[3]), hash(password, base64.decode(parts[2]), iterations));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] hash(String password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PBKDF2 is not available", e);
        } finally {
            spec.clearPassword();
        }
    }
}
