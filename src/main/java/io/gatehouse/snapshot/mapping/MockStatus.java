package io.gatehouse.snapshot.mapping;

import java.util.OptionalInt;

/**
 * Reads the status code out of what a MOCK integration's request template made: {@code {"statusCode": 200}}, with the
 * quotes or without them. A member of that name in an inner object does not count.
 */
public final class MockStatus {
    private static final String NAME = "statusCode";

    private MockStatus() {}

    /** The status, 100 to 599; empty when there is none. */
    public static OptionalInt read(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            } else if (c == '"' || c == '\'') {
                int end = quoteEnd(text, i);
                if (depth == 1 && text.startsWith(NAME, i + 1) && end == i + 1 + NAME.length() && isName(text, end)) {
                    return number(text, end + 1);
                }
                i = end;
            } else if (depth == 1 && text.startsWith(NAME, i) && startsName(text, i)) {
                return number(text, i + NAME.length());
            }
        }
        return OptionalInt.empty();
    }

    private static int quoteEnd(String text, int from) {
        for (int i = from + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == text.charAt(from)) {
                return i;
            }
        }
        return text.length();
    }

    private static boolean isName(String text, int quote) {
        return text.startsWith(":", skipSpace(text, quote + 1));
    }

    private static boolean startsName(String text, int at) {
        return !Character.isJavaIdentifierPart(text.charAt(at - 1));
    }

    private static OptionalInt number(String text, int from) {
        int at = skipSpace(text, from);
        if (!text.startsWith(":", at)) {
            return OptionalInt.empty();
        }
        at = skipSpace(text, at + 1);
        boolean quoted = text.startsWith("\"", at);
        int begin = quoted ? at + 1 : at;
        int end = begin;
        while (end < text.length() && Characters.isDigit(text.charAt(end))) {
            end++;
        }
        int after = quoted && text.startsWith("\"", end) ? end + 1 : end;
        after = skipSpace(text, after);
        if (end - begin != 3 || after >= text.length() || ",}".indexOf(text.charAt(after)) < 0) {
            return OptionalInt.empty();
        }
        int status = Integer.parseInt(text.substring(begin, end));
        return status >= 100 && status <= 599 ? OptionalInt.of(status) : OptionalInt.empty();
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
