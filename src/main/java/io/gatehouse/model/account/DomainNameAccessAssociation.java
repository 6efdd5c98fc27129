package io.gatehouse.model.account;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets the callers of a VPC endpoint use a private domain name.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_DomainNameAccessAssociation.html">AWS:
 *     DomainNameAccessAssociation</a>
 */
public record DomainNameAccessAssociation(
        @Nullable String domainNameAccessAssociationArn,
        @Nullable String domainNameArn,
        @Nullable String accessAssociationSourceType,
        @Nullable String accessAssociationSource,
        @Nullable Map<String, String> tags) {}
