package io.gatehouse.control.operation;

import io.gatehouse.control.kind.AccessAssociationRules;
import io.gatehouse.control.kind.AccountKinds;
import io.gatehouse.control.kind.DomainNameRules;
import io.gatehouse.control.kind.Kind;
import io.gatehouse.control.kind.UniformOperations;
import io.gatehouse.control.protocol.Handler;
import io.gatehouse.control.protocol.Page;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every operation on what belongs to the account and to no API: the table of handlers. */
public final class AccountWideOperations {
    private final UniformOperations uniform;
    private final Map<String, Handler> handlers = new TreeMap<>();

    private AccountWideOperations(UniformOperations uniform) {
        this.uniform = uniform;
    }

    /** The handlers by service and operation, {@code apigateway.CreateApiKey}. */
    public static Map<String, Handler> handlers(UniformOperations uniform) {
        var operations = new AccountWideOperations(uniform);
        operations.uniform();
        operations.special();
        return Map.copyOf(operations.handlers);
    }

    private void uniform() {
        edited("ApiKey", AccountKinds.API_KEY);
        handle("CreateApiKey", uniform.create(AccountKinds.API_KEY));
        edited("UsagePlan", AccountKinds.USAGE_PLAN);
        handle("CreateUsagePlan", uniform.create(AccountKinds.USAGE_PLAN));
        handle("CreateUsagePlanKey", uniform.create(AccountKinds.USAGE_PLAN_KEY));
        handle("GetUsagePlanKey", uniform.get(AccountKinds.USAGE_PLAN_KEY));
        handle("DeleteUsagePlanKey", uniform.delete(AccountKinds.USAGE_PLAN_KEY));
        edited("DomainName", AccountKinds.DOMAIN_NAME);
        edited("BasePathMapping", AccountKinds.BASE_PATH_MAPPING);
        handle("CreateBasePathMapping", uniform.create(AccountKinds.BASE_PATH_MAPPING));
        handle("GetBasePathMappings", uniform.list(AccountKinds.BASE_PATH_MAPPING));
        handle("CreateDomainNameAccessAssociation", uniform.create(AccountKinds.DOMAIN_NAME_ACCESS_ASSOCIATION));
        handle("DeleteDomainNameAccessAssociation", uniform.delete(AccountKinds.DOMAIN_NAME_ACCESS_ASSOCIATION));
        edited("ClientCertificate", AccountKinds.CLIENT_CERTIFICATE);
        handle("GenerateClientCertificate", uniform.create(AccountKinds.CLIENT_CERTIFICATE));
        handle("GetClientCertificates", uniform.list(AccountKinds.CLIENT_CERTIFICATE));
        edited("VpcLink", AccountKinds.VPC_LINK);
        handle("CreateVpcLink", uniform.create(AccountKinds.VPC_LINK));
        handle("GetVpcLinks", uniform.list(AccountKinds.VPC_LINK));
    }

    private void special() {
        handle("GetApiKeys", uniform.reading(ApiKeyOperations::list));
        handle("ImportApiKeys", uniform.reading(ApiKeyImport::importKeys));
        handle("GetUsagePlans", uniform.reading(UsagePlanOperations::list));
        handle("GetUsagePlanKeys", uniform.reading(UsagePlanOperations::keys));
        handle("GetUsage", uniform.reading(UsageOperations::get));
        handle("UpdateUsage", uniform.locking(UsageOperations::locked, UsageOperations::update));
        handle(
                "CreateDomainName",
                uniform.locking(
                        AccountKinds.DOMAIN_NAME::key,
                        scope -> uniform.create(
                                AccountKinds.DOMAIN_NAME,
                                scope,
                                DomainNameRules.given(AccountKinds.DOMAIN_NAME, scope.input()))));
        handle("GetDomainNames", ofThisAccount(uniform.list(AccountKinds.DOMAIN_NAME)));
        handle(
                "GetDomainNameAccessAssociations",
                ofThisAccount(uniform.list(AccountKinds.DOMAIN_NAME_ACCESS_ASSOCIATION)));
        handle(
                "RejectDomainNameAccessAssociation",
                uniform.locking(AccountKinds.DOMAIN_NAME_ACCESS_ASSOCIATION::key, AccessAssociationRules::reject));
        handle("TagResource", uniform.reading(TagOperations::tag));
        handle("UntagResource", uniform.reading(TagOperations::untag));
        handle("GetTags", uniform.reading(TagOperations::get));
        handle("GetAccount", uniform.reading(AccountOperations::get));
        handle("UpdateAccount", uniform.reading(AccountOperations::update));
    }

    /** Nothing is shared with us by other accounts: there are none. */
    private static Handler ofThisAccount(Handler listing) {
        return (input, tx) -> input.findText("resourceOwner").orElse("").equals("OTHER_ACCOUNTS")
                ? new Page(List.of(), null)
                : listing.handle(input, tx);
    }

    private void edited(String noun, Kind kind) {
        handle("Get" + noun, uniform.get(kind));
        handle("Update" + noun, uniform.update(kind));
        handle("Delete" + noun, uniform.delete(kind));
    }

    private void handle(String operation, Handler handler) {
        handlers.put("apigateway." + operation, handler);
    }
}
