package io.gatehouse.control.kind;

import io.gatehouse.store.Key;
import java.time.LocalDate;

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

    public static Key usagePlan(String usagePlanId) {
        return Key.root("usageplans", usagePlanId);
    }

    /** An API key as a member of a plan. */
    public static Key usagePlanKey(String usagePlanId, String keyId) {
        return usagePlan(usagePlanId).child("keys", keyId);
    }

    /** What a member used on one day. */
    public static Key usage(String usagePlanId, String keyId, LocalDate day) {
        return usagePlanKey(usagePlanId, keyId).child("usage", day.toString());
    }

    /** Client certificates have no operations yet; nothing lies here. */
    public static Key clientCertificate(String clientCertificateId) {
        return Key.root("clientcertificates", clientCertificateId);
    }
}
