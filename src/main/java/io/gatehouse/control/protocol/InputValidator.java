package io.gatehouse.control.protocol;

import io.gatehouse.control.protocol.Shape.Location;
import io.gatehouse.control.protocol.Shape.Member;
import io.gatehouse.model.AwsException;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks an input against what the model says of it, before anybody else does, and names every violation at once, in
 * AWS's words.
 */
final class InputValidator {
    private static final int MOST = 10;

    /** AWS: the order of its sets follows no rule; those recorded, by shape. All others stand in the model's order. */
    private static final Map<String, String> RECORDED_ORDER = Map.of(
            "EndpointType", "PRIVATE, EDGE, REGIONAL",
            "IpAddressType", "ipv4, dualstack",
            "Op", "add, remove, move, test, replace, copy",
            "DocumentationPartType",
                    "RESPONSE_BODY, RESPONSE, METHOD, MODEL, AUTHORIZER, RESPONSE_HEADER, RESOURCE, PATH_PARAMETER,"
                            + " REQUEST_BODY, QUERY_PARAMETER, API, REQUEST_HEADER",
            "GatewayResponseType",
                    "REQUEST_TOO_LARGE, RESOURCE_NOT_FOUND, AUTHORIZER_CONFIGURATION_ERROR,"
                            + " MISSING_AUTHENTICATION_TOKEN, BAD_REQUEST_BODY, INVALID_SIGNATURE, INVALID_API_KEY,"
                            + " BAD_REQUEST_PARAMETERS, AUTHORIZER_FAILURE, UNAUTHORIZED, INTEGRATION_TIMEOUT,"
                            + " ACCESS_DENIED, DEFAULT_4XX, DEFAULT_5XX, WAF_FILTERED, QUOTA_EXCEEDED, THROTTLED,"
                            + " API_CONFIGURATION_ERROR, UNSUPPORTED_MEDIA_TYPE, INTEGRATION_FAILURE, EXPIRED_TOKEN");

    private final List<String> violations = new ArrayList<>();

    private InputValidator() {}

    /** @throws AwsException {@code ValidationException} naming all violations, ten at the most */
    static void check(Operation operation, Input input) {
        var validator = new InputValidator();
        String name = operation.name();
        String body = Character.toLowerCase(name.charAt(0)) + name.substring(1) + "Input.";
        for (Member member : operation.input().members().values()) {
            if (member.location() != Location.PAYLOAD) {
                boolean inBody = member.location() == Location.BODY;
                validator.member(
                        member,
                        input.members().get(member.name()),
                        inBody ? body + member.wireName() : lowerFirst(member.name()));
            }
        }
        validator.refuseAnyViolation();
    }

    private void refuseAnyViolation() {
        if (!violations.isEmpty()) {
            List<String> told = violations.subList(0, Math.min(MOST, violations.size()));
            throw AwsException.of(
                    "ValidationException",
                    400,
                    told.size() + (told.size() == 1 ? " validation error" : " validation errors") + " detected: "
                            + String.join("; ", told));
        }
    }

    private void member(Member member, @Nullable JsonValue value, String path) {
        if (value != null) {
            value(member.shape(), value, path);
        } else if (member.required()) {
            violated("null", path, "Member must not be null");
        }
    }

    private void value(Shape shape, JsonValue value, String path) {
        if (violations.size() >= MOST) {
            return;
        }
        if (value.getValueType() == ValueType.NULL) {
            violated("null", path, "Member must not be null");
            return;
        }
        constraints(shape, value).forEach(constraint -> violated(quoted(value), path, constraint));
        switch (shape.type()) {
            case STRUCTURE -> {
                JsonObject object = value.asJsonObject();
                for (Member member : shape.members().values()) {
                    member(member, object.get(member.wireName()), path + '.' + member.wireName());
                }
            }
            case LIST -> list(shape.elements(), value.asJsonArray(), path);
            case MAP -> map(shape.elements(), value.asJsonObject(), path);
            default -> {
                // Scalars have nothing inside.
            }
        }
    }

    private void list(Shape element, JsonArray values, String path) {
        if (isScalar(element)) {
            boolean holed = values.stream().anyMatch(value -> value.getValueType() == ValueType.NULL);
            List<String> constraints = holed
                    ? List.of("Member must not be null")
                    : values.stream()
                            .flatMap(value -> constraints(element, value).stream())
                            .distinct()
                            .toList();
            nested(values, path, "Member must satisfy constraint: ", constraints);
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            value(element, values.get(i), path + '.' + (i + 1) + ".member");
        }
    }

    private void map(Shape element, JsonObject values, String path) {
        if (isScalar(element)) {
            // AWS: a template whose text is null is taken (recorded).
            boolean mayBeNull = path.endsWith("Templates");
            List<String> constraints = values.values().stream()
                    .flatMap(value -> value.getValueType() != ValueType.NULL
                            ? constraints(element, value).stream()
                            : mayBeNull ? Stream.empty() : Stream.of("Member must not be null"))
                    .distinct()
                    .toList();
            nested(values, path, "Map value must satisfy constraint: ", constraints);
            return;
        }
        values.forEach((key, value) -> value(element, value, path + '.' + key + ".member"));
    }

    private void nested(JsonValue value, String path, String lead, List<String> constraints) {
        if (!constraints.isEmpty()) {
            violated(quoted(value), path, lead + '[' + String.join(", ", constraints) + ']');
        }
    }

    /** What the value itself violates, not what is inside it. */
    private static List<String> constraints(Shape shape, JsonValue value) {
        var constraints = new ArrayList<String>();
        if (value instanceof JsonString text) {
            if (!shape.values().isEmpty() && !shape.values().contains(text.getString())) {
                constraints.add("Member must satisfy enum value set: ["
                        + RECORDED_ORDER.getOrDefault(shape.name(), String.join(", ", shape.values())) + ']');
            }
            if (shape.pattern() != null
                    && !shape.pattern().matcher(text.getString()).matches()) {
                constraints.add("Member must satisfy regular expression pattern: " + shape.pattern());
            }
        }
        boolean number = value instanceof JsonNumber;
        String what = number ? "Member must have value " : "Member must have length ";
        if (shape.max() != null && size(value) > shape.max()) {
            constraints.add(what + "less than or equal to " + shape.max());
        }
        if (shape.min() != null && size(value) < shape.min()) {
            constraints.add(what + "greater than or equal to " + shape.min());
        }
        return constraints;
    }

    private static long size(JsonValue value) {
        if (value instanceof JsonNumber number) {
            return number.longValue();
        }
        if (value instanceof JsonString text) {
            return text.getString().codePointCount(0, text.getString().length());
        }
        return value instanceof JsonArray array
                ? array.size()
                : value.asJsonObject().size();
    }

    private static boolean isScalar(Shape shape) {
        return shape.type() != Shape.Type.STRUCTURE
                && shape.type() != Shape.Type.LIST
                && shape.type() != Shape.Type.MAP;
    }

    private void violated(String value, String path, String constraint) {
        violations.add("Value " + value + " at '" + path + "' failed to satisfy constraint: " + constraint);
    }

    private static String quoted(JsonValue value) {
        return '\'' + printed(value) + '\'';
    }

    /** As Java prints lists and maps. */
    private static String printed(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> ((JsonString) value).getString();
            case ARRAY ->
                value.asJsonArray().stream().map(InputValidator::printed).collect(Collectors.joining(", ", "[", "]"));
            case OBJECT ->
                value.asJsonObject().entrySet().stream()
                        .map(entry -> entry.getKey() + '=' + printed(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            default -> value.toString();
        };
    }

    private static String lowerFirst(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
