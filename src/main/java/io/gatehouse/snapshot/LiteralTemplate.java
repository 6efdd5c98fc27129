package io.gatehouse.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A mapping template that is nothing but text. */
public final class LiteralTemplate {
    private final byte[] bytes;

    public LiteralTemplate(String text) {
        bytes = text.getBytes(UTF_8);
    }

    /** The text in UTF-8; shared, so not to be changed. */
    public byte[] bytes() {
        return bytes;
    }
}
