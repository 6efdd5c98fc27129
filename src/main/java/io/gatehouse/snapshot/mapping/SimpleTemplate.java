package io.gatehouse.snapshot.mapping;

import io.gatehouse.snapshot.mapping.ValueSource.Kind;
import io.gatehouse.snapshot.mapping.ValueSource.Side;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a gateway response: {@code $context.*}, {@code $stageVariables.*} and {@code $method.request.*} are
 * replaced, with or without braces; an absent value leaves nothing. There is no other syntax.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html">
 *     AWS: gateway responses</a>
 */
public final class SimpleTemplate {
    private record Part(String text, @Nullable ValueSource source) {}

    private static final String[] ROOTS = {"context.", "stageVariables.", "method.request."};

    private final List<Part> parts;

    private SimpleTemplate(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    public static SimpleTemplate compile(String text) {
        var parts = new ArrayList<Part>();
        var literal = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            int end = variableEnd(text, at);
            ValueSource source = end < 0 ? null : source(text, at, end);
            if (source == null) {
                literal.append(text.charAt(at++));
            } else {
                parts.add(new Part(literal.toString(), source));
                literal.setLength(0);
                at = end;
            }
        }
        parts.add(new Part(literal.toString(), null));
        return new SimpleTemplate(parts);
    }

    /** Where the variable that begins at {@code at} ends; -1 when there is none. */
    private static int variableEnd(String text, int at) {
        if (text.charAt(at) != '$') {
            return -1;
        }
        boolean braced = text.startsWith("{", at + 1);
        int from = braced ? at + 2 : at + 1;
        for (String root : ROOTS) {
            if (text.startsWith(root, from)) {
                int end = from + root.length();
                while (end < text.length() && isNameCharacter(text.charAt(end))) {
                    end++;
                }
                if (braced) {
                    return text.startsWith("}", end) ? end + 1 : -1;
                }
                // A full stop that ends a sentence is no part of the name.
                return text.charAt(end - 1) == '.' ? end - 1 : end;
            }
        }
        return -1;
    }

    private static boolean isNameCharacter(char c) {
        return Characters.isLetter(c) || Characters.isDigit(c) || "._-".indexOf(c) >= 0;
    }

    private static @Nullable ValueSource source(String text, int at, int end) {
        boolean braced = text.charAt(at + 1) == '{';
        String expression = text.substring(braced ? at + 2 : at + 1, braced ? end - 1 : end);
        try {
            ValueSource source = ValueSource.parse(expression, Side.REQUEST);
            return source.kind() == Kind.LITERAL ? null : source;
        } catch (IllegalArgumentException notOne) {
            return null;
        }
    }

    public String render(ValueReader values) {
        var text = new StringBuilder(128);
        for (Part part : parts) {
            text.append(part.text);
            String value = part.source == null ? null : values.read(part.source);
            if (value != null) {
                text.append(value);
            }
        }
        return text.toString();
    }
}
