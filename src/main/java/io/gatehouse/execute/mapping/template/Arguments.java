package io.gatehouse.execute.mapping.template;

import org.jspecify.annotations.Nullable;

/** What a method is called with. */
final class Arguments {
    private final Budget budget;
    private final @Nullable Object[] given;

    Arguments(Budget budget, @Nullable Object[] given) {
        this.budget = budget;
        this.given = given;
    }

    int count() {
        return given.length;
    }

    @Nullable
    Object get(int index) {
        return given[index];
    }

    /** An argument as text, whatever it is. */
    String text(int index) {
        return Values.text(budget, given[index]);
    }

    boolean isNumber(int index) {
        return given[index] instanceof Number;
    }

    /** An argument as a whole number. */
    int integer(int index) {
        if (given[index] instanceof Number number) {
            return Numbers.toInt(number);
        }
        throw new TemplateFailure("A method wants a number and gets '" + text(index) + "'");
    }
}
