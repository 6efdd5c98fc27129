package io.gatehouse.snapshot.mapping;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP endpoint's address, taken apart.
 *
 * @param host lower or upper case as written; an IPv6 address in its brackets
 * @param path begins with a slash; fit for a request line
 * @param query without question mark; null when there is none
 */
public record Endpoint(boolean tls, String host, int port, String path, @Nullable String query) {

    /**
     * Takes a URI apart.
     *
     * @throws IllegalArgumentException when it is no {@code http} or {@code https} address
     */
    public static Endpoint parse(String uri) {
        boolean tls = uri.regionMatches(true, 0, "https://", 0, 8);
        if (!tls && !uri.regionMatches(true, 0, "http://", 0, 7)) {
            throw invalid();
        }
        int authority = tls ? 8 : 7;
        int end = first(uri, "/?#", authority);
        int path = end;
        int fragment = first(uri, "#", end);
        int mark = first(uri, "?", end);
        String query = mark < fragment ? PercentEncoding.repair(uri.substring(mark + 1, fragment)) : null;
        String rawPath = uri.substring(path, Math.min(mark, fragment));
        int colon = portColon(uri, authority, end);
        return new Endpoint(
                tls,
                host(uri, authority, colon),
                colon == end || colon + 1 == end ? (tls ? 443 : 80) : port(uri, colon + 1, end),
                rawPath.isEmpty() ? "/" : PercentEncoding.repair(rawPath),
                query);
    }

    private static int first(String text, String characters, int from) {
        for (int i = from; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    private static int portColon(String uri, int from, int to) {
        int bracket = uri.lastIndexOf(']', to - 1);
        int colon = uri.indexOf(':', Math.max(from, bracket));
        return colon < 0 || colon > to ? to : colon;
    }

    private static String host(String uri, int from, int to) {
        boolean literal = to - from > 2 && uri.charAt(from) == '[' && uri.charAt(to - 1) == ']';
        String name = literal ? uri.substring(from + 1, to - 1) : uri.substring(from, to);
        if (name.isEmpty() || !Characters.isMadeOf(name, literal ? ":." : "-._")) {
            throw invalid();
        }
        return uri.substring(from, to);
    }

    private static int port(String uri, int from, int to) {
        int port = 0;
        for (int i = from; i < to; i++) {
            char c = uri.charAt(i);
            port = Characters.isDigit(c) && port <= 65_535 ? port * 10 + (c - '0') : -1;
            if (port < 0) {
                throw invalid();
            }
        }
        if (port < 1 || port > 65_535) {
            throw invalid();
        }
        return port;
    }

    private static IllegalArgumentException invalid() {
        return new IllegalArgumentException("Invalid HTTP endpoint specified for URI");
    }
}
