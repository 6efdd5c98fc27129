package io.gatehouse.model.rest;

import org.jspecify.annotations.Nullable;

/**
 * How the certificate of an HTTPS backend is checked.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_TlsConfig.html">AWS: TlsConfig</a>
 */
public record TlsConfig(@Nullable Boolean insecureSkipVerification) {}
