package io.gatehouse.execute.mapping.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.gatehouse.snapshot.LinearPattern;
import io.gatehouse.snapshot.WatchedText;

/**
 * A regular expression of a template. It takes time linear in the text, looks at the budget's clock while it goes, and
 * knows neither look-around nor references back.
 */
final class Expressions {
    private final Budget budget;
    private final Pattern pattern;

    private Expressions(Budget budget, Pattern pattern) {
        this.budget = budget;
        this.pattern = pattern;
    }

    static Expressions of(Budget budget, String expression) {
        try {
            budget.take(expression.length());
            var compiled = new Expressions(budget, LinearPattern.compile(expression));
            budget.look();
            return compiled;
        } catch (IllegalArgumentException refused) {
            throw new TemplateFailure("Not a regular expression: " + refused.getMessage());
        }
    }

    private Matcher matcher(String text) {
        return pattern.matcher(new WatchedText(text, budget::step));
    }

    boolean matches(String text) {
        return matcher(text).matches();
    }

    ListValue split(String text, int limit) {
        ListValue parts = ListValue.plain();
        Matcher matcher = matcher(text);
        int at = 0;
        while ((limit <= 0 || parts.size() < limit - 1) && matcher.find()) {
            if (matcher.end() == 0 || (matcher.start() == matcher.end() && matcher.end() == text.length())) {
                continue;
            }
            add(parts, text.substring(at, matcher.start()));
            at = matcher.end();
        }
        add(parts, text.substring(at));
        for (int last = parts.size() - 1; limit == 0 && last > 0 && "".equals(parts.get(last)); last--) {
            parts.elements().remove(last);
        }
        return parts;
    }

    private void add(ListValue parts, String part) {
        budget.take(part.length());
        parts.add(budget, part);
    }

    /** Puts a replacement, in which {@code $1} stands for a group, in the place of every match or of the first. */
    String replace(String text, String replacement, boolean all) {
        var replaced = new Text(budget);
        Matcher matcher = matcher(text);
        int at = 0;
        while (matcher.find()) {
            replaced.append(text, at, matcher.start());
            append(matcher, replacement, replaced);
            at = matcher.end();
            if (!all) {
                break;
            }
        }
        return replaced.append(text, at, text.length()).toString();
    }

    private static void append(Matcher matcher, String replacement, Text out) {
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            if (c == '\\' || c == '$') {
                i++;
                if (i >= replacement.length()) {
                    throw new IllegalArgumentException("a replacement ends with " + c);
                }
                if (c == '$') {
                    out.append(group(matcher, replacement.charAt(i)));
                } else {
                    out.append(replacement.charAt(i));
                }
            } else {
                out.append(c);
            }
        }
    }

    private static String group(Matcher matcher, char digit) {
        int group = Character.digit(digit, 10);
        if (group < 0 || group > matcher.groupCount()) {
            throw new IllegalArgumentException("no group " + digit);
        }
        String found = matcher.group(group);
        return found == null ? "" : found;
    }
}
