package io.gatehouse.execute.mapping;

import io.gatehouse.execute.Call;
import io.gatehouse.execute.Headers;
import io.gatehouse.execute.Request;
import io.gatehouse.snapshot.mapping.HeaderRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The headers of a request to an HTTP endpoint, before any mapping. */
final class ProxyHeaders {
    private static final String JSON = "application/json";
    private static final String KEEP_ALIVE = "keep-alive";
    private static final String CLOSE = "close";

    private final Headers headers = new Headers();
    private @Nullable String forwardedFor;
    private boolean accept;
    private boolean userAgent;
    private boolean contentType;

    private ProxyHeaders() {}

    /** The caller's headers but those the gateway takes for itself, and its own. */
    static Headers of(Call call, String httpMethod) {
        var proxy = new ProxyHeaders();
        Request request = call.request();
        proxy.passOn(request.headers());
        proxy.addDefaults(call, httpMethod, null);
        proxy.headers.add(
                "X-Forwarded-For",
                proxy.forwardedFor == null
                        ? request.remoteAddress()
                        : proxy.forwardedFor + ", " + request.remoteAddress());
        proxy.headers.add("X-Forwarded-Port", Integer.toString(request.port()));
        proxy.headers.add("X-Forwarded-Proto", request.scheme());
        return proxy.headers;
    }

    /** What is sent when nothing of the caller's is passed on. */
    static Headers defaults(Call call, String httpMethod) {
        var proxy = new ProxyHeaders();
        proxy.addDefaults(call, httpMethod, call.request().headers().first("Content-Type"));
        return proxy.headers;
    }

    /** Whether requests of this method are sent without the mapped body. */
    static boolean hasNoBody(String httpMethod) {
        return switch (httpMethod) {
            case "GET", "HEAD", "OPTIONS" -> true;
            default -> false;
        };
    }

    private void passOn(Headers caller) {
        List<String> nominated = nominated(caller);
        for (int i = 0; i < caller.size(); i++) {
            String name = caller.name(i);
            HeaderRules.ToBackend rule = HeaderRules.toBackend(name);
            if (rule == null) {
                if (nominated.isEmpty() || !isNominated(name, nominated)) {
                    headers.add(name, caller.value(i));
                }
            } else {
                apply(rule, name, caller.value(i));
            }
        }
    }

    private void apply(HeaderRules.ToBackend rule, String name, String value) {
        switch (rule) {
            case DROP -> {}
            case AUTHORIZATION -> {
                if (!value.startsWith("AWS4-")) {
                    headers.add(name, value);
                }
            }
            case FORWARDED_FOR -> forwardedFor = forwardedFor == null ? value : forwardedFor + ", " + value;
            case ACCEPT -> {
                accept = true;
                headers.add(name, value);
            }
            case USER_AGENT -> {
                userAgent = true;
                headers.add(name, value);
            }
            case CONTENT_TYPE -> {
                contentType = true;
                headers.add(name, value);
            }
        }
    }

    private void addDefaults(Call call, String httpMethod, @Nullable String callersContentType) {
        if (!accept) {
            headers.add("Accept", JSON);
        }
        if (!userAgent) {
            headers.add("User-Agent", "AmazonAPIGateway_" + call.api().apiId());
        }
        if (!contentType && !hasNoBody(httpMethod)) {
            headers.add("Content-Type", Objects.requireNonNullElse(callersContentType, JSON));
        }
        headers.add("X-Amzn-Apigateway-Api-Id", call.api().apiId());
        headers.add("X-Amzn-Trace-Id", call.traceId());
    }

    /** The fields that a message's {@code Connection} field says are meant for the next hop alone. */
    static List<String> nominated(Headers message) {
        List<String> nominated = List.of();
        for (int i = 0; i < message.size(); i++) {
            if (message.name(i).equalsIgnoreCase("Connection")) {
                String value = message.value(i);
                if (!value.equalsIgnoreCase(KEEP_ALIVE) && !value.equalsIgnoreCase(CLOSE)) {
                    nominated = nominated.isEmpty() ? new ArrayList<>() : nominated;
                    addNames(value, nominated);
                }
            }
        }
        return nominated;
    }

    private static void addNames(String list, List<String> names) {
        for (int from = 0; from <= list.length(); ) {
            int comma = list.indexOf(',', from);
            int to = comma < 0 ? list.length() : comma;
            names.add(list.substring(from, to).strip());
            from = to + 1;
        }
    }

    static boolean isNominated(String name, List<String> nominated) {
        for (int i = 0; i < nominated.size(); i++) {
            if (nominated.get(i).equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
