package io.gatehouse.execute.mapping.template;

import org.jspecify.annotations.Nullable;

/** A template's text with a place in it. Bounds how deep its parts may be nested. */
final class Source {
    private static final int DEPTH = 120;

    private final String text;
    private final @Nullable Source outer;
    private final int outerPlace;
    private int at;
    private int depth;

    Source(String text) {
        this(text, null, 0, 0);
    }

    private Source(String text, @Nullable Source outer, int outerPlace, int depth) {
        this.text = text;
        this.outer = outer;
        this.outerPlace = outerPlace;
        this.depth = depth;
    }

    /** The content of a quoted text, which begins at a place of this one. */
    Source inner(String content, int place) {
        return new Source(content, this, place, depth);
    }

    int at() {
        return at;
    }

    void moveTo(int place) {
        at = place;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /** The character here; NUL at the end. */
    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
    }

    boolean startsWith(String word) {
        return text.startsWith(word, at);
    }

    /** Goes past a word if it is here. */
    boolean skip(String word) {
        boolean here = startsWith(word);
        if (here) {
            at += word.length();
        }
        return here;
    }

    void skipSpace() {
        while (!atEnd() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /** Goes past spaces and the line end after them, if there is one. */
    void skipLineEnd() {
        int end = at;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        if (text.startsWith("\r\n", end)) {
            at = end + 2;
        } else if (end < text.length() && (text.charAt(end) == '\n' || text.charAt(end) == '\r')) {
            at = end + 1;
        }
    }

    void expect(String word) {
        if (!skip(word)) {
            throw error(atEnd() ? "unexpected end, '" + word + "' is missing" : "'" + word + "' is missing");
        }
    }

    /** How many characters are left. */
    int rest() {
        return text.length() - at;
    }

    /** Where a word is next; -1 when it is nowhere. */
    int find(String word) {
        return text.indexOf(word, at);
    }

    /** What was read since a place. */
    String since(int from) {
        return text.substring(from, at);
    }

    static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Reads a name; empty when there is none here. AWS: a hyphen belongs to it. */
    String name() {
        int from = at;
        if (isNameStart(peek())) {
            while (isNameStart(peek()) || isDigit(peek()) || peek() == '-') {
                at++;
            }
        }
        return since(from);
    }

    /** Reads a directive's name; empty when there is none here. */
    String word() {
        int from = at;
        if (isNameStart(peek())) {
            while (isNameStart(peek()) || isDigit(peek())) {
                at++;
            }
        }
        return since(from);
    }

    /** Goes one level deeper; to be left by {@link #leave}. */
    void enter() {
        if (++depth > DEPTH) {
            throw error("nested too deeply");
        }
    }

    void leave() {
        depth--;
    }

    TemplateSyntaxException error(String problem) {
        return error(problem, at);
    }

    TemplateSyntaxException error(String problem, int place) {
        return new TemplateSyntaxException(problem, line(place), column(place));
    }

    private int line(int place) {
        int line = outer == null ? 1 : outer.line(outerPlace);
        for (int i = 0; i < place && i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        return line;
    }

    private int column(int place) {
        int lineStart = text.lastIndexOf('\n', place - 1) + 1;
        int first = lineStart > 0 || outer == null ? 1 : outer.column(outerPlace);
        return first + place - lineStart;
    }
}
