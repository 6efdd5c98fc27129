package io.gatehouse.execute.mapping;

import org.jspecify.annotations.Nullable;

/** JSON strings. */
public final class JsonText {
    private JsonText() {}

    /** The text as a JSON string with its quotes; {@code null} without quotes when there is none. */
    public static String quote(@Nullable String text) {
        if (text == null) {
            return "null";
        }
        var quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ') {
                        quoted.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
