package io.gatehouse.control.kind;

import io.gatehouse.config.Quota;
import io.gatehouse.model.account.ApiKey;

/** The nouns of the account: a table of all that is managed beside the APIs. */
public final class AccountKinds {
    public static final Kind API_KEY = Kind.kind(ApiKey.class, "apikeys")
            .inAccount()
            .id("apiKey")
            .idLength(Ids.API)
            .limit(Quota.API_KEYS)
            .unknown(ApiKeyRules.UNKNOWN)
            .sealed("value")
            .patch(ApiKeyRules.patch())
            .rule(ApiKeyRules::check)
            .following(ApiKeyRules::index)
            .removal(ApiKeyRules::remove)
            .answer(ApiKeyRules::answer);

    private AccountKinds() {}
}
