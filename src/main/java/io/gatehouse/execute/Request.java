package io.gatehouse.execute;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as a door took it in, past the strict request check.
 *
 * @param method as sent
 * @param rawPath the path as sent, percent-encoded, beginning with a slash
 * @param rawQuery the query as sent without the question mark, null when there was none
 * @param host the Host field: name and, where sent, port
 * @param remoteAddress the caller's IP address
 * @param protocol {@code HTTP/1.1}
 */
public record Request(
        String method,
        String rawPath,
        @Nullable String rawQuery,
        String host,
        Headers headers,
        Body body,
        String remoteAddress,
        String scheme,
        int port,
        String protocol) {

    Request withBody(Body read) {
        return new Request(method, rawPath, rawQuery, host, headers, read, remoteAddress, scheme, port, protocol);
    }
}
