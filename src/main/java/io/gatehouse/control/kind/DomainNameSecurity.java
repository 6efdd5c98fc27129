package io.gatehouse.control.kind;

import io.gatehouse.config.Settings;
import io.gatehouse.control.certificate.ServerCertificate;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.AwsException;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a domain name promises of its connections: certificates, TLS versions, client certificates, policies. */
final class DomainNameSecurity {
    private static final String EDGE_REGION = "us-east-1";
    private static final Set<String> EDGE_CERTIFICATE = Set.of("certificateArn", "certificateName");
    private static final Set<String> REGIONAL_CERTIFICATE = Set.of("regionalCertificateArn", "regionalCertificateName");
    private static final String NOT_VERIFIED = "The truststore is not read: connections end in front of this gateway,"
            + " and what ends them has to verify the certificates of clients.";
    private static final Pattern TRUSTSTORE = Pattern.compile("s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/\\S{1,1024}");

    /** The members by which a certificate comes as text. */
    static final List<String> IMPORTED = List.of("certificateBody", "certificatePrivateKey", "certificateChain");

    private DomainNameSecurity() {}

    /**
     * Checks the certificate of a new domain name that came as text.
     *
     * @throws AwsException {@code BadRequestException} when a part of it is missing or does not fit
     */
    static void checkImported(JsonObject domain, Instant now) {
        boolean imported = IMPORTED.stream().anyMatch(domain::containsKey);
        boolean named = domain.containsKey("certificateName");
        if (domain.containsKey("certificateArn")) {
            if (imported) {
                throw AwsException.badRequest("A certificate cannot be both imported and referenced by its ARN.");
            }
            return;
        }
        if (imported && !named) {
            throw AwsException.badRequest("Certificate name must be specified");
        }
        if (!imported && !named) {
            return;
        }
        for (String member : IMPORTED.subList(0, 2)) {
            if (!domain.containsKey(member)) {
                throw AwsException.badRequest("A certificate was not provided for the endpoint type "
                        + DomainNameRules.types(domain).get(0) + ".");
            }
        }
        ServerCertificate.check(
                Tree.text(domain, IMPORTED.get(0), ""),
                Tree.text(domain, IMPORTED.get(1), ""),
                Tree.text(domain, IMPORTED.get(2), ""),
                Tree.text(domain, "domainName", ""),
                now);
    }

    /** @throws AwsException {@code BadRequestException} for the first promise that cannot be kept */
    static void check(Settings settings, @Nullable JsonObject before, JsonObject domain) {
        List<String> types = DomainNameRules.types(domain);
        boolean isPrivate = DomainNameRules.isPrivate(domain);
        String ipAddressType = Tree.text(Tree.object(domain, "endpointConfiguration"), "ipAddressType", "");
        if (isPrivate && !ipAddressType.equals("dualstack")) {
            throw AwsException.badRequest("Only dualstack ipAddressType is supported for private custom domain names.");
        }
        certificates(domain, types);
        certificateArn(domain, "certificateArn", isPrivate ? settings.region() : EDGE_REGION);
        certificateArn(domain, "regionalCertificateArn", settings.region());
        certificateArn(domain, "ownershipVerificationCertificateArn", settings.region());
        securityPolicy(before, domain, types);
        mutualTls(domain, types);
        if (!isPrivate && (domain.containsKey("policy") || domain.containsKey("managementPolicy"))) {
            throw AwsException.badRequest("Policies are only supported for private custom domain names.");
        }
    }

    private static void certificates(JsonObject domain, List<String> types) {
        for (String type : List.of(DomainNameRules.EDGE, DomainNameRules.REGIONAL)) {
            boolean given = certificate(type).stream().anyMatch(domain::containsKey);
            boolean used = types.stream().anyMatch(each -> certificate(each).equals(certificate(type)));
            if (given && !used) {
                // AWS: a certificate of a wrong type is told before one that is missing (observed).
                throw AwsException.badRequest(
                        types.contains(DomainNameRules.PRIVATE)
                                ? "RegionalCertificateArn is not supported for PRIVATE custom domain name"
                                : "Cannot import certificates for " + type + " while " + types.get(0) + " is active.");
            }
        }
        for (String type : types) {
            if (certificate(type).stream().noneMatch(domain::containsKey)) {
                throw AwsException.badRequest("A certificate was not provided for the endpoint type " + type + ".");
            }
        }
    }

