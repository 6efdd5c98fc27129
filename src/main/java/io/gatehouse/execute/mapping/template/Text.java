package io.gatehouse.execute.mapping.template;

/** Text in the making, of at most 10 MB, charged to the budget as it grows. */
final class Text {
    private final Budget budget;
    private final StringBuilder text = new StringBuilder();

    Text(Budget budget) {
        this.budget = budget;
    }

    Text append(String more) {
        grow(more.length());
        text.append(more);
        return this;
    }

    Text append(String more, int from, int to) {
        grow(to - from);
        text.append(more, from, to);
        return this;
    }

    Text append(char more) {
        grow(1);
        text.append(more);
        return this;
    }

    private void grow(int by) {
        if (text.length() + by > Budget.OUTPUT_CHARACTERS) {
            throw new TemplateFailure("The template makes more than 10 MB of text");
        }
        budget.take(by);
    }

    int length() {
        return text.length();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
