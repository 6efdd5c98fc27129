package io.gatehouse.execute.mapping.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code $util}: functions on texts. */
final class UtilVariable implements Fixture {
    static final UtilVariable INSTANCE = new UtilVariable();

    private UtilVariable() {}

    @Override
    public @Nullable Object call(Budget budget, String name, Arguments arguments) {
        if (arguments.count() != 1) {
            return null;
        }
        String text = arguments.text(0);
        try {
            return switch (name) {
                case "escapeJavaScript" -> escapeJavaScript(budget, text);
                case "parseJson" -> parseJson(budget, text);
                case "urlEncode" -> charged(budget, 3L * text.length(), URLEncoder.encode(text, UTF_8));
                case "urlDecode" -> charged(budget, text.length(), URLDecoder.decode(text, UTF_8));
                case "base64Encode" ->
                    charged(budget, 2L * text.length(), Base64.getEncoder().encodeToString(text.getBytes(UTF_8)));
                case "base64Decode" ->
                    charged(
                            budget,
                            text.length(),
                            new String(Base64.getMimeDecoder().decode(text), UTF_8));
                default -> null;
            };
        } catch (IllegalArgumentException refused) {
            throw new TemplateFailure("$util." + name + ": " + refused.getMessage());
        }
    }

    private static String charged(Budget budget, long units, String made) {
        budget.take(units);
        return made;
    }

    private static @Nullable Object parseJson(Budget budget, String text) {
        try {
            return JsonValues.read(budget, text);
        } catch (JsonValues.NotJsonException notJson) {
            throw new TemplateFailure("$util.parseJson: " + notJson.getMessage());
        }
    }

    private static String escapeJavaScript(Budget budget, String text) {
        var escaped = new Text(budget);
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || "'\"\\/".indexOf(c) >= 0) {
                escaped.append(text, from, i).append(escape(c));
                from = i + 1;
            }
        }
        return escaped.append(text, from, text.length()).toString();
    }

    private static String escape(char c) {
        return switch (c) {
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\'', '"', '\\', '/' -> "\\" + c;
            default -> "\\u" + String.format(Locale.ROOT, "%04X", (int) c);
        };
    }
}
