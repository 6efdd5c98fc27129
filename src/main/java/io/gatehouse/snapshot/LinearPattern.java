package io.gatehouse.snapshot;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Compiles regular expressions that users wrote. Matching takes time linear in the text; what bounds the program is
 * checked here, because counted repetitions inside each other multiply: {@code ((x{1000}){1000}){1000}} would fill the
 * memory while it is compiled.
 */
public final class LinearPattern {
    private static final int MAX_CHARACTERS = 10_000;
    private static final long MAX_SIZE = 20_000;
    private static final java.util.regex.Pattern REPETITION = java.util.regex.Pattern.compile("\\{(\\d+)(?:,(\\d*))?}");

    private final String expression;
    private final Deque<Long> outer = new ArrayDeque<>();
    private long total;
    private long last;
    private int at;

    private LinearPattern(String expression) {
        this.expression = expression;
    }

    /**
     * Compiles an expression.
     *
     * @throws IllegalArgumentException when it is none or too large
     */
    public static Pattern compile(String expression) {
        if (expression.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException("the expression is too long");
        }
        if (new LinearPattern(expression).size() > MAX_SIZE) {
            throw new IllegalArgumentException("the expression repeats too much");
        }
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException refused) {
            throw new IllegalArgumentException(refused.getMessage(), refused);
        } catch (StackOverflowError deep) {
            throw new IllegalArgumentException("the expression is nested too deeply", deep);
        }
    }

    /** About how many instructions it becomes, rather too many than too few. */
    private long size() {
        while (at < expression.length() && total <= MAX_SIZE) {
            char c = expression.charAt(at);
            switch (c) {
                case '(' -> {
                    outer.push(total);
                    total = 0;
                    at++;
                }
                case ')' -> {
                    long group = total + 2;
                    total = outer.isEmpty() ? total : outer.pop();
                    at++;
                    add(group);
                }
                case '\\' -> escape();
                case '[' -> characterClass();
                case '{' -> repetition();
                default -> {
                    at++;
                    add(1);
                }
            }
        }
        return total + outer.stream().mapToLong(Long::longValue).sum();
    }

    private void add(long size) {
        last = size;
        total += size;
    }

    private void escape() {
        if (expression.startsWith("\\Q", at)) {
            int end = expression.indexOf("\\E", at);
            int length = (end < 0 ? expression.length() : end) - at;
            at = end < 0 ? expression.length() : end + 2;
            add(length);
        } else {
            at += 2;
            add(1);
        }
    }

    private void characterClass() {
        at++;
        if (expression.startsWith("^", at)) {
            at++;
        }
        if (expression.startsWith("]", at)) {
            at++;
        }
        while (at < expression.length() && expression.charAt(at) != ']') {
            at += expression.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
        add(1);
    }

    private void repetition() {
        var matcher = REPETITION.matcher(expression).region(at, expression.length());
        if (!matcher.lookingAt()) {
            at++;
            add(1);
            return;
        }
        String most = matcher.group(2) == null || matcher.group(2).isEmpty() ? matcher.group(1) : matcher.group(2);
        long times = most.length() > 4 ? MAX_SIZE : Math.max(1, Long.parseLong(most));
        // Flags and an empty quotation pass a repetition on to what is before them: (x{1000})(?i){1000}.
        char before = at == 0 ? ' ' : expression.charAt(at - 1);
        long repeated = before == ')' || before == 'E' ? total : last;
        total += repeated * (times - 1);
        last = repeated * times;
        at = matcher.end();
    }
}
