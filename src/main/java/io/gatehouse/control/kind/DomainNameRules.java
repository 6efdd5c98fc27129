package io.gatehouse.control.kind;

import io.gatehouse.config.Quota;
import io.gatehouse.config.Settings;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.control.protocol.Input;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules of custom domain names: what makes one complete, and what it must keep to. A public name may be edge-optimized,
 * regional, or for a time both, while it moves; a private one stays what it is.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html">AWS: custom domain
 *     names</a>
 */
public final class DomainNameRules {
    public static final String UNKNOWN = "Invalid domain name identifier specified";
    static final String EDGE = "EDGE";
    static final String REGIONAL = "REGIONAL";
    static final String PRIVATE = "PRIVATE";

    /** AWS: the hosted zones of its own addresses. Ours are in nobody's zone, but clients expect a text. */
    private static final String EDGE_ZONE = "Z2FDTNDATAQYW2";

    private static final String REGIONAL_ZONE = "Z1UJRXOUMOOFQ8";
    private static final int ADDRESS_LENGTH = 13;
    private static final int LONGEST_NAME = 253;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** What a domain name loses with an endpoint type. */
    private static final Map<String, String[]> OF_TYPE = Map.of(
            EDGE,
            new String[] {
                "distributionDomainName",
                "distributionHostedZoneId",
                "certificateArn",
                "certificateName",
                "certificateUploadDate",
                "certificateBody",
                "certificatePrivateKey",
                "certificateChain"
            },
            REGIONAL,
            new String[] {
                "regionalDomainName", "regionalHostedZoneId", "regionalCertificateArn", "regionalCertificateName"
            });

    private DomainNameRules() {}

    /** Completes and checks a domain name. */
    static JsonObject check(Scope scope, @Nullable JsonObject before, JsonObject after) {
        JsonObject domain = Tree.withoutBlank(
                after,
                "certificateName",
                "certificateArn",
                "regionalCertificateName",
                "regionalCertificateArn",
                "ownershipVerificationCertificateArn",
                "policy",
                "managementPolicy");
        domain = before == null ? completed(scope, domain) : moved(before, domain);
        domain = withAddresses(scope, before, domain);
        if (before == null) {
            DomainNameSecurity.checkImported(domain, scope.clock().instant());
        } else if (domain.containsKey("certificateArn")) {
            domain = Tree.without(domain, DomainNameSecurity.IMPORTED.toArray(String[]::new));
        }
        DomainNameSecurity.check(scope.settings(), before, domain);
        BasePathMappingRules.checkMutualTls(scope, domain);
        return Tree.withoutEmpty(DomainNameSecurity.withPolicies(domain), "tags", "mutualTlsAuthentication");
    }

    /** What CreateDomainName was given, a certificate that is imported included. */
    public static JsonObject given(Kind kind, Input input) {
        var given = Tree.builder(kind.given(input));
        for (String member : DomainNameSecurity.IMPORTED) {
            input.findText(member).filter(text -> !text.isEmpty()).ifPresent(text -> given.add(member, text));
        }
        return given.build();
    }

    /** What names a domain name among all: several private ones may be alike but for their identifiers. */
    static String id(JsonObject domain) {
        return AccountKeys.domainNameId(Tree.text(domain, "domainName", ""), Tree.text(domain, "domainNameId", ""));
    }

    private static JsonObject completed(Scope scope, JsonObject given) {
        JsonObject domain = Tree.with(given, "endpointConfiguration", endpoint(given));
        boolean isPrivate = isPrivate(domain);
        String name = Tree.text(domain, "domainName", "");
        checkName(name, isPrivate);
        if (!isPrivate && scope.tx().exists(AccountKeys.domainName(name))) {
            // AWS: no conflict but a bad request (observed).
            throw AwsException.badRequest("The domain name you provided already exists.");
        }
        Tags.check(Tree.object(domain, "tags"));
        requireRoom(scope, isPrivate);
        // AWS: a public name takes the old versions of TLS too unless it says otherwise (observed).
        domain = Tree.withDefault(domain, "securityPolicy", Tree.of(isPrivate ? "TLS_1_2" : "TLS_1_0"));
        domain = Tree.withDefault(domain, "routingMode", Tree.of("BASE_PATH_MAPPING_ONLY"));
        domain = Tree.with(domain, "domainNameStatus", "AVAILABLE");
        if (!isPrivate) {
            Arn arn = Arn.of(scope.settings(), "/domainnames/" + name);
            return Tree.with(domain, "domainNameArn", arn.toString());
        }
        String id = Ids.random(Ids.API);
        Arn arn = Arn.owned(scope.settings(), "/domainnames/" + AccountKeys.domainNameId(name, id));
        return Tree.builder(domain)
                .add("domainNameId", id)
                .add("domainNameArn", arn.toString())
                .build();
    }

