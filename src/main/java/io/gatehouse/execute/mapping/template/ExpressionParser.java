package io.gatehouse.execute.mapping.template;

import io.gatehouse.execute.mapping.template.Expression.Comparator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads references and expressions. */
final class ExpressionParser {
    /** How many operators of one kind may follow each other: each is one level of the tree. */
    private static final int OPERANDS = 100;

    private static final Comparator[] EQUALITY = {Comparator.EQUAL, Comparator.UNEQUAL};
    private static final Comparator[] ORDER = {
        Comparator.AT_MOST, Comparator.AT_LEAST, Comparator.LESS, Comparator.GREATER
    };

    private final Source source;

    ExpressionParser(Source source) {
        this.source = source;
    }

    /** Reads the reference that begins here with a dollar sign; null, and nothing is read, when it is only the sign. */
    @Nullable
    Reference reference() {
        int begin = source.at();
        source.expect("$");
        source.skip("!");
        boolean braced = source.skip("{");
        String name = source.name();
        if (name.isEmpty()) {
            source.moveTo(begin);
            return null;
        }
        source.enter();
        var steps = new ArrayList<Reference.Step>();
        Reference.Step step = step();
        while (step != null) {
            steps.add(step);
            step = step();
        }
        source.leave();
        if (braced) {
            source.expect("}");
        }
        return new Reference(name, List.copyOf(steps));
    }

    private Reference.@Nullable Step step() {
        if (source.peek() == '[') {
            source.skip("[");
            Expression index = expression();
            source.skipSpace();
            source.expect("]");
            return new Reference.At(index);
        }
        if (source.peek() != '.' || !Source.isNameStart(source.peek(1))) {
            return null;
        }
        source.skip(".");
        String name = source.name();
        return source.skip("(") ? new Reference.Call(name, List.copyOf(list(")"))) : new Reference.Property(name);
    }

    /** Reads expressions with commas between them, and what closes them. */
    private List<Expression> list(String close) {
        var elements = new ArrayList<Expression>();
        source.skipSpace();
        if (source.skip(close)) {
            return elements;
        }
        do {
            elements.add(expression());
            source.skipSpace();
        } while (source.skip(","));
        source.expect(close);
        return elements;
    }

    /** Reads a whole expression; spaces before it do not matter. */
    Expression expression() {
        source.enter();
        Expression either = and();
        for (int i = 0; operator("||") || word("or"); i++) {
            either = new Expression.Logical(false, either, and());
            check(i);
        }
        source.leave();
        return either;
    }

    private Expression and() {
        Expression both = equality();
        for (int i = 0; operator("&&") || word("and"); i++) {
            both = new Expression.Logical(true, both, equality());
            check(i);
        }
        return both;
    }

    private Expression equality() {
        Expression left = order();
        Comparator comparator = comparator(EQUALITY);
        for (int i = 0; comparator != null; i++) {
            left = new Expression.Comparison(comparator, left, order());
            check(i);
            comparator = comparator(EQUALITY);
        }
        return left;
    }

    private Expression order() {
        Expression left = sum();
        Comparator comparator = comparator(ORDER);
        for (int i = 0; comparator != null; i++) {
            left = new Expression.Comparison(comparator, left, sum());
            check(i);
            comparator = comparator(ORDER);
        }
        return left;
    }

    private @Nullable Comparator comparator(Comparator[] among) {
        for (Comparator comparator : among) {
            if (operator(comparator.sign()) || word(comparator.word())) {
                return comparator;
            }
        }
        return null;
    }

    private Expression sum() {
        Expression sum = product();
        for (int i = 0; operator("+") || operator("-"); i++) {
            sum = new Expression.Arithmetic(source.peek(-1), sum, product());
            check(i);
        }
        return sum;
    }

    private Expression product() {
        Expression product = unary();
        for (int i = 0; operator("*") || operator("/") || operator("%"); i++) {
            product = new Expression.Arithmetic(source.peek(-1), product, unary());
            check(i);
        }
        return product;
    }

    private void check(int operators) {
        if (operators > OPERANDS) {
            throw source.error("too many operators in a row");
        }
    }

