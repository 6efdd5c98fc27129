package io.gatehouse.snapshot.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The URI of an HTTP integration with holes for mapped path parameters ({@code {name}}) and stage variables
 * ({@code ${stageVariables.name}}). One without holes is taken apart when the API is deployed.
 *
 * <p>A stage variable is put in as it is: it may hold a host, a port, a path. A mapped value is encoded for the place it
 * stands in and cannot leave it.
 */
public final class UriTemplate {
    /** Literal text when {@code source} is null; else a hole, and {@code text} is what stands there when it stays empty. */
    private record Part(String text, @Nullable ValueSource source) {
        boolean isStageVariable() {
            return source != null && source.kind() == ValueSource.Kind.STAGE_VARIABLE;
        }
    }

    /** A mapped value would climb out of its place. */
    public static final class UnfitValueException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UnfitValueException(String message) {
            super(message);
        }
    }

    private static final String STAGE_VARIABLE = "${stageVariables.";

    private final List<Part> parts;
    private final @Nullable Endpoint fixed;

    private UriTemplate(List<Part> parts, @Nullable Endpoint fixed) {
        this.parts = List.copyOf(parts);
        this.fixed = fixed;
    }

    /**
     * Compiles a template.
     *
     * @param mapped the sources of {@code integration.request.path.*}, by name; other names in braces are literal text
     * @throws IllegalArgumentException when it can become no HTTP address
     */
    public static UriTemplate compile(String uri, Map<String, ValueSource> mapped) {
        var parts = new ArrayList<Part>();
        var literal = new StringBuilder();
        for (int at = 0; at < uri.length(); ) {
            int close = uri.indexOf('}', at);
            Part hole = close < 0 ? null : hole(uri, at, close, mapped);
            if (hole == null) {
                literal.append(uri.charAt(at++));
            } else {
                flush(literal, parts);
                parts.add(hole);
                at = close + 1;
            }
        }
        flush(literal, parts);
        boolean fixed = parts.stream().allMatch(part -> part.source == null);
        if (!fixed) {
            checkBeginning(parts);
        }
        return new UriTemplate(parts, fixed ? Endpoint.parse(uri) : null);
    }

    private static @Nullable Part hole(String uri, int at, int close, Map<String, ValueSource> mapped) {
        if (uri.startsWith(STAGE_VARIABLE, at)) {
            String name = uri.substring(at + STAGE_VARIABLE.length(), close);
            var source = new ValueSource(ValueSource.Kind.STAGE_VARIABLE, name, null);
            return ValueSource.isName(name) ? new Part(uri.substring(at, close + 1), source) : null;
        }
        ValueSource source = uri.charAt(at) == '{' ? mapped.get(uri.substring(at + 1, close)) : null;
        return source == null ? null : new Part(uri.substring(at, close + 1), source);
    }

    private static void flush(StringBuilder literal, List<Part> parts) {
        if (!literal.isEmpty()) {
            parts.add(new Part(literal.toString(), null));
            literal.setLength(0);
        }
    }

    private static void checkBeginning(List<Part> parts) {
        Part first = parts.get(0);
        boolean http = first.text.regionMatches(true, 0, "http://", 0, 7)
                || first.text.regionMatches(true, 0, "https://", 0, 8);
        if (first.source == null ? !http : !first.isStageVariable()) {
            throw new IllegalArgumentException("Invalid HTTP endpoint specified for URI");
        }
    }

    /** Whether a value of the request's body goes into it. */
    public boolean readsRequestBody() {
        return parts.stream().anyMatch(part -> part.source != null && part.source.readsRequestBody());
    }

    /**
     * The address for one call.
     *
     * @throws UnfitValueException when a mapped value would climb out of its place in the path or the host
     * @throws IllegalArgumentException when a stage variable is missing or the outcome is no HTTP address
     */
    public Endpoint render(ValueReader values) {
        return render(values, Map.of());
    }

    /**
     * The same with other values for some path parameters, also such as no mapping sets.
     *
     * @param overridden by name; of several values the last counts
     */
    public Endpoint render(ValueReader values, Map<String, List<String>> overridden) {
        return fixed != null && overridden.isEmpty() ? fixed : Endpoint.parse(text(values, overridden));
    }

    private String text(ValueReader values, Map<String, List<String>> overridden) {
        var uri = new StringBuilder(128);
        for (Part part : parts) {
            boolean replaces = !overridden.isEmpty() && !part.isStageVariable() && part.text.indexOf('{') >= 0;
            String value = part.source == null || replaces ? null : values.read(part.source);
            if (replaces) {
                appendOverridden(uri, part, values, overridden);
            } else if (part.source == null) {
                uri.append(part.text);
            } else if (part.isStageVariable()) {
                uri.append(required(part, value));
            } else if (value == null) {
                uri.append(part.text);
            } else {
                append(uri, value);
            }
        }
        return uri.toString();
    }

    private static void appendOverridden(
            StringBuilder uri, Part part, ValueReader values, Map<String, List<String>> overridden) {
        int at = 0;
        for (int open = part.text.indexOf('{'); open >= 0; open = part.text.indexOf('{', at)) {
            int close = part.text.indexOf('}', open);
            uri.append(part.text, at, open);
            List<String> other = close < 0 ? null : overridden.get(part.text.substring(open + 1, close));
            String value = other == null || other.isEmpty()
                    ? part.source == null ? null : values.read(part.source)
                    : other.get(other.size() - 1);
            at = value == null ? open + 1 : close + 1;
            if (value == null) {
                uri.append('{');
            } else {
                append(uri, value);
            }
        }
        uri.append(part.text, at, part.text.length());
    }

    private static String required(Part part, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException("No value for " + part.text);
        }
        return value;
    }

    private static void append(StringBuilder uri, String value) {
        int authority = uri.indexOf("://") + 3;
        if (uri.indexOf("/", authority) < 0 && uri.indexOf("?", authority) < 0) {
            if (value.isEmpty() || !Characters.isMadeOf(value, "-._")) {
                throw new UnfitValueException("Not a part of a host name");
            }
            uri.append(value);
        } else if (uri.indexOf("?", authority) >= 0) {
            PercentEncoding.encodeQueryPart(value, uri);
        } else {
            if (hasDotSegment(value)) {
                throw new UnfitValueException("Dot segments in a path parameter");
            }
            PercentEncoding.encodePath(value, uri);
        }
    }

    private static boolean hasDotSegment(String value) {
        for (int from = 0; from <= value.length(); ) {
            int slash = value.indexOf('/', from);
            int to = slash < 0 ? value.length() : slash;
            int length = to - from;
            if ((length == 1 && value.charAt(from) == '.') || (length == 2 && value.startsWith("..", from))) {
                return true;
            }
            from = to + 1;
        }
        return false;
    }
}
