package io.gatehouse.control.kind;

import io.gatehouse.store.Key;
import java.time.YearMonth;

/** Where the nouns of the account are kept. Tags are a member of the value they belong to. */
public final class AccountKeys {
    private AccountKeys() {}

    /** The one account. */
    public static Key account() {
        return Key.root("account", "account");
    }

    /** What those who keep a rule about many values lock, {@link Scope#takeTurn}. */
    static Key turn(String name) {
        return Key.root("turns", name);
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

    /** What a member used in one month, by day. */
    public static Key usage(String usagePlanId, String keyId, YearMonth month) {
        return usagePlanKey(usagePlanId, keyId).child("usage", month.toString());
    }

    public static Key clientCertificate(String clientCertificateId) {
        return Key.root("clientcertificates", clientCertificateId);
    }

    public static Key vpcLink(String vpcLinkId) {
        return Key.root("vpclinks", vpcLinkId);
    }

    /** A domain name: a public one by its name, a private one by what {@link #domainNameId} makes of it. */
    public static Key domainName(String id) {
        return Key.root("domainnames", id);
    }

    /**
     * What tells a domain name from all others.
     *
     * @param domainNameId of a private one; empty for a public one
     */
    public static String domainNameId(String domainName, String domainNameId) {
        return domainNameId.isEmpty() ? domainName : domainName + "+" + domainNameId;
    }

    /** An association by the end of its ARN, {@code domainname/a.example.com+abcd1234/vpcesource/vpce-1}. */
    public static Key domainNameAccessAssociation(String id) {
        return Key.root("domainnameaccessassociations", id);
    }
}