    private Expression unary() {
        source.enter();
        Expression operand;
        if (operator("!") || word("not")) {
            operand = new Expression.Not(unary());
        } else if (source.peek() == '-' && !Source.isDigit(source.peek(1)) && source.skip("-")) {
            operand = new Expression.Negative(unary());
        } else {
            operand = primary();
        }
        source.leave();
        return operand;
    }

    private boolean operator(String sign) {
        source.skipSpace();
        return source.skip(sign);
    }

    private boolean word(String word) {
        source.skipSpace();
        char after = source.peek(word.length());
        return source.startsWith(word) && !Source.isNameStart(after) && !Source.isDigit(after) && source.skip(word);
    }

    private Expression primary() {
        source.skipSpace();
        char c = source.peek();
        if (c == '$') {
            Reference reference = reference();
            if (reference != null) {
                return reference;
            }
        } else if (c == '"' || c == '\'') {
            return text(c);
        } else if (source.skip("(")) {
            Expression inner = expression();
            source.skipSpace();
            source.expect(")");
            return inner;
        } else if (source.skip("[")) {
            return listOrRange();
        } else if (source.skip("{")) {
            return map();
        } else if (Source.isDigit(c) || c == '-' || c == '.') {
            return number();
        } else if (word("true")) {
            return new Expression.Literal(true);
        } else if (word("false")) {
            return new Expression.Literal(false);
        } else if (word("null")) {
            return new Expression.Literal(null);
        }
        throw source.error(source.atEnd() ? "unexpected end" : "unexpected '" + c + "'");
    }

    private Expression listOrRange() {
        source.skipSpace();
        if (source.skip("]")) {
            return new Expression.NewList(List.of());
        }
        Expression first = expression();
        source.skipSpace();
        if (source.skip("..")) {
            Expression last = expression();
            source.skipSpace();
            source.expect("]");
            return new Expression.Range(first, last);
        }
        var elements = new ArrayList<Expression>();
        elements.add(first);
        if (source.skip(",")) {
            elements.addAll(list("]"));
        } else {
            source.expect("]");
        }
        return new Expression.NewList(List.copyOf(elements));
    }

    private Expression map() {
        var members = new ArrayList<Map.Entry<Expression, Expression>>();
        source.skipSpace();
        if (source.skip("}")) {
            return new Expression.NewMap(List.of());
        }
        do {
            Expression name = expression();
            source.skipSpace();
            source.expect(":");
            members.add(Map.entry(name, expression()));
            source.skipSpace();
        } while (source.skip(","));
        source.expect("}");
        return new Expression.NewMap(List.copyOf(members));
    }

    /** Reads a quoted text. A doubled quote stands for one; a backslash is nothing special. */
    private Expression text(char quote) {
        int begin = source.at();
        source.moveTo(begin + 1);
        var content = new StringBuilder();
        while (true) {
            int end = source.find(String.valueOf(quote));
            if (end < 0) {
                throw source.error("a text without its closing quote", begin);
            }
            int from = source.at();
            source.moveTo(end);
            content.append(source.since(from));
            source.moveTo(end + 1);
            if (source.peek() != quote) {
                break;
            }
            content.append(quote);
            source.moveTo(end + 2);
        }
        String text = content.toString();
        if (quote == '\'' || (text.indexOf('$') < 0 && text.indexOf('#') < 0)) {
            return new Expression.Literal(text);
        }
        return new Expression.Interpolated(TemplateParser.parse(source.inner(text, begin + 1)));
    }

    private Expression number() {
        int begin = source.at();
        source.skip("-");
        digits();
        if (source.peek() == '.' && source.peek(1) != '.') {
            source.skip(".");
            digits();
        }
        if ((source.peek() == 'e' || source.peek() == 'E')
                && (Source.isDigit(source.peek(1)) || source.peek(1) == '-')) {
            source.moveTo(source.at() + 2);
            digits();
        }
        Number number = Numbers.parse(source.since(begin));
        if (number == null) {
            throw source.error("no number", begin);
        }
        return new Expression.Literal(number);
    }

    private void digits() {
        while (Source.isDigit(source.peek())) {
            source.moveTo(source.at() + 1);
        }
    }
}
