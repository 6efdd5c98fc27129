package io.gatehouse.execute.mapping.template;

/** A text is no template; the message says what is wrong, in which line and column. */
public final class TemplateSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    TemplateSyntaxException(String problem, int line, int column) {
        super("Invalid mapping template: " + problem + " at line " + line + ", column " + column);
        this.line = line;
        this.column = column;
    }

    /** Counted from 1. */
    public int line() {
        return line;
    }

    /** Counted from 1. */
    public int column() {
        return column;
    }
}
