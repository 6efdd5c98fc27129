package io.gatehouse.snapshot;

import com.google.re2j.Pattern;

/**
 * An authorizer's {@code identityValidationExpression}: what a token must look like before anybody is asked about it.
 * Matching takes time linear in the token, whatever the expression.
 */
public final class IdentityExpression {
    private final Pattern pattern;

    private IdentityExpression(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Compiles an expression.
     *
     * @throws IllegalArgumentException when it is no regular expression
     */
    public static IdentityExpression compile(String expression) {
        return new IdentityExpression(LinearPattern.compile(expression));
    }

    /** Whether the whole token is as the expression says. */
    public boolean accepts(String token) {
        return pattern.matches(token);
    }
}
