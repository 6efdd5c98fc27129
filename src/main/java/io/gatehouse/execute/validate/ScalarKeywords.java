package io.gatehouse.execute.validate;

import com.google.re2j.Pattern;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** The keywords for values of any type, numbers and texts. */
final class ScalarKeywords {
    /** Longer numbers are not divided: a few bytes of exponent would cost gigabytes. */
    private static final int MOST_DIGITS = 1_000;

    private ScalarKeywords() {}

    static Keyword type(JsonValue types) {
        Set<String> allowed = new TreeSet<>();
        if (types instanceof JsonArray several) {
            several.forEach(each -> allowed.add(Values.text(each, "type")));
        } else {
            allowed.add(Values.text(types, "type"));
        }
        if (allowed.contains("number")) {
            allowed.add("integer");
        }
        if (allowed.isEmpty() || !Values.TYPES.containsAll(allowed)) {
            throw new IllegalArgumentException("\"type\" must name types of JSON Schema");
        }
        String told = Values.list(allowed);
        return (instance, findings) -> {
            String type = Values.type(instance);
            if (!allowed.contains(type)) {
                findings.add("instance type (" + type + ") does not match any allowed primitive type (allowed: " + told
                        + ")");
            }
        };
    }

    static Keyword oneOfValues(JsonValue values) {
        JsonArray list = Values.array(values, "enum");
        var allowed = new HashSet<String>();
        list.forEach(each -> allowed.add(CanonicalJson.of(each)));
        return (instance, findings) -> {
            if (!allowed.contains(CanonicalJson.of(instance))) {
                findings.add("instance value (" + Values.told(instance) + ") not found in enum (possible values: "
                        + list + ")");
            }
        };
    }

    static Keyword minimum(JsonValue limit, boolean exclusive) {
        BigDecimal minimum = Values.number(limit, "minimum");
        return (instance, findings) -> {
            if (instance instanceof JsonNumber number) {
                int order = number.bigDecimalValue().compareTo(minimum);
                if (order < 0) {
                    findings.add("numeric instance is lower than the required minimum (minimum: " + minimum
                            + ", found: " + number + ")");
                } else if (order == 0 && exclusive) {
                    findings.add("numeric instance is not strictly greater than the required minimum " + minimum);
                }
            }
        };
    }

    static Keyword maximum(JsonValue limit, boolean exclusive) {
        BigDecimal maximum = Values.number(limit, "maximum");
        return (instance, findings) -> {
            if (instance instanceof JsonNumber number) {
                int order = number.bigDecimalValue().compareTo(maximum);
                if (order > 0) {
                    findings.add("numeric instance is greater than the required maximum (maximum: " + maximum
                            + ", found: " + number + ")");
                } else if (order == 0 && exclusive) {
                    findings.add("numeric instance is not strictly lower than the required maximum " + maximum);
                }
            }
        };
    }

    static Keyword multipleOf(JsonValue value) {
        BigDecimal divisor = Values.number(value, "multipleOf");
        if (divisor.signum() <= 0 || isLong(divisor)) {
            throw new IllegalArgumentException("\"multipleOf\" must be a number greater than 0");
        }
        return (instance, findings) -> {
            if (instance instanceof JsonNumber number) {
                BigDecimal found = number.bigDecimalValue();
                if (isLong(found) || found.remainder(divisor).signum() != 0) {
                    findings.add("remainder of division is not zero (" + number + " / " + divisor + ")");
                }
            }
        };
    }

    private static boolean isLong(BigDecimal number) {
        return Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS;
    }

    static Keyword minLength(JsonValue limit) {
        int minimum = Values.count(limit, "minLength");
        return (instance, findings) -> {
            int length = instance instanceof JsonString string ? length(string) : Integer.MAX_VALUE;
            if (length < minimum) {
                findings.add("string \"" + Values.told(instance) + "\" is too short (length: " + length
                        + ", required minimum: " + minimum + ")");
            }
        };
    }

    static Keyword maxLength(JsonValue limit) {
        int maximum = Values.count(limit, "maxLength");
        return (instance, findings) -> {
            int length = instance instanceof JsonString string ? length(string) : 0;
            if (length > maximum) {
                findings.add("string \"" + Values.told(instance) + "\" is too long (length: " + length
                        + ", maximum allowed: " + maximum + ")");
            }
        };
    }

    private static int length(JsonString string) {
        String text = string.getString();
        return text.codePointCount(0, text.length());
    }

    static Keyword pattern(JsonValue value) {
        String expression = Values.text(value, "pattern");
        Pattern pattern = Values.pattern(expression);
        return (instance, findings) -> {
            if (instance instanceof JsonString string && !findings.isFound(pattern, string.getString())) {
                findings.add("ECMA 262 regex \"" + expression + "\" does not match input string \""
                        + Values.told(instance) + "\"");
            }
        };
    }
}
