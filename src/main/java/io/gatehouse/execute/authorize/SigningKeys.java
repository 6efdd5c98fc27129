package io.gatehouse.execute.authorize;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Derives the signing key of a day, a region and a service from a secret, and keeps it for the next request. */
final class SigningKeys {
    private static final int KEPT = 1024;

    private record Scope(String secret, String date, String region, String service) {}

    private final Map<Scope, byte[]> kept = new ConcurrentHashMap<>();

    byte[] key(String secret, String date, String region, String service) {
        if (kept.size() >= KEPT) {
            kept.clear();
        }
        return kept.computeIfAbsent(new Scope(secret, date, region, service), SigningKeys::derive);
    }

    private static byte[] derive(Scope scope) {
        byte[] day = hmac(("AWS4" + scope.secret()).getBytes(UTF_8), scope.date());
        return hmac(hmac(hmac(day, scope.region()), scope.service()), "aws4_request");
    }

    static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
