package io.gatehouse.model.account;

import io.gatehouse.model.rest.EndpointConfiguration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A host name of the owner's own, under which stages of APIs are called. Times are UTC; policies are JSON text.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_DomainName.html">AWS: DomainName</a>
 */
public record DomainName(
        @Nullable String domainName,
        @Nullable String domainNameId,
        @Nullable String domainNameArn,
        @Nullable String certificateName,
        @Nullable String certificateArn,
        @Nullable Instant certificateUploadDate,
        @Nullable String regionalDomainName,
        @Nullable String regionalHostedZoneId,
        @Nullable String regionalCertificateName,
        @Nullable String regionalCertificateArn,
        @Nullable String distributionDomainName,
        @Nullable String distributionHostedZoneId,
        @Nullable EndpointConfiguration endpointConfiguration,
        @Nullable String domainNameStatus,
        @Nullable String domainNameStatusMessage,
        @Nullable String securityPolicy,
        @Nullable String endpointAccessMode,
        @Nullable Map<String, String> tags,
        @Nullable MutualTlsAuthentication mutualTlsAuthentication,
        @Nullable String ownershipVerificationCertificateArn,
        @Nullable String managementPolicy,
        @Nullable String policy,
        @Nullable String routingMode) {}