    /** The members by which the certificate of an endpoint type is given. */
    private static Set<String> certificate(String type) {
        return type.equals(DomainNameRules.REGIONAL) ? REGIONAL_CERTIFICATE : EDGE_CERTIFICATE;
    }

    private static void certificateArn(JsonObject domain, String member, String region) {
        String text = Tree.text(domain, member, "");
        if (text.isEmpty()) {
            return;
        }
        Arn arn = Arn.parse(text)
                .filter(each -> each.service().equals("acm") && each.resource().startsWith("certificate/"))
                .orElseThrow(() -> AwsException.badRequest("Invalid ARN. ARN is not well formed " + text));
        if (!arn.region().equals(region)) {
            throw AwsException.badRequest(
                    "Invalid certificate ARN: " + text + ". Certificate must be in '" + region + "'.");
        }
    }

    private static void securityPolicy(@Nullable JsonObject before, JsonObject domain, List<String> types) {
        String policy = Tree.text(domain, "securityPolicy", "");
        if (before != null && types.size() > 1 && !policy.equals(Tree.text(before, "securityPolicy", ""))) {
            throw AwsException.badRequest(
                    "Cannot update the security policy of a domain name with multiple endpoint types.");
        }
        types.forEach(type -> EndpointRules.checkSecurity(domain, type));
        if (policy.isEmpty() || (types.contains(DomainNameRules.PRIVATE) && policy.equals("TLS_1_0"))) {
            throw AwsException.badRequest(
                    "Invalid security policy specified for endpoint type " + types.get(0) + ": " + policy);
        }
    }

    private static void mutualTls(JsonObject domain, List<String> types) {
        JsonObject mutualTls = Tree.object(domain, "mutualTlsAuthentication");
        if (mutualTls.isEmpty()) {
            return;
        }
        String truststore = Tree.text(mutualTls, "truststoreUri", "");
        if (!TRUSTSTORE.matcher(truststore).matches()) {
            throw AwsException.badRequest("Invalid truststore URI specified: " + truststore
                    + ". It must be of the form s3://bucket-name/key-name.");
        }
        if (!types.equals(List.of(DomainNameRules.REGIONAL))) {
            throw AwsException.badRequest("Mutual TLS authentication is supported for Regional domain names only");
        }
        if (!"TLS_1_2".equals(Tree.text(domain, "securityPolicy"))) {
            throw AwsException.badRequest("Mutual TLS authentication is only supported with TLS 1.2.");
        }
    }

    /** The domain name as it is answered: nobody is to believe in a check of clients that is not made. */
    static JsonObject told(JsonObject domain) {
        JsonObject mutualTls = Tree.object(domain, "mutualTlsAuthentication");
        return mutualTls.isEmpty()
                ? domain
                : Tree.with(
                        domain,
                        "mutualTlsAuthentication",
                        Tree.with(mutualTls, "truststoreWarnings", Tree.of(List.of(NOT_VERIFIED))));
    }

    /** The domain name with its policies as compact JSON. */
    static JsonObject withPolicies(JsonObject given) {
        JsonObject domain = given;
        for (String member : List.of("policy", "managementPolicy")) {
            String text = Tree.text(domain, member);
            if (text != null) {
                JsonObject policy = Tree.parse(text)
                        .orElseThrow(() -> AwsException.badRequest("Invalid policy document. Please check the policy"
                                + " syntax and ensure that Principals are valid."));
                domain = Tree.with(domain, member, policy.toString());
            }
        }
        return domain;
    }
}
