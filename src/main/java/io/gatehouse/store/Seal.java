package io.gatehouse.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.config.DataFolder;
import io.gatehouse.config.Settings;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps secrets unreadable in the database: AES-256-GCM with a random nonce per text. A sealed text reads
 * {@code v1.{key id}.{nonce and ciphertext}} and opens only in the place it was sealed for, so nobody can move it to
 * another document. The key comes from the setting {@code gatehouse.sealing-key}, else from a file in the data folder
 * made at first start; what the file's key has sealed opens also once the setting is there. Safe for many threads.
 */
public final class Seal {
    /** The file in the data folder that has the key. */
    public static final String KEY_FILE = "sealing-key";

    private static final String VERSION = "v1";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, SecretKey> keys = new LinkedHashMap<>();
    private final String sealingKeyId;

    /**
     * A seal of given keys.
     *
     * @param keys of 32 bytes each; the first one seals, all of them open
     */
    Seal(List<byte[]> keys) {
        for (byte[] key : keys) {
            if (key.length != KEY_BYTES) {
                throw new SealException("a sealing key has " + key.length + " bytes instead of " + KEY_BYTES);
            }
            this.keys.put(idOf(key), new SecretKeySpec(key, "AES"));
        }
        this.sealingKeyId = idOf(keys.get(0));
    }

    /** The seal of this installation. */
    public static Seal open(Settings settings, DataFolder folder) {
        if (settings.sealingKey().isPresent()) {
            byte[] key = Base64.getDecoder().decode(settings.sealingKey().get());
            return new Seal(folder.read(KEY_FILE)
                    .map(text -> List.of(key, fileKey(folder, text)))
                    .orElse(List.of(key)));
        }
        String text = folder.read(KEY_FILE).orElseGet(() -> folder.writeOnce(KEY_FILE, freshKey() + "\n"));
        return new Seal(List.of(fileKey(folder, text)));
    }

    private static byte[] fileKey(DataFolder folder, String text) {
        try {
            byte[] key = Base64.getDecoder().decode(text.strip());
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new SealException("the sealing key in " + folder.file(KEY_FILE)
                + " is damaged: it is not 32 bytes in base64; put it back from a backup");
    }

    private static String freshKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /**
     * Seals a text.
     *
     * @param place where it will be kept: the document's path and member
     */
    public String seal(String text, String place) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, sealingKeyId, nonce, place, text.getBytes(UTF_8));
        byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
        return VERSION
                + '.'
                + sealingKeyId
                + '.'
                + Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /**
     * Opens what {@link #seal} made for the same place.
     *
     * @throws SealException when it was changed or moved, or its key is not here
     */
    public String open(String sealed, String place) {
        String[] parts = sealed.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            throw new SealException("the secret at " + place + " is not in a form this version can open");
        }
        if (!keys.containsKey(parts[1])) {
            throw new SealException("the secret at " + place + " is sealed with the key " + parts[1]
                    + ", which is not here; put back that sealing-key file or set gatehouse.sealing-key"
                    + " to the same key on every node");
        }
        byte[] whole;
        try {
            whole = Base64.getUrlDecoder().decode(parts[2]);
        } catch (IllegalArgumentException e) {
            throw changed(place);
        }
        if (whole.length < NONCE_BYTES + TAG_BITS / 8) {
            throw changed(place);
        }
        byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
        byte[] text = Arrays.copyOfRange(whole, NONCE_BYTES, whole.length);
        return new String(cipher(Cipher.DECRYPT_MODE, parts[1], nonce, place, text), UTF_8);
    }

    /**
     * Names a text without telling it, so that it can be found: equal texts have equal names, which only the keys can
     * make. The first is the one to keep; the others are those that earlier keys made.
     *
     * @param purpose texts of different purposes have different names
     */
    public List<String> fingerprints(String text, String purpose) {
        List<String> all = new ArrayList<>();
        for (SecretKey key : keys.values()) {
            byte[] own = hmac(key.getEncoded(), "fingerprint " + purpose);
            all.add(HexFormat.of().formatHex(hmac(own, text)));
        }
        return all;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is not available", e);
        }
    }

    private byte[] cipher(int mode, String keyId, byte[] nonce, String place, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, keys.get(keyId), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD((VERSION + '.' + keyId + '.' + place).getBytes(UTF_8));
            return cipher.doFinal(input);
        } catch (AEADBadTagException e) {
            throw changed(place);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    private static SealException changed(String place) {
        return new SealException("the secret at " + place + " was changed or moved since it was sealed");
    }

    private static String idOf(byte[] key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
