package io.gatehouse.model.account;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which client certificates a domain name trusts: {@code truststoreUri} is {@code s3://bucket/key} of a bundle in PEM.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_MutualTlsAuthentication.html">AWS:
 *     MutualTlsAuthentication</a>
 */
public record MutualTlsAuthentication(
        @Nullable String truststoreUri,
        @Nullable String truststoreVersion,
        @Nullable List<String> truststoreWarnings) {}
