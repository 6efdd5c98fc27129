package io.gatehouse.control.protocol;

import io.gatehouse.control.protocol.Shape.Member;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a JSON body by its shape: members the shape does not know are left out, values of another type are refused with
 * the texts of AWS's own reader. Nulls stay where they stand in lists and maps.
 */
final class BodyReader {
    private static final int DEPTH = 64;
    private static final int VALUES = 100_000;
    private static final Set<String> TRUE = Set.of("TRUE", "YES", "1");
    private static final Set<String> FALSE = Set.of("FALSE", "NO", "0");
    private static final String LIST_MISPLACED = "Start of list found where not expected";
    private static final String OBJECT_MISPLACED = "Start of structure or map found where not expected.";

    private static final String MALFORMED = "The request body is not well-formed JSON";

    private BodyReader() {}

    /**
     * The members of the body that the shape knows, by wire name.
     *
     * @throws AwsException {@code SerializationException} for anything that is no JSON object of this shape, and for one
     *     nested deeper than 64 levels or holding more than 100,000 values
     */
    static JsonObject read(Shape shape, byte[] body) {
        String text = text(body);
        if (text.isBlank()) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        checkExtent(text);
        JsonValue tree = parse(text);
        return tree.getValueType() == ValueType.NULL
                ? JsonValue.EMPTY_JSON_OBJECT
                : structure(shape, tree).build();
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw refused("The request body is not UTF-8");
        }
    }

    /** Refuses bombs, and whatever follows the value, before anything is built. */
    private static void checkExtent(String text) {
        int depth = 0;
        int values = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                depth++;
                values++;
            } else if (c == '}' || c == ']') {
                depth--;
                if (depth <= 0 && !text.substring(i + 1).isBlank()) {
                    throw refused(MALFORMED);
                }
            } else if (c == ',') {
                values++;
            }
            if (depth > DEPTH || values > VALUES) {
                throw refused(
                        depth > DEPTH
                                ? "The request body is nested too deeply"
                                : "The request body holds too many values");
            }
        }
    }

    private static JsonValue parse(String text) {
        try {
            return Json.value(text);
        } catch (JsonException
                | IllegalArgumentException
                | UnsupportedOperationException
                | ArithmeticException malformed) {
            throw refused(MALFORMED);
        }
    }

    /** A JSON value as a value of this shape; null stays null. */
    private static JsonValue value(Shape shape, JsonValue value) {
        if (value.getValueType() == ValueType.NULL) {
            return value;
        }
        return switch (shape.type()) {
            case STRUCTURE -> structure(shape, value).build();
            case LIST -> list(shape, value);
            case MAP -> map(shape, value);
            case STRING, BLOB -> string(shape, value);
            case BOOLEAN -> bool(value);
            case INTEGER, LONG, DOUBLE -> number(shape, value);
            case TIMESTAMP -> timestamp(value);
        };
    }

    private static JsonObjectBuilder structure(Shape shape, JsonValue value) {
        if (value instanceof JsonObject object) {
            JsonObjectBuilder known = Json.object();
            for (Member member : shape.members().values()) {
                JsonValue given = object.get(member.wireName());
                if (member.location() == Shape.Location.BODY
                        && given != null
                        && given.getValueType() != ValueType.NULL) {
                    known.add(member.wireName(), value(member.shape(), given));
                }
            }
            return known;
        }
        throw refused(value.getValueType() == ValueType.ARRAY ? LIST_MISPLACED : "Expected null");
    }

    private static JsonValue list(Shape shape, JsonValue value) {
        return switch (value.getValueType()) {
            case ARRAY -> {
                JsonArrayBuilder elements = Json.array();
                value.asJsonArray().forEach(element -> elements.add(value(shape.elements(), element)));
                yield elements.build();
            }
            case OBJECT -> throw refused(OBJECT_MISPLACED);
            default -> throw refused("Expected list or null");
        };
    }

    private static JsonValue map(Shape shape, JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> {
                JsonObjectBuilder entries = Json.object();
                value.asJsonObject().forEach((key, element) -> entries.add(key, value(shape.elements(), element)));
                yield entries.build();
            }
            case ARRAY -> throw refused(LIST_MISPLACED);
            default -> throw refused("Expected map or null");
        };
    }

    private static JsonValue string(Shape shape, JsonValue value) {
        if (value instanceof JsonString) {
            return value;
        }
        throw mismatch(value, shape.type() == Shape.Type.BLOB ? "a Blob" : "an String");
    }

    private static JsonValue bool(JsonValue value) {
        return switch (value.getValueType()) {
            case TRUE, FALSE -> value;
            case STRING -> bool(((JsonString) value).getString());
            default -> throw mismatch(value, "an Boolean");
        };
    }

    /** Texts that AWS's reader takes for truth values, in any letter case. */
    static JsonValue bool(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        if (TRUE.contains(upper)) {
            return JsonValue.TRUE;
        }
        if (FALSE.contains(upper)) {
            return JsonValue.FALSE;
        }
        throw refused("'" + upper + "' can not be converted to an Boolean");
    }

    private static JsonValue number(Shape shape, JsonValue value) {
        if (value instanceof JsonNumber number) {
            return number(shape, number.bigDecimalValue());
        }
        throw mismatch(value, "an " + typeName(shape));
    }

    /** AWS: integers lose their fraction, and are cut at the ends of their range. */
    static JsonNumber number(Shape shape, BigDecimal number) {
        return switch (shape.type()) {
            case INTEGER -> Json.number((int) cut(number, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case LONG -> Json.number(cut(number, Long.MIN_VALUE, Long.MAX_VALUE));
            default -> Json.number(Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, number.doubleValue())));
        };
    }

    private static long cut(BigDecimal number, long least, long greatest) {
        if (number.compareTo(BigDecimal.valueOf(least)) <= 0) {
            return least;
        }
        if (number.compareTo(BigDecimal.valueOf(greatest)) >= 0) {
            return greatest;
        }
        return number.abs().compareTo(BigDecimal.ONE) < 0
                ? 0
                : number.setScale(0, RoundingMode.DOWN).longValue();
    }

    private static JsonValue timestamp(JsonValue value) {
        if (value instanceof JsonNumber) {
            return value;
        }
        throw switch (value.getValueType()) {
            case ARRAY, OBJECT -> mismatch(value, "");
            default -> refused("class " + className(value) + " can not be converted to milliseconds since epoch");
        };
    }

    static String typeName(Shape shape) {
        String type = shape.type().name();
        return type.charAt(0) + type.substring(1).toLowerCase(Locale.ROOT);
    }

    private static AwsException mismatch(JsonValue value, String wanted) {
        return switch (value.getValueType()) {
            case ARRAY -> refused(LIST_MISPLACED);
            case OBJECT -> refused(OBJECT_MISPLACED);
            default -> refused("class " + className(value) + " can not be converted to " + wanted);
        };
    }

    private static String className(JsonValue value) {
        return switch (value.getValueType()) {
            case TRUE, FALSE -> "java.lang.Boolean";
            case NUMBER -> "com.amazon.coral.value.json.numbers.TruncatingBigNumber";
            default -> "java.lang.String";
        };
    }

    static AwsException refused(String message) {
        return AwsException.of("SerializationException", 400, message);
    }
}
