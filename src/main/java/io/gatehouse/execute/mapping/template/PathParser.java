package io.gatehouse.execute.mapping.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads JSONPath. What is none is a {@link TemplateFailure}. */
final class PathParser {
    private static final int MAX_CHARACTERS = 10_000;
    private static final int MAX_DEPTH = 20;
    private static final String[] OPERATORS = {
        "==", "!=", "<=", ">=", "=~", "<", ">", "in ", "nin ", "contains ", "size ", "empty "
    };

    private final String text;
    private int at;
    private int depth;

    private PathParser(String text) {
        this.text = text;
    }

    /** Reads a path; one that does not begin at the root is taken from there. */
    static PathExpression parse(String path) {
        String text = path.strip();
        if (text.isEmpty() || text.length() > MAX_CHARACTERS) {
            throw new TemplateFailure("Invalid JSONPath: " + (text.isEmpty() ? "empty" : "too long"));
        }
        var parser = new PathParser(text.startsWith("$") ? text : text.startsWith("[") ? "$" + text : "$." + text);
        parser.at = 1;
        PathExpression expression = parser.path();
        if (parser.at < parser.text.length()) {
            throw parser.invalid();
        }
        return expression;
    }

    private TemplateFailure invalid() {
        return new TemplateFailure("Invalid JSONPath '" + text + "' at character " + (at + 1));
    }

    private PathExpression path() {
        if (++depth > MAX_DEPTH) {
            throw invalid();
        }
        var steps = new ArrayList<PathExpression.Step>();
        String function = null;
        while (function == null && at < text.length() && (here("[") || here("."))) {
            boolean descent = skip("..");
            boolean dot = !descent && skip(".");
            if (here("[")) {
                PathExpression.Step step = bracket();
                steps.add(descent ? new PathExpression.Descent(step) : step);
            } else if (descent || dot) {
                String name = name();
                if (PathFunctions.NAMES.contains(name) && skip("()")) {
                    function = name;
                } else {
                    PathExpression.Step step = name.equals("*")
                            ? new PathExpression.Wildcard()
                            : new PathExpression.Members(List.of(name));
                    steps.add(descent ? new PathExpression.Descent(step) : step);
                }
            }
        }
        depth--;
        return new PathExpression(steps, function);
    }

    private boolean here(String word) {
        return text.startsWith(word, at);
    }

    private boolean skip(String word) {
        boolean here = here(word);
        if (here) {
            at += word.length();
        }
        return here;
    }

    private void expect(String word) {
        skipSpace();
        if (!skip(word)) {
            throw invalid();
        }
    }

    private void skipSpace() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private String name() {
        int from = at;
        while (at < text.length() && ".[]()'\"=!<>&|,/ ".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == from) {
            throw invalid();
        }
        return text.substring(from, at);
    }

    private PathExpression.Step bracket() {
        at++;
        skipSpace();
        PathExpression.Step step;
        if (skip("*")) {
            step = new PathExpression.Wildcard();
        } else if (skip("?")) {
            expect("(");
            PathCondition condition = either();
            expect(")");
            step = new PathExpression.Filter(condition);
        } else if (here("'") || here("\"")) {
            step = members();
        } else {
            step = indexes();
        }
        expect("]");
        return step;
    }

    private PathExpression.Step members() {
        var names = new ArrayList<String>();
        do {
            skipSpace();
            names.add(quoted());
            skipSpace();
        } while (skip(","));
        return new PathExpression.Members(List.copyOf(names));
    }

    private String quoted() {
        if (!here("'") && !here("\"")) {
            throw invalid();
        }
        char quote = text.charAt(at++);
        var content = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            content.append(text.charAt(at++));
        }
        if (at++ >= text.length()) {
            throw invalid();
        }
        return content.toString();
    }

    private PathExpression.Step indexes() {
        Integer first = integer();
        skipSpace();
        if (skip(":")) {
            skipSpace();
            return new PathExpression.Slice(first, integer());
        }
        var indexes = new ArrayList<Integer>();
        while (true) {
            if (first == null) {
                throw invalid();
            }
            indexes.add(first);
            skipSpace();
            if (!skip(",")) {
                return new PathExpression.Indexes(List.copyOf(indexes));
            }
            skipSpace();
            first = integer();
        }
    }

    private @Nullable Integer integer() {
        int from = at;
        skip("-");
        while (at < text.length() && Source.isDigit(text.charAt(at))) {
            at++;
        }
        if (at == from) {
            return null;
        }
        if (at - from > 9) {
            throw invalid();
        }
        try {
            return Integer.valueOf(text.substring(from, at));
        } catch (NumberFormatException none) {
            throw invalid();
        }
    }

    private PathCondition either() {
        if (++depth > MAX_DEPTH) {
            throw invalid();
        }
        var conditions = new ArrayList<PathCondition>();
        do {
            conditions.add(both());
            skipSpace();
        } while (skip("||"));
        depth--;
        return conditions.size() == 1 ? conditions.get(0) : new PathCondition.Any(List.copyOf(conditions));
    }

    private PathCondition both() {
        var conditions = new ArrayList<PathCondition>();
        do {
            conditions.add(condition());
            skipSpace();
        } while (skip("&&"));
        return conditions.size() == 1 ? conditions.get(0) : new PathCondition.All(List.copyOf(conditions));
    }

    private PathCondition condition() {
        skipSpace();
        if (skip("(")) {
            PathCondition inner = either();
            expect(")");
            return inner;
        }
        if (here("!") && !here("!=")) {
            at++;
            if (++depth > MAX_DEPTH) {
                throw invalid();
            }
            PathCondition negated = condition();
            depth--;
            return new PathCondition.Not(negated);
        }
        PathCondition.Operand left = operand();
        skipSpace();
        for (String operator : OPERATORS) {
            if (skip(operator)) {
                skipSpace();
                return new PathCondition.Comparison(left, operator.strip(), operand());
            }
        }
        if (left instanceof PathCondition.Place place) {
            return new PathCondition.Exists(place);
        }
        throw invalid();
    }

    private PathCondition.Operand operand() {
        if (here("@") || here("$")) {
            boolean fromElement = text.charAt(at++) == '@';
            return new PathCondition.Place(fromElement, path());
        }
        return new PathCondition.Constant(constant());
    }

    private @Nullable Object constant() {
        skipSpace();
        if (here("'") || here("\"")) {
            return quoted();
        }
        if (skip("[")) {
            return list();
        }
        if (skip("/")) {
            return regularExpression();
        }
        int from = at;
        while (at < text.length() && " )]&|,=<>!".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(from, at);
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> null;
            default -> {
                Number number = Numbers.parse(word);
                if (number == null) {
                    throw invalid();
                }
                yield number;
            }
        };
    }

    private ListValue list() {
        if (++depth > MAX_DEPTH) {
            throw invalid();
        }
        ListValue list = ListValue.json();
        skipSpace();
        while (!skip("]")) {
            list.elements().add(constant());
            skipSpace();
            if (!here("]")) {
                expect(",");
                skipSpace();
            }
        }
        depth--;
        return list;
    }

    private String regularExpression() {
        int from = at;
        while (at < text.length() && text.charAt(at) != '/') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            throw invalid();
        }
        String expression = text.substring(from, at++);
        return skip("i") ? "(?i)" + expression : expression;
    }
}
