package io.gatehouse.execute.mapping.template;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON read into the values of templates, and written from them. */
final class JsonValues {
    private static final String[] WORDS = {"true", "false", "null"};
    private static final @Nullable Object[] MEANINGS = {true, false, null};

    private final Budget budget;
    private final String text;
    private int at;

    private JsonValues(Budget budget, String text) {
        this.budget = budget;
        this.text = text;
    }

    /**
     * Reads a document.
     *
     * @throws NotJsonException when it is none
     */
    static @Nullable Object read(Budget budget, String text) throws NotJsonException {
        var json = new JsonValues(budget, text);
        Object value = json.value();
        json.skipSpace();
        if (json.at < text.length()) {
            throw json.unexpected();
        }
        return value;
    }

    /** A text is not JSON. */
    static final class NotJsonException extends Exception {
        private static final long serialVersionUID = 1L;

        NotJsonException(String message) {
            super(message, null, false, false);
        }
    }

    private NotJsonException unexpected() {
        return new NotJsonException(
                at >= text.length()
                        ? "Unexpected end-of-input"
                        : "Unexpected character ('" + text.charAt(at) + "') at offset " + at);
    }

    private @Nullable Object value() throws NotJsonException {
        budget.enter();
        skipSpace();
        if (at >= text.length()) {
            throw unexpected();
        }
        char c = text.charAt(at);
        Object value =
                switch (c) {
                    case '{' -> object();
                    case '[' -> array();
                    case '"' -> string();
                    default -> c == '-' || isDigit(c) ? number() : word();
                };
        budget.leave();
        return value;
    }

    private MapValue object() throws NotJsonException {
        var object = new MapValue();
        at++;
        skipSpace();
        if (skip('}')) {
            return object;
        }
        do {
            skipSpace();
            if (!text.startsWith("\"", at)) {
                throw unexpected();
            }
            String name = string();
            skipSpace();
            if (!skip(':')) {
                throw unexpected();
            }
            object.put(budget, name, value());
            skipSpace();
        } while (skip(','));
        if (!skip('}')) {
            throw unexpected();
        }
        return object;
    }

    private ListValue array() throws NotJsonException {
        ListValue array = ListValue.json();
        at++;
        skipSpace();
        if (skip(']')) {
            return array;
        }
        do {
            array.add(budget, value());
            skipSpace();
        } while (skip(','));
        if (!skip(']')) {
            throw unexpected();
        }
        return array;
    }

    private String string() throws NotJsonException {
        int from = ++at;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\' && text.charAt(at) >= ' ') {
            at++;
        }
        if (text.startsWith("\"", at)) {
            budget.take(at - from);
            return text.substring(from, at++);
        }
        var string = new Text(budget).append(text, from, at);
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                at--;
                throw unexpected();
            }
            string.append(c == '\\' ? escaped() : c);
        }
        if (!skip('"')) {
            throw unexpected();
        }
        return string.toString();
    }

    private char escaped() throws NotJsonException {
        char c = at < text.length() ? text.charAt(at++) : ' ';
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal();
            default -> {
                at--;
                throw unexpected();
            }
        };
    }

    private char hexadecimal() throws NotJsonException {
        int code = 0;
        for (int end = at + 4; at < end; at++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0) {
                throw unexpected();
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private Number number() throws NotJsonException {
        int from = at;
        skip('-');
        int digits = at;
        digits();
        if (at - digits > 1 && text.charAt(digits) == '0') {
            at = digits;
            throw unexpected();
        }
        if (skip('.')) {
            digits();
        }
        if (skip('e') || skip('E')) {
            if (!skip('+')) {
                skip('-');
            }
            digits();
        }
        Number number = Numbers.parse(text.substring(from, at));
        if (number == null) {
            at = from;
            throw unexpected();
        }
        return number;
    }

    private void digits() throws NotJsonException {
        int from = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        if (at == from) {
            throw unexpected();
        }
    }

    private @Nullable Object word() throws NotJsonException {
        for (int i = 0; i < WORDS.length; i++) {
            if (text.startsWith(WORDS[i], at)) {
                at += WORDS[i].length();
                return MEANINGS[i];
            }
        }
        throw unexpected();
    }

    private boolean skip(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        if (there) {
            at++;
        }
        return there;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static String write(Budget budget, @Nullable Object value) {
        var out = new Text(budget);
        write(budget, value, out);
        return out.toString();
    }

    static void write(Budget budget, @Nullable Object value, Text out) {
        budget.enter();
        if (value == null) {
            out.append("null");
        } else if (value instanceof ListValue list) {
            String separator = "[";
            for (Object element : list.elements()) {
                write(budget, element, out.append(separator));
                separator = ",";
            }
            out.append(list.size() == 0 ? "[]" : "]");
        } else if (value instanceof MapValue map) {
            String separator = "{";
            for (Map.Entry<Object, @Nullable Object> member : map.members().entrySet()) {
                quote(member.getKey().toString(), out.append(separator));
                write(budget, member.getValue(), out.append(':'));
                separator = ",";
            }
            out.append(map.members().isEmpty() ? "{}" : "}");
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(value.toString());
        } else {
            quote(Values.text(budget, value), out);
        }
        budget.leave();
    }

    private static void quote(String text, Text out) {
        out.append('"');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c < ' ') {
                out.append(text, from, i).append(escape(c));
                from = i + 1;
            }
        }
        out.append(text, from, text.length()).append('"');
    }

    private static String escape(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> "\\u00" + Character.forDigit(c >> 4, 16) + Character.forDigit(c & 15, 16);
        };
    }
}
