package io.gatehouse.execute.authorize;

import io.gatehouse.execute.Headers;
import io.gatehouse.snapshot.mapping.PercentEncoding;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The one text that caller and gateway derive from a request, for all services but S3.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">AWS:
 *     create a signed request</a>
 */
final class CanonicalRequest {
    private static final Comparator<String[]> BY_NAME_THEN_VALUE =
            Comparator.<String[], String>comparing(pair -> pair[0]).thenComparing(pair -> pair[1]);

    private CanonicalRequest() {}

    static String text(SignedRequest request, QueryString query, List<String> signedHeaders, String payloadHash) {
        var text = new StringBuilder(512)
                .append(request.method())
                .append('\n')
                .append(path(request.rawPath()))
                .append('\n')
                .append(query(query))
                .append('\n');
        for (String name : signedHeaders) {
            text.append(name)
                    .append(':')
                    .append(header(request.headers(), name))
                    .append('\n');
        }
        return text.append('\n')
                .append(String.join(";", signedHeaders))
                .append('\n')
                .append(payloadHash)
                .toString();
    }

    /** Dot segments and empty segments are taken out, then each segment is encoded once more, as it came. */
    static String path(String rawPath) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : rawPath.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(PercentEncoding.encodeRaw(segment));
            }
        }
        String path = '/' + String.join("/", segments);
        return rawPath.endsWith("/") && !segments.isEmpty() ? path + '/' : path;
    }

    private static String query(QueryString query) {
        return query.parameters().stream()
                .filter(p -> !p.name().equals("X-Amz-Signature"))
                .map(p -> new String[] {PercentEncoding.encode(p.name()), PercentEncoding.encode(p.value())})
                .sorted(BY_NAME_THEN_VALUE)
                .map(pair -> pair[0] + '=' + pair[1])
                .collect(Collectors.joining("&"));
    }

    private static String header(Headers headers, String name) {
        return headers.all(name).stream().map(CanonicalRequest::folded).collect(Collectors.joining(","));
    }

    /** Runs of blanks count as one, those at the ends as none. */
    private static String folded(String value) {
        var folded = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
            if (!blank) {
                folded.append(c);
            } else if (!folded.isEmpty() && folded.charAt(folded.length() - 1) != ' ') {
                folded.append(' ');
            }
        }
        int end = folded.length();
        return end > 0 && folded.charAt(end - 1) == ' ' ? folded.substring(0, end - 1) : folded.toString();
    }
}
