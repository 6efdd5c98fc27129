package io.gatehouse.execute.mapping.template;

import org.jspecify.annotations.Nullable;

/** The methods of numbers, those that Java calls without an instance among them. */
final class NumberMethods {
    private NumberMethods() {}

    static @Nullable Object call(Number number, String name, Arguments arguments) {
        return switch (arguments.count()) {
            case 0 -> plain(number, name);
            case 1 -> withOne(number, name, arguments);
            default -> null;
        };
    }

    private static @Nullable Object plain(Number number, String name) {
        return switch (name) {
            case "intValue" -> Numbers.toInt(number);
            case "longValue" -> Numbers.isWhole(number) ? number.longValue() : (long) number.doubleValue();
            case "doubleValue" -> number.doubleValue();
            case "floatValue" -> (double) number.floatValue();
            case "hashCode" -> number.hashCode();
            default -> null;
        };
    }

    private static @Nullable Object withOne(Number number, String name, Arguments arguments) {
        return switch (name) {
            case "compareTo" ->
                arguments.get(0) instanceof Number other ? (Object) Numbers.compare(number, other) : null;
            case "parseInt", "parseLong", "parseDouble", "valueOf" -> parsed(name, arguments);
            case "toString" -> arguments.text(0);
            default -> null;
        };
    }

    private static Number parsed(String name, Arguments arguments) {
        Number parsed = Numbers.parse(arguments.text(0).trim());
        if (parsed == null || (!Numbers.isWhole(parsed) && name.matches("parseInt|parseLong"))) {
            throw new TemplateFailure(name + ": no number: " + arguments.text(0));
        }
        return name.equals("parseDouble") ? (Number) parsed.doubleValue() : parsed;
    }
}
