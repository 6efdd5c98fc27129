package io.gatehouse.execute.mapping.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the templates of one call set in {@code $context.requestOverride} and {@code $context.responseOverride}. The
 * response template sees what the request template set.
 */
public final class Overrides {
    private final Budget copying = new Budget();
    private final MapValue request = new OverrideMap("requestOverride");
    private final MapValue response = new OverrideMap("responseOverride");

    public Overrides() {
        for (String kind : List.of("header", "path", "querystring")) {
            request.put(copying, kind, new OverrideMap(kind));
        }
        response.put(copying, "header", new OverrideMap("header"));
    }

    MapValue request() {
        return request;
    }

    MapValue response() {
        return response;
    }

    /** The request's overrides of one kind, {@code header}, {@code path} or {@code querystring}, by name. */
    public Map<String, List<String>> request(String kind) {
        return texts(request.get(kind));
    }

    /** The headers of the answer that were set. */
    public Map<String, List<String>> responseHeaders() {
        return texts(response.get("header"));
    }

    /** The status of the answer as it was set; null when it was not. */
    public @Nullable String status() {
        Object status = response.get("status");
        return status == null ? null : Values.text(new Budget(), status);
    }

    private static Map<String, List<String>> texts(@Nullable Object targets) {
        var texts = new LinkedHashMap<String, List<String>>();
        if (targets instanceof MapValue map) {
            map.members().forEach((name, value) -> texts.put(name.toString(), texts(new Budget(), value)));
        }
        return texts;
    }

    /** A list gives several values. */
    private static List<String> texts(Budget budget, @Nullable Object value) {
        var texts = new ArrayList<String>();
        for (Object each : value instanceof ListValue list ? list.elements() : List.of(Values.text(budget, value))) {
            texts.add(Values.text(budget, each));
        }
        return texts;
    }
}
