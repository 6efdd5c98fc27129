package io.gatehouse.config;

import java.util.Locale;

/**
 * How many of a noun there may be. Each is a setting, {@code gatehouse.limits.resources-per-api}; the default is what AWS
 * gives an account that has not asked for more.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html">AWS:
 *     quotas for configuring and running a REST API</a>
 */
public enum Quota {
    REGIONAL_APIS(600, "APIs"),
    EDGE_APIS(120, "APIs"),
    PRIVATE_APIS(600, "APIs"),
    API_KEYS(10_000, "API Keys"),
    USAGE_PLANS(300, "Usage Plans"),
    USAGE_PLANS_PER_API_KEY(10, "Usage Plans"),
    METHOD_THROTTLES_PER_USAGE_PLAN_STAGE(20, "Method Throttles"),
    CLIENT_CERTIFICATES(60, "Client Certificates"),
    DOMAIN_NAMES(120, "Domain Names"),
    PRIVATE_DOMAIN_NAMES(50, "Private Domain Names"),
    DOMAIN_NAME_ACCESS_ASSOCIATIONS(100, "Domain Name Access Associations"),
    MAPPINGS_PER_DOMAIN_NAME(200, "Base Path Mappings"),
    ROUTING_RULES_PER_DOMAIN_NAME(50, "Routing Rules"),
    VPC_LINKS(20, "VPC Links"),
    RESOURCES_PER_API(300, "Resources"),
    STAGES_PER_API(10, "Stages"),
    AUTHORIZERS_PER_API(10, "Authorizers"),
    REQUEST_VALIDATORS_PER_API(20, "Request Validators"),
    DOCUMENTATION_PARTS_PER_API(2000, "Documentation Parts");

    private final int byDefault;
    private final String nouns;

    Quota(int byDefault, String nouns) {
        this.byDefault = byDefault;
        this.nouns = nouns;
    }

    /** What AWS gives an account. */
    public int byDefault() {
        return byDefault;
    }

    /** What is counted, as AWS words it in refusals. */
    public String nouns() {
        return nouns;
    }

    /** Whether they are counted in each API by itself. */
    public boolean perApi() {
        return name().endsWith("_PER_API");
    }

    /** The last part of the setting's name. */
    public String settingName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
