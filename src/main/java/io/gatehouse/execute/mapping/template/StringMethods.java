package io.gatehouse.execute.mapping.template;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The methods of texts, as {@link String} has them. */
final class StringMethods {
    private static final long SEARCH = 1_000_000_000;
    private static final long SHORT_SEARCH = 1_000_000;

    private StringMethods() {}

    static @Nullable Object call(Budget budget, String text, String name, Arguments arguments) {
        try {
            return switch (arguments.count()) {
                case 0 -> plain(budget, text, name);
                case 1 -> withOne(budget, text, name, arguments);
                case 2 -> withTwo(budget, text, name, arguments);
                default -> null;
            };
        } catch (IndexOutOfBoundsException | IllegalArgumentException failed) {
            throw new TemplateFailure(name + ": " + failed.getMessage());
        }
    }

    private static @Nullable Object plain(Budget budget, String text, String name) {
        return switch (name) {
            case "length" -> text.length();
            case "isEmpty" -> text.isEmpty();
            case "isBlank" -> text.isBlank();
            case "hashCode" -> text.hashCode();
            case "toLowerCase" -> charged(budget, text.toLowerCase(Locale.ROOT));
            case "toUpperCase" -> charged(budget, text.toUpperCase(Locale.ROOT));
            case "trim" -> charged(budget, text.trim());
            case "strip" -> charged(budget, text.strip());
            case "stripLeading" -> charged(budget, text.stripLeading());
            case "stripTrailing" -> charged(budget, text.stripTrailing());
            case "intern" -> text;
            default -> null;
        };
    }

    private static @Nullable Object withOne(Budget budget, String text, String name, Arguments arguments) {
        String other = arguments.text(0);
        checkSearch(budget, text, other);
        return switch (name) {
            case "charAt" -> String.valueOf(text.charAt(arguments.integer(0)));
            case "codePointAt" -> text.codePointAt(arguments.integer(0));
            case "concat" -> new Text(budget).append(text).append(other).toString();
            case "contains" -> text.contains(other);
            case "startsWith" -> text.startsWith(other);
            case "endsWith" -> text.endsWith(other);
            case "contentEquals" -> text.contentEquals(other);
            case "equalsIgnoreCase" -> text.equalsIgnoreCase(other);
            case "compareTo" -> text.compareTo(other);
            case "compareToIgnoreCase" -> text.compareToIgnoreCase(other);
            case "indexOf" -> arguments.isNumber(0) ? text.indexOf(arguments.integer(0)) : text.indexOf(other);
            case "lastIndexOf" ->
                arguments.isNumber(0) ? text.lastIndexOf(arguments.integer(0)) : text.lastIndexOf(other);
            case "matches" -> Expressions.of(budget, other).matches(text);
            case "repeat" -> repeat(budget, text, arguments.integer(0));
            case "split" -> Expressions.of(budget, other).split(text, 0);
            case "substring" -> charged(budget, text.substring(arguments.integer(0)));
            case "valueOf" -> other;
            default -> null;
        };
    }

    private static @Nullable Object withTwo(Budget budget, String text, String name, Arguments arguments) {
        String first = arguments.text(0);
        checkSearch(budget, text, first);
        return switch (name) {
            case "indexOf" ->
                arguments.isNumber(0)
                        ? text.indexOf(arguments.integer(0), arguments.integer(1))
                        : text.indexOf(first, arguments.integer(1));
            case "lastIndexOf" ->
                arguments.isNumber(0)
                        ? text.lastIndexOf(arguments.integer(0), arguments.integer(1))
                        : text.lastIndexOf(first, arguments.integer(1));
            case "replace" -> replace(budget, text, first, arguments.text(1));
            case "replaceAll" -> Expressions.of(budget, first).replace(text, arguments.text(1), true);
            case "replaceFirst" -> Expressions.of(budget, first).replace(text, arguments.text(1), false);
            case "split" -> Expressions.of(budget, first).split(text, arguments.integer(1));
            case "startsWith" -> text.startsWith(first, arguments.integer(1));
            case "substring", "subSequence" ->
                charged(budget, text.substring(arguments.integer(0), arguments.integer(1)));
            default -> null;
        };
    }

    /** A search can take as long as the product of both lengths. */
    private static void checkSearch(Budget budget, String text, String wanted) {
        long work = (long) text.length() * wanted.length();
        if (work > SEARCH) {
            throw new TemplateFailure("The template searches for too long a text");
        }
        if (work > SHORT_SEARCH) {
            budget.look();
        }
    }

    private static String charged(Budget budget, String made) {
        budget.take(made.length());
        return made;
    }

    private static String repeat(Budget budget, String text, int times) {
        if (times < 0) {
            throw new IllegalArgumentException("count is negative: " + times);
        }
        if ((long) times * text.length() > Budget.OUTPUT_CHARACTERS) {
            throw new TemplateFailure("The template makes more than 10 MB of text");
        }
        budget.take((long) times * text.length());
        return text.repeat(times);
    }

    private static String replace(Budget budget, String text, String from, String to) {
        var replaced = new Text(budget);
        int at = 0;
        int found = text.indexOf(from);
        while (found >= 0) {
            replaced.append(text, at, found).append(to);
            at = found + from.length();
            if (from.isEmpty()) {
                if (found == text.length()) {
                    break;
                }
                replaced.append(text, found, found + 1);
                at = found + 1;
            }
            found = text.indexOf(from, at);
        }
        return replaced.append(text, Math.min(at, text.length()), text.length()).toString();
    }
}
