package io.gatehouse.model.account;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The certificate by which a stage proves itself to its backends. Its private key is kept beside it, sealed, and never
 * answered.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_ClientCertificate.html">AWS: ClientCertificate</a>
 */
public record ClientCertificate(
        @Nullable String clientCertificateId,
        @Nullable String description,
        @Nullable String pemEncodedCertificate,
        @Nullable Instant createdDate,
        @Nullable Instant expirationDate,
        @Nullable Map<String, String> tags) {}
