package io.gatehouse.execute.mapping.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic as Velocity does it: whole numbers stay whole and grow as they must, others are doubles. Numbers grow up
 * to a thousand digits.
 */
final class Numbers {
    private static final int MAX_BITS = 3400;
    private static final BigInteger INT_MIN = BigInteger.valueOf(Integer.MIN_VALUE);
    private static final BigInteger INT_MAX = BigInteger.valueOf(Integer.MAX_VALUE);
    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private Numbers() {}

    /** The result of {@code + - * / %}; null when it divides by zero. */
    static @Nullable Number calculate(char operator, Number left, Number right) {
        boolean divides = operator == '/' || operator == '%';
        if (divides && right.doubleValue() == 0) {
            return null;
        }
        if (isWhole(left) && isWhole(right)) {
            return whole(operator, left, right);
        }
        if (left instanceof BigDecimal || right instanceof BigDecimal) {
            return precise(operator, decimal(left), decimal(right));
        }
        return floating(operator, left.doubleValue(), right.doubleValue());
    }

    private static Number whole(char operator, Number left, Number right) {
        BigInteger a = integer(left);
        BigInteger b = integer(right);
        return narrow(
                switch (operator) {
                    case '+' -> a.add(b);
                    case '-' -> a.subtract(b);
                    case '*' -> a.multiply(b);
                    case '/' -> a.divide(b);
                    default -> a.remainder(b);
                });
    }

    private static Number floating(char operator, double a, double b) {
        return switch (operator) {
            case '+' -> a + b;
            case '-' -> a - b;
            case '*' -> a * b;
            case '/' -> a / b;
            default -> a % b;
        };
    }

    private static Number precise(char operator, BigDecimal a, BigDecimal b) {
        return switch (operator) {
            case '+' -> a.add(b, MathContext.DECIMAL128);
            case '-' -> a.subtract(b, MathContext.DECIMAL128);
            case '*' -> a.multiply(b, MathContext.DECIMAL128);
            case '/' -> a.divide(b, MathContext.DECIMAL128);
            default -> floating('%', a.doubleValue(), b.doubleValue());
        };
    }

    static int compare(Number left, Number right) {
        if (isWhole(left) && isWhole(right)) {
            return integer(left).compareTo(integer(right));
        }
        if (left instanceof Double || right instanceof Double) {
            return Double.compare(left.doubleValue(), right.doubleValue());
        }
        return decimal(left).compareTo(decimal(right));
    }

    static Number negate(Number value) {
        return isWhole(value) ? narrow(integer(value).negate()) : (Number) (-value.doubleValue());
    }

    /** The smallest of Java's whole numbers that holds it. */
    static Number narrow(BigInteger value) {
        if (value.bitLength() > MAX_BITS) {
            throw new TemplateFailure("A number has too many digits");
        }
        if (value.compareTo(INT_MIN) >= 0 && value.compareTo(INT_MAX) <= 0) {
            return value.intValue();
        }
        boolean isLong = value.compareTo(LONG_MIN) >= 0 && value.compareTo(LONG_MAX) <= 0;
        return isLong ? (Number) value.longValue() : value;
    }

    static boolean isWhole(Number number) {
        return number instanceof Integer || number instanceof Long || number instanceof BigInteger;
    }

    /** The number as an int; a fraction is cut off, and a decimal of any size takes no time. */
    static int toInt(Number number) {
        return isWhole(number) ? number.intValue() : (int) number.doubleValue();
    }

    private static BigInteger integer(Number number) {
        return number instanceof BigInteger big ? big : BigInteger.valueOf(number.longValue());
    }

    private static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal precise) {
            return precise;
        }
        return isWhole(number) ? new BigDecimal(integer(number)) : BigDecimal.valueOf(number.doubleValue());
    }

    /** A number as a text writes it: whole if it has neither a point nor an exponent. Null when it is none. */
    static @Nullable Number parse(String text) {
        try {
            int digits = text.length();
            boolean whole = text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
            if (digits > 1000) {
                throw new TemplateFailure("A number has too many digits");
            }
            if (whole) {
                return digits < 18 ? small(Long.parseLong(text)) : narrow(new BigInteger(text));
            }
            // AWS: what a double cannot hold exactly stays precise.
            return digits > 18 ? (Number) new BigDecimal(text, MathContext.DECIMAL128) : Double.valueOf(text);
        } catch (NumberFormatException none) {
            return null;
        }
    }

    private static Number small(long value) {
        return value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE ? (Number) (int) value : value;
    }
}
