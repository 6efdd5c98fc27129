package io.gatehouse.control.openapi;

import io.gatehouse.model.AwsException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What becomes of a document's base path.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-basePath.html">AWS:
 *     basePath</a>
 */
enum BasepathMode {
    /** It is dropped. */
    IGNORE,
    /** It stands before every path. */
    PREPEND,
    /** Its first segment is dropped, the rest stands before every path. */
    SPLIT;

    static BasepathMode of(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> AwsException.badRequest(
                        "Invalid basepath specified: " + text + ". Valid options are ignore,prepend,split"));
    }

    /** The path of a resource, without a slash at its end: {@code /} or {@code /a/b}. */
    String apply(String basePath, String path) {
        List<String> base = segments(basePath);
        List<String> kept =
                switch (this) {
                    case IGNORE -> List.of();
                    case PREPEND -> base;
                    case SPLIT -> base.isEmpty() ? base : base.subList(1, base.size());
                };
        StringBuilder result = new StringBuilder();
        kept.forEach(segment -> result.append('/').append(segment));
        segments(path).forEach(segment -> result.append('/').append(segment));
        return result.isEmpty() ? "/" : result.toString();
    }

    static List<String> segments(String path) {
        return Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }
}
