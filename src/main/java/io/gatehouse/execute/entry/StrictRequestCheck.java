package io.gatehouse.execute.entry;

import io.gatehouse.config.Settings;
import io.gatehouse.execute.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Lets only requests through that every server reads alike, so that what is matched here and what a backend gets to see
 * is the same request. Both doors ask it before a data-plane request is routed.
 *
 * <table>
 * <caption>What is refused; the connection is closed afterwards</caption>
 * <tr><th>part</th><th>refused</th><th>answer</th></tr>
 * <tr><td>size</td><td>target longer than 10,240</td><td>414</td></tr>
 * <tr><td>size</td><td>names, values and separators of all fields above 20,480 bytes</td><td>431</td></tr>
 * <tr><td>size</td><td>Content-Length above 10 MB</td><td>413</td></tr>
 * <tr><td>method</td><td>not a token (RFC 9110, 5.6.2)</td><td>400</td></tr>
 * <tr><td>path</td><td>not beginning with a slash ({@code *}, authority form); raw bytes that RFC 3986 does not allow
 * there; bad percent-encoding; NUL and backslash in any form; segments that are {@code .} or {@code ..} in any form,
 * also beside {@code %2F} and with {@code ;parameters}</td><td>400</td></tr>
 * <tr><td>query</td><td>raw bytes that RFC 3986 does not allow there but {@code [} and {@code ]}, which many clients
 * send; bad percent-encoding; NUL in any form</td><td>400</td></tr>
 * <tr><td>absolute form</td><td>an authority other than Host, a scheme other than http and https</td><td>400</td></tr>
 * <tr><td>Host</td><td>missing, repeated, not {@code name[:port]} or {@code [IPv6][:port]}</td><td>400</td></tr>
 * <tr><td>Content-Length</td><td>other than 1 to 18 digits, repeated with another value, beside
 * Transfer-Encoding</td><td>400</td></tr>
 * <tr><td>Transfer-Encoding</td><td>anything but a single {@code chunked}; in HTTP/1.0</td><td>400</td></tr>
 * <tr><td>Expect</td><td>anything but {@code 100-continue}</td><td>417</td></tr>
 * <tr><td>field names</td><td>not a token</td><td>400</td></tr>
 * <tr><td>field values</td><td>control characters but the tab</td><td>400</td></tr>
 * </table>
 *
 * What passes is given on in one form: percent-encoded letters, digits, {@code - . _ ~} are decoded in the path and the
 * hexadecimal digits of the others are capitals (RFC 3986, 6.2.2), so that {@code /%70ets} is {@code /pets} to the route
 * table and to the backend. Encoded slashes stay encoded; empty segments stay.
 */
final class StrictRequestCheck {
    private static final int TOKEN = 1;
    private static final int PATH = 2;
    private static final int QUERY = 4;
    private static final int HOST = 8;
    private static final int UNRESERVED = 16;
    private static final byte[] CLASSES = classes();

    private final int urlLength;
    private final int headerBytes;
    private final long payloadBytes;

    StrictRequestCheck(Settings.Limits limits) {
        urlLength = limits.urlLength();
        headerBytes = limits.headerBytes();
        payloadBytes = limits.payloadBytes();
    }

    private static byte[] classes() {
        var classes = new byte[128];
        mark(classes, "!#$%&'*+-.^_`|~", TOKEN);
        mark(classes, "/%-._~!$&'()*+,;=:@", PATH);
        mark(classes, "/%-._~!$&'()*+,;=:@?[]", QUERY);
        mark(classes, "-._", HOST);
        mark(classes, "-._~", UNRESERVED);
        for (char c = '0'; c <= 'z'; c++) {
            if (c <= '9' || (c >= 'A' && c <= 'Z') || c >= 'a') {
                mark(classes, String.valueOf(c), TOKEN | PATH | QUERY | HOST | UNRESERVED);
            }
        }
        return classes;
    }

    private static void mark(byte[] classes, String members, int kind) {
        for (int i = 0; i < members.length(); i++) {
            classes[members.charAt(i)] |= (byte) kind;
        }
    }

    private static boolean is(char c, int kind) {
        return c < 128 && (CLASSES[c] & kind) != 0;
    }

