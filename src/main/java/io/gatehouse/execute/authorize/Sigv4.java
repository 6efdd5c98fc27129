package io.gatehouse.execute.authorize;

import io.gatehouse.snapshot.mapping.PercentEncoding;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Checks AWS Signature Version 4, in a header or in the query. It works in two steps, so that a stranger's body need
 * not be read: {@link #open} refuses whatever can be refused without it, {@link Opened#verify} compares the signature.
 * Safe for use by many threads.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">AWS: Signature Version 4</a>
 */
public final class Sigv4 {
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final String region;
    private final Function<String, Optional<Credentials>> keys;
    private final Clock clock;
    private final SigningKeys signingKeys = new SigningKeys();

    /** @param keys finds the credentials of an access key id */
    public Sigv4(String region, Function<String, Optional<Credentials>> keys, Clock clock) {
        this.region = region;
        this.keys = keys;
        this.clock = clock;
    }

    /** A request whose caller is known and whose signature is still to be compared. */
    public final class Opened {
        private final SignedRequest request;
        private final QueryString query;
        private final SignatureFields fields;
        private final Credentials credentials;
        private final String date;

        private Opened(
                SignedRequest request,
                QueryString query,
                SignatureFields fields,
                Credentials credentials,
                Instant date) {
            this.request = request;
            this.query = query;
            this.fields = fields;
            this.credentials = credentials;
            this.date = BASIC.format(date);
        }

        public String accessKeyId() {
            return credentials.accessKeyId();
        }

        /**
         * Compares the signature, in constant time.
         *
         * @throws RefusedSignatureException {@code InvalidSignatureException} when it is another
         */
        public void verify(byte[] body) {
            compare(SigningKeys.hex(SigningKeys.sha256(body)));
        }

        /**
         * As {@link #verify(byte[])}, where a service lets callers leave the body out of the signature. It counts as
         * left out only when the signed header {@code x-amz-content-sha256} says so.
         */
        public void verifyUnlessUnsigned(byte[] body) {
            boolean unsigned = "UNSIGNED-PAYLOAD".equals(request.headers().first("X-Amz-Content-Sha256"));
            compare(unsigned ? "UNSIGNED-PAYLOAD" : SigningKeys.hex(SigningKeys.sha256(body)));
        }

        private void compare(String payloadHash) {
            String canonical = CanonicalRequest.text(request, query, fields.signedHeaders(), payloadHash);
            List<String> scope = fields.scope();
            String toSign = "AWS4-HMAC-SHA256\n" + date + '\n' + String.join("/", scope.subList(1, 5)) + '\n'
                    + SigningKeys.hex(SigningKeys.sha256(PercentEncoding.octets(canonical)));
            byte[] key = signingKeys.key(credentials.secretAccessKey(), scope.get(1), scope.get(2), scope.get(3));
            String expected = SigningKeys.hex(SigningKeys.hmac(key, toSign));
            if (!MessageDigest.isEqual(PercentEncoding.octets(expected), PercentEncoding.octets(fields.signature()))) {
                throw RefusedSignatureException.invalid(
                        """
                        The request signature we calculated does not match the signature you provided. Check your \
                        AWS Secret Access Key and signing method. Consult the service documentation for details.

                        The Canonical String for this request should have been
                        '%s'

                        The String-to-Sign should have been
                        '%s'
                        """
                                .formatted(canonical, toSign));
            }
        }
    }

    /**
     * Finds the caller and checks all but the signature itself.
     *
     * @param service the name that must stand in the credential scope, such as {@code apigateway}
     * @throws RefusedSignatureException when there is no signature or parts of it are missing, for a wrong scope, a
     *     clock more than five minutes off, and an unknown or expired key
     */
    public Opened open(SignedRequest request, String service) {
        QueryString query;
        try {
            query = QueryString.parse(request.rawQuery());
        } catch (IllegalArgumentException malformed) {
            throw RefusedSignatureException.incomplete("The query string is not properly percent-encoded");
        }
        SignatureFields fields = SignatureFields.of(request.headers(), query);
        Instant date = date(fields.date());
        checkSignedHeaders(request, fields);
        checkTime(date, fields);
        checkScope(fields.scope(), service, date);
        Credentials credentials =
                keys.apply(fields.scope().get(0)).orElseThrow(RefusedSignatureException::unknownToken);
        checkToken(credentials, fields);
        return new Opened(request, query, fields, credentials, date);
    }

    private static Instant date(String text) {
        try {
            return LocalDateTime.parse(text, BASIC).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException notBasic) {
            return httpDate(text);
        }
    }

    private static Instant httpDate(String text) {
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
        } catch (DateTimeException neither) {
            throw RefusedSignatureException.incomplete("Date must be in ISO-8601 'basic format'. Got '" + text
                    + "'. See http://en.wikipedia.org/wiki/ISO_8601");
        }
    }

    private static void checkSignedHeaders(SignedRequest request, SignatureFields fields) {
        List<String> signed = fields.signedHeaders();
        if (!signed.contains("host") && !signed.contains(":authority")) {
            throw RefusedSignatureException.invalid(
                    "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
        for (String name : List.of("X-Amz-Date", "X-Amz-Content-Sha256")) {
            if (request.headers().contains(name) && !signed.contains(name.toLowerCase(Locale.ROOT))) {
                throw RefusedSignatureException.invalid(
                        "'" + name + "' must be a 'SignedHeader' in the AWS Authorization.");
            }
        }
    }

    private void checkTime(Instant date, SignatureFields fields) {
        Instant now = clock.instant();
        Instant latest = now.plus(SKEW);
        if (date.isAfter(latest)) {
            throw RefusedSignatureException.invalid("Signature not yet current: " + BASIC.format(date)
                    + " is still later than " + BASIC.format(latest) + " (" + BASIC.format(now) + " + 5 min.)");
        }
        Integer seconds = fields.expires();
        if (seconds != null) {
            Instant end = date.plusSeconds(seconds);
            if (now.isAfter(end)) {
                throw RefusedSignatureException.invalid(
                        "Signature expired: " + BASIC.format(end) + " is now earlier than " + BASIC.format(now));
            }
            return;
        }
        Instant earliest = now.minus(SKEW);
        if (date.isBefore(earliest)) {
            throw RefusedSignatureException.invalid("Signature expired: " + BASIC.format(date) + " is now earlier than "
                    + BASIC.format(earliest) + " (" + BASIC.format(now) + " - 5 min.)");
        }
    }

    private void checkScope(List<String> scope, String service, Instant date) {
        var wrong = new ArrayList<String>();
        if (!scope.get(2).equals(region)) {
            wrong.add("Credential should be scoped to a valid region, not '" + scope.get(2) + "'.");
        }
        if (!scope.get(3).equals(service)) {
            wrong.add("Credential should be scoped to correct service: '" + service + "'.");
        }
        if (!scope.get(4).equals("aws4_request")) {
            wrong.add(
                    "Credential should be scoped with a valid terminator: 'aws4_request', not '" + scope.get(4) + "'.");
        }
        String stamp = BASIC.format(date);
        String day = stamp.substring(0, 8);
        if (!scope.get(1).equals(day)) {
            wrong.add("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                    + scope.get(1) + "' != '" + day + "', from '" + stamp + "'.");
        }
        if (!wrong.isEmpty()) {
            throw RefusedSignatureException.invalid(String.join(" ", wrong));
        }
    }

    private void checkToken(Credentials credentials, SignatureFields fields) {
        String expected = Optional.ofNullable(credentials.sessionToken()).orElse("");
        String given = Optional.ofNullable(fields.sessionToken()).orElse("");
        if (!MessageDigest.isEqual(PercentEncoding.octets(expected), PercentEncoding.octets(given))) {
            throw RefusedSignatureException.unknownToken();
        }
        Instant expires = credentials.expires();
        if (expires != null && !clock.instant().isBefore(expires)) {
            throw RefusedSignatureException.expiredToken();
        }
    }
}
