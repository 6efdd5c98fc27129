package io.gatehouse.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A mapping template that is nothing but text. */
public final class LiteralTemplate implements Template {
    private final String text;
    private final byte[] bytes;

    public LiteralTemplate(String text) {
        this.text = text;
        bytes = text.getBytes(UTF_8);
    }

    /** Whether a template is only text: it has no reference, no directive, no comment and no backslash before one. */
    static boolean isLiteral(String text) {
        for (int i = 0; i + 1 < text.length(); i++) {
            char c = text.charAt(i);
            char next = text.charAt(i + 1);
            boolean word = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '_' || next == '{';
            if ((c == '$' && (word || next == '!')) || (c == '#' && (word || "#*[@".indexOf(next) >= 0))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String render(Variables variables) {
        return text;
    }

    @Override
    public byte[] constant() {
        return bytes;
    }
}