    /**
     * Checks the request line.
     *
     * @return the path in its one form
     * @throws RefusedRequest as the table says
     */
    String path(String method, String rawPath, @Nullable String rawQuery) {
        if (rawPath.length() + (rawQuery == null ? 0 : rawQuery.length() + 1) > urlLength) {
            throw new RefusedRequest(Refusal.URI_TOO_LONG, "the request target is too long");
        }
        if (!isAll(method, TOKEN)) {
            throw bad("the method is not a token");
        }
        if (rawQuery != null) {
            checkQuery(rawQuery);
        }
        return normalPath(rawPath);
    }

    /**
     * Takes scheme and authority off an absolute-form target.
     *
     * @throws RefusedRequest when it names another authority than Host
     */
    static String originForm(String target, @Nullable String host) {
        if (target.isEmpty() || target.charAt(0) == '/') {
            return target;
        }
        int begin = target.regionMatches(true, 0, "http://", 0, 7)
                ? 7
                : target.regionMatches(true, 0, "https://", 0, 8) ? 8 : -1;
        if (begin < 0) {
            throw bad("the request target is neither a path nor a URL");
        }
        int end = begin;
        while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
            end++;
        }
        if (host == null || !target.substring(begin, end).equalsIgnoreCase(host)) {
            throw bad("the request target names another host than Host");
        }
        return end < target.length() && target.charAt(end) == '/' ? target.substring(end) : "/" + target.substring(end);
    }

    private static void checkQuery(String query) {
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (!is(c, QUERY)) {
                throw bad("a character of the query must be percent-encoded");
            }
            if (c == '%' && octet(query, i) == 0) {
                throw bad("NUL in the query");
            }
        }
    }

    private static String normalPath(String path) {
        if (path.isEmpty() || path.charAt(0) != '/') {
            throw bad("the path does not begin with a slash");
        }
        boolean encoded = false;
        boolean dot = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (!is(c, PATH)) {
                throw bad("a character of the path must be percent-encoded");
            }
            encoded |= c == '%';
            dot |= c == '.';
        }
        String normal = encoded ? decodeUnreserved(path) : path;
        if (encoded || dot) {
            checkSegments(normal);
        }
        return normal;
    }

    private static String decodeUnreserved(String path) {
        var normal = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c != '%') {
                normal.append(c);
                continue;
            }
            int octet = octet(path, i);
            if (octet == 0 || octet == '\\') {
                throw bad("NUL or backslash in the path");
            }
            if (is((char) octet, UNRESERVED)) {
                normal.append((char) octet);
            } else {
                normal.append('%').append(hex(octet >> 4)).append(hex(octet & 15));
            }
            i += 2;
        }
        return normal.toString();
    }

    private static char hex(int digit) {
        return Character.toUpperCase(Character.forDigit(digit, 16));
    }

    /** The octet that is encoded at a percent sign. */
    private static int octet(String text, int percent) {
        int high = percent + 2 < text.length() ? Character.digit(text.charAt(percent + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(text.charAt(percent + 2), 16);
        if (low < 0) {
            throw bad("a percent sign without two hexadecimal digits");
        }
        return high * 16 + low;
    }

    /** Backends that decode {@code %2F} or cut {@code ;parameters} off see other segments than we do: mind theirs too. */
    private static void checkSegments(String path) {
        int start = 1;
        for (int i = 1; i <= path.length(); i++) {
            boolean end = i == path.length() || path.charAt(i) == '/' || path.charAt(i) == ';';
            boolean encodedEnd = !end && (path.startsWith("%2F", i) || path.startsWith("%3B", i));
            if (end || encodedEnd) {
                boolean dots = i - start == 1 && path.charAt(start) == '.';
                boolean twoDots = i - start == 2 && path.charAt(start) == '.' && path.charAt(start + 1) == '.';
                if (dots || twoDots) {
                    throw bad("a dot segment in the path");
                }
                start = encodedEnd ? i + 3 : i + 1;
                i = start - 1;
            }
        }
    }

    /**
     * Checks the fields. To be asked after {@link #path}.
     *
     * @throws RefusedRequest as the table says
     */
    void fields(Headers headers, boolean http10) {
        String host = null;
        String length = null;
        String encoding = null;
        int bytes = 0;
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            String value = headers.value(i);
            bytes += name.length() + value.length() + 4;
            checkField(name, value);
            switch (name.length()) {
                case 4 -> host = name.equalsIgnoreCase("Host") ? single(host, value) : host;
                case 6 -> checkExpect(name, value);
                case 14 -> length = name.equalsIgnoreCase("Content-Length") ? length(length, value) : length;
                case 17 -> encoding = name.equalsIgnoreCase("Transfer-Encoding") ? single(encoding, value) : encoding;
                default -> {}
            }
        }
        if (bytes > headerBytes) {
            throw new RefusedRequest(Refusal.HEADERS_TOO_LARGE, "the fields are too large");
        }
        checkHost(host);
        checkFraming(length, encoding, http10);
    }

    private static void checkField(String name, String value) {
        if (!isAll(name, TOKEN)) {
            throw bad("a field name is not a token");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 127 || c > 255) {
                throw bad("a control character in a field value");
            }
        }
    }

    private static String single(@Nullable String before, String value) {
        if (before != null) {
            throw bad("Host or Transfer-Encoding is repeated");
        }
        return value;
    }

    private static String length(@Nullable String before, String value) {
        if (before != null && !before.equals(value)) {
            throw bad("two Content-Lengths");
        }
        return value;
    }

    private static void checkExpect(String name, String value) {
        if (name.equalsIgnoreCase("Expect") && !value.equalsIgnoreCase("100-continue")) {
            throw new RefusedRequest(Refusal.EXPECTATION_FAILED, "an unknown expectation");
        }
    }

    private void checkFraming(@Nullable String length, @Nullable String encoding, boolean http10) {
        if (encoding != null && (length != null || http10 || !encoding.equalsIgnoreCase("chunked"))) {
            throw bad("Transfer-Encoding is ambiguous");
        }
        if (length == null) {
            return;
        }
        if (length.isEmpty() || length.length() > 18) {
            throw bad("Content-Length is not 1 to 18 digits");
        }
        long bytes = 0;
        for (int i = 0; i < length.length(); i++) {
            int digit = length.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw bad("Content-Length is not 1 to 18 digits");
            }
            bytes = bytes * 10 + digit;
        }
        if (bytes > payloadBytes) {
            throw new RefusedRequest(Refusal.PAYLOAD_TOO_LARGE, "Content-Length is too large");
        }
    }

    private static void checkHost(@Nullable String host) {
        if (host == null || host.isEmpty()) {
            throw bad("Host is missing");
        }
        int end = host.charAt(0) == '[' ? host.indexOf(']') + 1 : nameEnd(host);
        boolean name = host.charAt(0) == '[' ? isIpv6(host, end) : isAll(host, end, HOST);
        if (!name || !(end == host.length() || isPort(host, end))) {
            throw bad("Host is not an authority");
        }
    }

    private static int nameEnd(String host) {
        int colon = host.indexOf(':');
        return colon < 0 ? host.length() : colon;
    }

    private static boolean isIpv6(String host, int end) {
        if (end < 4) {
            return false;
        }
        for (int i = 1; i < end - 1; i++) {
            char c = host.charAt(i);
            if (Character.digit(c, 16) < 0 && c != ':' && c != '.') {
                return false;
            }
        }
        int colon = host.indexOf(':');
        return colon > 0 && colon < end;
    }

    private static boolean isPort(String host, int colon) {
        int digits = host.length() - colon - 1;
        if (host.charAt(colon) != ':' || digits < 1 || digits > 5) {
            return false;
        }
        int port = 0;
        for (int i = colon + 1; i < host.length(); i++) {
            int digit = host.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            port = port * 10 + digit;
        }
        return port <= 65535;
    }

    private static boolean isAll(String text, int kind) {
        return isAll(text, text.length(), kind);
    }

    /** Whether there are characters before {@code end} and all of them are of a kind. */
    private static boolean isAll(String text, int end, int kind) {
        for (int i = 0; i < end; i++) {
            if (!is(text.charAt(i), kind)) {
                return false;
            }
        }
        return end > 0;
    }

    private static RefusedRequest bad(String reason) {
        return new RefusedRequest(Refusal.BAD_REQUEST, reason);
    }
}
