package io.gatehouse.control.kind;

import io.gatehouse.config.Quota;
import io.gatehouse.control.kind.Kind.Ancestor;
import io.gatehouse.model.account.ApiKey;
import io.gatehouse.model.account.UsagePlan;
import io.gatehouse.model.account.UsagePlanKey;

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

    public static final Kind USAGE_PLAN = Kind.kind(UsagePlan.class, "usageplans")
            .inAccount()
            .id("usagePlanId")
            .limit(Quota.USAGE_PLANS)
            .unknown(UsagePlanRules.UNKNOWN)
            .patch(UsagePlanPatch.rules())
            .rule(UsagePlanRules::check)
            .removal(UsagePlanRules::remove)
            .answer(UsagePlanRules::answer);

    // AWS: the API key is looked at first, and one that is no member is told as an unknown plan (observed).
    public static final Kind USAGE_PLAN_KEY = Kind.kind(UsagePlanKey.class, "keys")
            .inAccount()
            .below(
                    input -> AccountKeys.usagePlan(input.text("usagePlanId")),
                    new Ancestor(input -> AccountKeys.apiKey(input.text("keyId")), ApiKeyRules.UNKNOWN),
                    new Ancestor(input -> AccountKeys.usagePlan(input.text("usagePlanId")), UsagePlanRules.UNKNOWN))
            .keyedBy("keyId", "keyId")
            .unique("API Key already exists in the usage plan")
            .unknown(UsagePlanRules.UNKNOWN)
            .rule(UsagePlanKeyRules::check)
            .answer(UsagePlanKeyRules::answer);

    private AccountKinds() {}
}
