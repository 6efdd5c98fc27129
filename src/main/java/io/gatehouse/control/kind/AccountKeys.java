package io.gatehouse.control.kind;

import io.gatehouse.store.Key;

/** Where the nouns of the account are kept. Tags are a member of the value they belong to. */
public final class AccountKeys {
    private AccountKeys() {}

    /** The one account. */
    public static Key account() {
        return Key.root("account", "account");
    }

    public static Key apiKey(String apiKeyId) {
        return Key.root("apikeys", apiKeyId);
    }

    /** Says which API key has a value: {@code {"id": …}}. */
    public static Key apiKeyValue(String fingerprint) {
        return Key.root("apikeyvalues", fingerprint);
    }

    /** Client certificates have no operations yet; nothing lies here. */
    public static Key clientCertificate(String clientCertificateId) {
        return Key.root("clientcertificates", clientCertificateId);
    }
}
