package io.gatehouse.control.kind;

import io.gatehouse.config.Quota;
import io.gatehouse.control.kind.Kind.Ancestor;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.control.protocol.Input;
import io.gatehouse.model.account.ApiKey;
import io.gatehouse.model.account.BasePathMapping;
import io.gatehouse.model.account.ClientCertificate;
import io.gatehouse.model.account.DomainName;
import io.gatehouse.model.account.DomainNameAccessAssociation;
import io.gatehouse.model.account.UsagePlan;
import io.gatehouse.model.account.UsagePlanKey;
import io.gatehouse.model.account.VpcLink;
import io.gatehouse.store.Key;

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

    public static final Kind DOMAIN_NAME = Kind.kind(DomainName.class, "domainnames")
            .inAccount()
            .id("domainName", AccountKinds::domainNameId)
            .named(DomainNameRules::id)
            .unknown(DomainNameRules.UNKNOWN)
            .sealed("certificatePrivateKey")
            .patch(DomainNamePatch.rules())
            .rule(DomainNameRules::check)
            .removal(DomainNameRules::remove)
            .answer((scope, key, value, reason) -> Tags.told(DomainNameSecurity.told(value), reason));

    public static final Kind BASE_PATH_MAPPING = Kind.kind(BasePathMapping.class, "basepathmappings")
            .inAccount()
            .below(AccountKinds::domainName, new Ancestor(AccountKinds::domainName, DomainNameRules.UNKNOWN))
            .id("basePath")
            .named(mapping -> Tree.text(mapping, "basePath", ""))
            .limit(Quota.MAPPINGS_PER_DOMAIN_NAME)
            .unique("Base path already exists for this domain name")
            .unknown("Invalid base path mapping identifier specified")
            .patch(BasePathMappingRules.patch())
            .rule(BasePathMappingRules::check)
            .following(BasePathMappingRules::link)
            .removal(BasePathMappingRules::unlink);

    public static final Kind DOMAIN_NAME_ACCESS_ASSOCIATION = Kind.kind(
                    DomainNameAccessAssociation.class, "domainnameaccessassociations")
            .inAccount()
            .id("domainNameAccessAssociationArn", AccessAssociationRules::id)
            .named(association ->
                    AccessAssociationRules.id(Tree.text(association, "domainNameAccessAssociationArn", "")))
            .limit(Quota.DOMAIN_NAME_ACCESS_ASSOCIATIONS)
            .unique("Domain name access association already exists")
            .unknown(AccessAssociationRules.UNKNOWN)
            .rule(AccessAssociationRules::check);

    public static final Kind CLIENT_CERTIFICATE = Kind.kind(ClientCertificate.class, "clientcertificates")
            .inAccount()
            .id("clientCertificateId")
            .limit(Quota.CLIENT_CERTIFICATES)
            .unknown(ClientCertificateRules.UNKNOWN)
            .sealed(ClientCertificateRules.PRIVATE_KEY)
            .patch(ClientCertificateRules.patch())
            .rule(ClientCertificateRules::check)
            .removal(ClientCertificateRules::remove)
            .answer((scope, key, value, reason) -> Tags.told(value, reason));

    public static final Kind VPC_LINK = Kind.kind(VpcLink.class, "vpclinks")
            .inAccount()
            .id("vpcLinkId")
            .limit(Quota.VPC_LINKS)
            .unknown(VpcLinkRules.UNKNOWN)
            .patch(VpcLinkRules.patch())
            .rule(VpcLinkRules::check)
            .removal(VpcLinkRules::remove)
            .answer(VpcLinkRules::answer);

    private AccountKinds() {}

    private static String domainNameId(Input input) {
        return AccountKeys.domainNameId(
                input.findText("domainName").orElse(""),
                input.findText("domainNameId").orElse(""));
    }

    /** Where the domain name lies that the input names. */
    static Key domainName(Input input) {
        return AccountKeys.domainName(domainNameId(input));
    }
}
