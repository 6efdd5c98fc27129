package io.gatehouse.snapshot.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a header on its way through the gateway, as tables. A name in no table passes.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html">AWS: header
 *     handling</a>
 */
public final class HeaderRules {
    private HeaderRules() {}

    /** What is done with a caller's header on the way to an HTTP_PROXY backend. */
    public enum ToBackend {
        DROP,
        /** Passes unless it holds a signature that was made for the gateway. */
        AUTHORIZATION,
        /** The chain of callers, to which the gateway appends its own. */
        FORWARDED_FOR,
        /** Passes; the gateway sends one of its own where the caller sent none. */
        ACCEPT,
        USER_AGENT,
        CONTENT_TYPE
    }

    /** Marks a header that is not sent at all. */
    public static final String DROPPED = "";

    private static final String REMAPPED = "x-amzn-Remapped-";

    private static final HeaderTable<ToBackend> TO_BACKEND = toBackend();

    // AWS: recorded for HTTP_PROXY answers; the rest of the names as documented.
    private static final HeaderTable<String> FROM_BACKEND = renaming(
            List.of(
                    "Authorization",
                    "Connection",
                    "Content-Length",
                    "Content-MD5",
                    "Date",
                    "Max-Forwards",
                    "Server",
                    "User-Agent",
                    "WWW-Authenticate",
                    "x-amzn-RequestId"),
            List.of(
                    "Expect",
                    "Host",
                    "Keep-Alive",
                    "Proxy-Authenticate",
                    "Proxy-Connection",
                    "TE",
                    "Trailer",
                    "Transfer-Encoding",
                    "Upgrade",
                    "Via",
                    "x-amz-apigw-id"));

    // AWS: recorded for headers that responseParameters set.
    private static final HeaderTable<String> MAPPED_TO_CALLER = renaming(
            List.of(
                    "Authorization",
                    "Connection",
                    "Content-Length",
                    "Content-MD5",
                    "Date",
                    "Expect",
                    "Host",
                    "Max-Forwards",
                    "Proxy-Authenticate",
                    "Server",
                    "Trailer",
                    "Upgrade",
                    "User-Agent",
                    "WWW-Authenticate",
                    "x-amzn-RequestId",
                    "x-amz-apigw-id"),
            List.of("Keep-Alive", "Proxy-Connection", "Transfer-Encoding"));

    private static final HeaderTable<Boolean> FORBIDDEN_TARGETS =
            flags("Content-Length", "Transfer-Encoding", "X-Amzn-Trace-Id", "X-Amzn-Apigateway-Api-Id");

    private static final HeaderTable<Boolean> CONNECTION_TARGETS = flags(
            "Connection", "Expect", "HTTP2-Settings", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Upgrade");

    private static final HeaderTable<Boolean> UNREADABLE = flags(
            "Connection",
            "Content-Length",
            "Content-MD5",
            "Expect",
            "Max-Forwards",
            "Proxy-Authenticate",
            "Server",
            "TE",
            "Trailer",
            "Transfer-Encoding",
            "Upgrade",
            "WWW-Authenticate");

    /** The rule for a caller's header, or null when it passes. */
    public static @Nullable ToBackend toBackend(String name) {
        return TO_BACKEND.find(name);
    }

    /** The name under which a backend's header goes to the caller; null when it keeps its own. */
    public static @Nullable String fromBackend(String name) {
        return FROM_BACKEND.find(name);
    }

    /** The name under which a mapped header goes to the caller; {@link #DROPPED} when it does not. */
    public static String mappedToCaller(String name) {
        String renamed = MAPPED_TO_CALLER.find(name);
        return renamed == null ? name : renamed;
    }

    /** Whether a mapping to this request header makes every call fail. */
    public static boolean forbiddenTarget(String name) {
        return FORBIDDEN_TARGETS.find(name) != null;
    }

    /** Whether this request header belongs to the connection, so that a mapping to it has no effect. */
    public static boolean connectionTarget(String name) {
        return CONNECTION_TARGETS.find(name) != null;
    }

    /** Whether mappings read an empty text where the caller sent this header. */
    public static boolean unreadable(String name) {
        return UNREADABLE.find(name) != null;
    }

    private static HeaderTable<ToBackend> toBackend() {
        var rules = new LinkedHashMap<String, ToBackend>();
        for (String name : List.of(
                "Connection",
                "Content-Encoding",
                "Content-Length",
                "Content-MD5",
                "Expect",
                "Host",
                "HTTP2-Settings",
                "Keep-Alive",
                "Max-Forwards",
                "Proxy-Authenticate",
                "Proxy-Authorization",
                "Proxy-Connection",
                "Server",
                "TE",
                "Trailer",
                "Transfer-Encoding",
                "Upgrade",
                "Via",
                "WWW-Authenticate",
                "X-Amzn-Apigateway-Api-Id",
                "X-Amzn-Trace-Id",
                "X-Forwarded-Port",
                "X-Forwarded-Proto",
                "X-HTTP-Method-Override")) {
            rules.put(name, ToBackend.DROP);
        }
        rules.put("Authorization", ToBackend.AUTHORIZATION);
        rules.put("X-Forwarded-For", ToBackend.FORWARDED_FOR);
        rules.put("Accept", ToBackend.ACCEPT);
        rules.put("User-Agent", ToBackend.USER_AGENT);
        rules.put("Content-Type", ToBackend.CONTENT_TYPE);
        return HeaderTable.of(rules);
    }

    private static HeaderTable<String> renaming(List<String> remapped, List<String> dropped) {
        Map<String, String> names = new LinkedHashMap<>();
        remapped.forEach(name -> names.put(name, REMAPPED + name));
        dropped.forEach(name -> names.put(name, DROPPED));
        return HeaderTable.of(names);
    }

    private static HeaderTable<Boolean> flags(String... names) {
        Map<String, Boolean> flags = new LinkedHashMap<>();
        for (String name : names) {
            flags.put(name, true);
        }
        return HeaderTable.of(flags);
    }
}
