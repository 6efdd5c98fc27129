package io.gatehouse.control.kind;

import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.AwsException;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which part of an API something is written about, complete and in one form. Compared member by member; empty members
 * are those that the type does not have.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api-content-representation.html">
 *     AWS: representation of API documentation</a>
 */
public record DocumentationLocation(String type, String path, String method, String statusCode, String name) {
    /** Any method, any status. */
    static final String ANY = "*";

    private static final List<String> FIELDS = List.of("path", "method", "statusCode", "name");
    private static final Map<String, List<String>> FIELDS_BY_TYPE = Map.ofEntries(
            Map.entry("API", List.of()),
            Map.entry("AUTHORIZER", List.of("name")),
            Map.entry("MODEL", List.of("name")),
            Map.entry("RESOURCE", List.of("path")),
            Map.entry("METHOD", List.of("path", "method")),
            Map.entry("PATH_PARAMETER", List.of("path", "method", "name")),
            Map.entry("QUERY_PARAMETER", List.of("path", "method", "name")),
            Map.entry("REQUEST_HEADER", List.of("path", "method", "name")),
            Map.entry("REQUEST_BODY", List.of("path", "method")),
            Map.entry("RESPONSE", List.of("path", "method", "statusCode")),
            Map.entry("RESPONSE_HEADER", List.of("path", "method", "statusCode", "name")),
            Map.entry("RESPONSE_BODY", List.of("path", "method", "statusCode")));
    private static final Map<String, String> DEFAULTS = Map.of("path", "/", "method", ANY, "statusCode", ANY);
    private static final Set<String> NAMED =
            Set.of("PATH_PARAMETER", "QUERY_PARAMETER", "REQUEST_HEADER", "RESPONSE_HEADER");
    private static final Set<String> METHODS =
            Set.of(ANY, "ANY", "GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD");
    private static final Pattern STATUS = Pattern.compile("[1-5]\\d\\d|\\*");

    /**
     * Completes what was sent.
     *
     * @throws AwsException {@code BadRequestException} for a field that the type does not have, one that it must have,
     *     or a value that is none
     */
    public static DocumentationLocation of(JsonObject given) {
        String type = Tree.text(given, "type", "");
        List<String> fields = FIELDS_BY_TYPE.get(type);
        if (fields == null) {
            throw invalid("unknown type '" + type + "'");
        }
        var values = new ArrayList<String>();
        for (String field : FIELDS) {
            String value = Tree.text(given, field, "").strip();
            if (!fields.contains(field) && !value.isEmpty()) {
                throw misplaced(type, fields);
            }
            values.add(value.isEmpty() && fields.contains(field) ? DEFAULTS.getOrDefault(field, "") : value);
        }
        var location = new DocumentationLocation(type, values.get(0), values.get(1), values.get(2), values.get(3));
        location.check();
        return location;
    }

    private void check() {
        if (!path.isEmpty() && !path.startsWith("/")) {
            throw invalid("path '" + path + "' must begin with '/'");
        }
        if (!method.isEmpty() && !METHODS.contains(method)) {
            throw invalid("unknown method '" + method + "'");
        }
        if (!statusCode.isEmpty() && !STATUS.matcher(statusCode).matches()) {
            throw invalid("unknown statusCode '" + statusCode + "'");
        }
        if (name.isEmpty() && NAMED.contains(type)) {
            throw invalid("'name' is required for type '" + type + "'");
        }
    }

    private static AwsException misplaced(String type, List<String> fields) {
        List<String> others =
                FIELDS.stream().filter(field -> !fields.contains(field)).toList();
        String last = others.get(others.size() - 1);
        String list =
                others.size() == 1 ? last : String.join(", ", others.subList(0, others.size() - 1)) + " or " + last;
        return AwsException.badRequest("[Location type: " + type + " cannot have " + list + " defined.]");
    }

    private static AwsException invalid(String reason) {
        return AwsException.badRequest("Invalid documentation part location specified: " + reason);
    }

    /** As it is stored and answered: only what the type has. */
    public JsonObject tree() {
        return Tree.withoutBlank(
                Tree.builder()
                        .add("type", type)
                        .add("path", path)
                        .add("method", method)
                        .add("statusCode", statusCode)
                        .add("name", name)
                        .build(),
                FIELDS.toArray(String[]::new));
    }

    /** Without what is assumed when it is left out. */
    public JsonObject brief() {
        var brief = Tree.builder();
        tree().forEach((field, value) -> {
            if (!Tree.plain(value).equals(DEFAULTS.get(field))) {
                brief.add(field, value);
            }
        });
        return brief.build();
    }

    /** As AWS names it in refusals. */
    @Override
    public String toString() {
        var fields = new ArrayList<String>();
        tree().forEach((field, value) -> fields.add(field + " '" + Tree.plain(value) + "'"));
        return String.join(", ", fields);
    }
}
