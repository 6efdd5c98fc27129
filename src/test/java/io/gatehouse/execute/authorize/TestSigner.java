package io.gatehouse.execute.authorize;

import io.gatehouse.execute.Headers;
import io.gatehouse.snapshot.mapping.PercentEncoding;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Signs requests for tests, in the header form. */
public final class TestSigner {
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private TestSigner() {}

    /** Adds {@code X-Amz-Date} and {@code Authorization} to the headers, which hold {@code Host}. */
    public static void sign(SignedRequest request, byte[] body, Credentials credentials, String service, Instant now) {
        Headers headers = request.headers();
        String date = BASIC.format(now);
        String scope = date.substring(0, 8) + "/us-east-1/" + service + "/aws4_request";
        headers.set("X-Amz-Date", date);
        String canonical = CanonicalRequest.text(
                request,
                QueryString.parse(request.rawQuery()),
                List.of("host", "x-amz-date"),
                SigningKeys.hex(SigningKeys.sha256(body)));
        String toSign = "AWS4-HMAC-SHA256\n" + date + '\n' + scope + '\n'
                + SigningKeys.hex(SigningKeys.sha256(PercentEncoding.octets(canonical)));
        byte[] key = new SigningKeys().key(credentials.secretAccessKey(), date.substring(0, 8), "us-east-1", service);
        headers.set(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=" + credentials.accessKeyId() + '/' + scope
                        + ", SignedHeaders=host;x-amz-date, Signature="
                        + SigningKeys.hex(SigningKeys.hmac(key, toSign)));
    }
}