    private static JsonObject endpoint(JsonObject domain) {
        JsonObject endpoint = EndpointRules.newEndpoint(Tree.object(domain, "endpointConfiguration"));
        if (endpoint.containsKey("vpcEndpointIds")) {
            throw AwsException.badRequest("VPC endpoints cannot be specified for a domain name. Create a domain name"
                    + " access association instead.");
        }
        return endpoint;
    }

    private static void checkName(String name, boolean isPrivate) {
        boolean wildcard = name.startsWith("*.");
        String[] labels = (wildcard ? name.substring(2) : name).split("\\.", -1);
        boolean wellFormed = name.length() <= LONGEST_NAME && labels.length > 1;
        for (String label : labels) {
            wellFormed &= LABEL.matcher(label).matches();
        }
        if (!wellFormed) {
            throw AwsException.badRequest("Invalid domain name specified: " + name);
        }
        if (wildcard && isPrivate) {
            throw AwsException.badRequest("Wildcard domain names are not supported for private custom domain names.");
        }
    }

    private static void requireRoom(Scope scope, boolean isPrivate) {
        Quota quota = isPrivate ? Quota.PRIVATE_DOMAIN_NAMES : Quota.DOMAIN_NAMES;
        scope.requireRoomInAccount(quota, () -> scope.tx().children("", "domainnames").stream()
                .filter(other -> isPrivate(other.value()) == isPrivate)
                .count());
    }

    /** Checks a change of endpoint types; what belonged to a type that is gone goes with it. */
    private static JsonObject moved(JsonObject before, JsonObject after) {
        Set<String> created = new LinkedHashSet<>(types(after));
        created.removeAll(types(before));
        Set<String> deleted = new LinkedHashSet<>(types(before));
        deleted.removeAll(types(after));
        if (types(after).isEmpty()) {
            throw AwsException.badRequest("REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.");
        }
        if (created.isEmpty() && deleted.isEmpty()) {
            return after;
        }
        if (created.contains(PRIVATE) || deleted.contains(PRIVATE)) {
            throw AwsException.badRequest("Cannot migrate a domain name between public and private endpoint types.");
        }
        if (created.size() + deleted.size() > 1) {
            throw AwsException.badRequest("Can only perform one update operation at a time. Request would "
                    + worded("delete", deleted) + ", " + worded("create", created));
        }
        EndpointRules.requireMovable(before);
        JsonObject domain = after;
        for (String type : deleted) {
            domain = Tree.without(domain, OF_TYPE.getOrDefault(type, new String[0]));
        }
        return domain;
    }

    private static String worded(String verb, Set<String> types) {
        return String.join(
                ", ",
                types.stream()
                        .map(type -> verb + " " + type.toLowerCase(Locale.ROOT) + " endpoint")
                        .toList());
    }

    /** Each public type has an address of its own, to which the owner points the name. */
    private static JsonObject withAddresses(Scope scope, @Nullable JsonObject before, JsonObject after) {
        JsonObject domain = after;
        String host = host(scope.settings());
        if (types(domain).contains(EDGE)) {
            domain = Tree.withDefault(
                    domain,
                    "distributionDomainName",
                    Tree.of("d" + Ids.random(ADDRESS_LENGTH) + ".cloudfront." + host));
            domain = Tree.withDefault(domain, "distributionHostedZoneId", Tree.of(EDGE_ZONE));
        }
        if (types(domain).contains(REGIONAL)) {
            domain = Tree.withDefault(
                    domain, "regionalDomainName", Tree.of("d-" + Ids.random(Ids.API) + ".execute-api." + host));
            domain = Tree.withDefault(domain, "regionalHostedZoneId", Tree.of(REGIONAL_ZONE));
        }
        boolean certified = domain.containsKey("certificateArn") || domain.containsKey("certificateName");
        boolean same = before != null
                && Tree.text(before, "certificateArn", "").equals(Tree.text(domain, "certificateArn", ""))
                && Tree.text(before, "certificateName", "").equals(Tree.text(domain, "certificateName", ""));
        return certified && !same ? Tree.with(domain, "certificateUploadDate", scope.now()) : domain;
    }

    /** Without the port, which no DNS record can tell. */
    private static String host(Settings settings) {
        return settings.domain().replaceFirst(":\\d+$", "");
    }

    static List<String> types(JsonObject domain) {
        return Tree.texts(Tree.object(domain, "endpointConfiguration"), "types");
    }

    static boolean isPrivate(JsonObject domain) {
        return types(domain).contains(PRIVATE);
    }

    /** What lies below goes along; what mappings and associations left elsewhere goes too. */
    static void remove(Scope scope, Key key, JsonObject domain) {
        for (Entry mapping : scope.tx().children(key.path(), "basepathmappings")) {
            BasePathMappingRules.unlink(scope, mapping.key(), mapping.value());
        }
        String arn = Tree.text(domain, "domainNameArn", "");
        for (Entry association : scope.tx().children("", "domainnameaccessassociations")) {
            if (arn.equals(Tree.text(association.value(), "domainNameArn"))) {
                scope.tx().delete(association.key());
            }
        }
    }
}
