package io.gatehouse.execute.authorize;

import io.gatehouse.execute.Headers;
import io.gatehouse.snapshot.mapping.PercentEncoding;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the caller says about the signature, from the {@code Authorization} header or from the query.
 *
 * @param scope access key id, date, region, service, terminator
 * @param date as it came
 * @param sessionToken of temporary credentials
 * @param expires seconds a presigned URL is good for; null in the header form
 */
record SignatureFields(
        List<String> scope,
        List<String> signedHeaders,
        String signature,
        String date,
        @Nullable String sessionToken,
        @Nullable Integer expires) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final int WEEK = 604_800;

    /** @throws RefusedSignatureException when there is no signature, or parts of it are missing or malformed */
    static SignatureFields of(Headers headers, QueryString query) {
        List<String> authorization = headers.all("Authorization");
        boolean presigned = query.first("X-Amz-Algorithm").isPresent();
        if (presigned && !authorization.isEmpty()) {
            throw RefusedSignatureException.invalid(
                    "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");
        }
        if (presigned) {
            return presigned(query);
        }
        if (authorization.isEmpty() || authorization.get(0).isBlank()) {
            throw RefusedSignatureException.missing();
        }
        return header(authorization.size() == 1 ? authorization.get(0) : String.join(",", authorization), headers);
    }

    private static SignatureFields header(String authorization, Headers headers) {
        String text = authorization.strip();
        int space = text.indexOf(' ');
        String algorithm = space < 0 ? text : text.substring(0, space);
        boolean ours = algorithm.equals(ALGORITHM);
        if (!ours && algorithm.startsWith("AWS4-")) {
            throw unsupported(algorithm);
        }
        Map<String, String> parts = ours && space > 0 ? parts(text.substring(space + 1), authorization) : Map.of();
        String date = Optional.ofNullable(headers.first("X-Amz-Date"))
                .or(() -> Optional.ofNullable(headers.first("Date")))
                .orElse("")
                .strip();
        var missing = new ArrayList<String>();
        for (String name : List.of("Credential", "Signature", "SignedHeaders")) {
            if (parts.getOrDefault(name, "").isEmpty()) {
                missing.add("Authorization header requires '" + name + "' parameter.");
            }
        }
        if (date.isEmpty()) {
            missing.add("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        }
        if (!missing.isEmpty()) {
            throw RefusedSignatureException.incomplete(String.join(" ", missing)
                    + " (Hashed with SHA-256 and encoded with Base64) Authorization=" + digest(authorization));
        }
        return new SignatureFields(
                scope(parts.getOrDefault("Credential", "")),
                names(parts.getOrDefault("SignedHeaders", "")),
                parts.getOrDefault("Signature", ""),
                date,
                headers.first("X-Amz-Security-Token"),
                null);
    }

    private static Map<String, String> parts(String text, String authorization) {
        Map<String, String> parts = new HashMap<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                // AWS: the header may hold a secret, so since 2024 it is answered hashed.
                throw RefusedSignatureException.incomplete("Invalid key=value pair (missing equal-sign) in"
                        + " Authorization header (hashed with SHA-256 and encoded with Base64): '"
                        + digest(authorization)
                        + "'.");
            }
            if (parts.put(
                            part.substring(0, equals).strip(),
                            part.substring(equals + 1).strip())
                    != null) {
                throw RefusedSignatureException.incomplete("Duplicate parameter in Authorization header (hashed with"
                        + " SHA-256 and encoded with Base64): '" + digest(authorization) + "'.");
            }
        }
        return parts;
    }

    private static SignatureFields presigned(QueryString query) {
        var missing = new ArrayList<String>();
        for (String name : List.of(
                "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date")) {
            List<String> values = query.all(name);
            if (values.size() != 1 || values.get(0).isEmpty()) {
                missing.add("AWS query-string parameters must include '" + name + "'.");
            }
        }
        if (!missing.isEmpty()) {
            throw RefusedSignatureException.incomplete(
                    String.join(" ", missing) + " Re-examine the query-string parameters.");
        }
        String algorithm = query.first("X-Amz-Algorithm").orElse("");
        if (!algorithm.equals(ALGORITHM)) {
            throw unsupported(algorithm);
        }
        return new SignatureFields(
                scope(query.first("X-Amz-Credential").orElse("")),
                names(query.first("X-Amz-SignedHeaders").orElse("")),
                query.first("X-Amz-Signature").orElse(""),
                query.first("X-Amz-Date").orElse(""),
                query.first("X-Amz-Security-Token").orElse(null),
                expires(query.first("X-Amz-Expires")));
    }

    private static Integer expires(Optional<String> seconds) {
        String text = seconds.orElse("300");
        if (!text.matches("[0-9]{1,9}")) {
            throw RefusedSignatureException.incomplete("X-Amz-Expires should be a number");
        }
        if (Integer.parseInt(text) > WEEK) {
            throw RefusedSignatureException.incomplete("X-Amz-Expires must be less than a week (in seconds); that is,"
                    + " the given X-Amz-Expires must be less than 604800 seconds");
        }
        return Integer.valueOf(text);
    }

    private static List<String> scope(String credential) {
        List<String> scope = List.of(credential.split("/", -1));
        if (scope.size() != 5) {
            throw RefusedSignatureException.incomplete("Credential must have exactly 5 slash-delimited elements, e.g."
                    + " keyid/date/region/service/term, got '" + credential + "'");
        }
        return scope;
    }

    private static List<String> names(String signedHeaders) {
        return List.of(signedHeaders.toLowerCase(Locale.ROOT).split(";"));
    }

    private static RefusedSignatureException unsupported(String algorithm) {
        return RefusedSignatureException.incomplete("Unsupported AWS 'algorithm': '" + algorithm + "'.");
    }

    private static String digest(String authorization) {
        return Base64.getEncoder().encodeToString(SigningKeys.sha256(PercentEncoding.octets(authorization)));
    }
}
