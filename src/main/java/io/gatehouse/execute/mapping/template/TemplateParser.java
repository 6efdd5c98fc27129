package io.gatehouse.execute.mapping.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads templates in AWS's dialect, which is that of Velocity 1.7: a line end after a directive is no text, a name can
 * have hyphens. AWS: recorded; macros are read and forgotten, and calls of them, like any directive that is unknown,
 * stand for themselves; so do {@code #parse}, {@code #include} and {@code #evaluate}.
 */
final class TemplateParser {
    private static final Set<String> DIRECTIVES =
            Set.of("set", "if", "elseif", "else", "end", "foreach", "define", "macro", "break", "stop");
    private static final Expression ALWAYS = new Expression.Literal(true);
    private static final Set<String> ENDS = Set.of("elseif", "else", "end");

    /** How far the closing parenthesis of an unknown directive is looked for. */
    private static final int LITERAL_ARGUMENTS = 1000;

    private final Source source;
    private final ExpressionParser expressions;
    private List<Node> nodes = new ArrayList<>();
    private StringBuilder text = new StringBuilder();
    private int lastDirective;

    private TemplateParser(Source source) {
        this.source = source;
        this.expressions = new ExpressionParser(source);
    }

    /**
     * Reads a whole template.
     *
     * @throws TemplateSyntaxException when it is none
     */
    static Block parse(Source source) {
        var parser = new TemplateParser(source);
        String end = parser.parts();
        if (!end.isEmpty()) {
            throw source.error("#" + end + " without its beginning", parser.lastDirective);
        }
        return parser.block();
    }

    private Block block() {
        flush();
        return new Block(nodes);
    }

    private void flush() {
        if (!text.isEmpty()) {
            nodes.add(new Node.Literal(text.toString()));
            text = new StringBuilder();
        }
    }

    private void add(Node node) {
        flush();
        nodes.add(node);
    }

    /** Reads parts until a directive that ends them, and gives its name; empty at the end of the text. */
    private String parts() {
        while (!source.atEnd()) {
            switch (source.peek()) {
                case '\\' -> escapes();
                case '$' -> reference();
                case '#' -> {
                    String end = hash();
                    if (!end.isEmpty()) {
                        return end;
                    }
                }
                default -> plain();
            }
        }
        return "";
    }

    private void plain() {
        int from = source.at();
        while (!source.atEnd() && "\\$#".indexOf(source.peek()) < 0) {
            source.moveTo(source.at() + 1);
        }
        String run = source.since(from);
        // AWS: recorded; spaces go with a #set that follows them, unless there is other text before them.
        if (!isSet() || run.chars().anyMatch(c -> c != ' ' && c != '\t')) {
            text.append(run);
        }
    }

    private boolean isSet() {
        return source.startsWith("#set") || source.startsWith("#{set}");
    }

    private void take(int length) {
        int from = source.at();
        source.moveTo(from + length);
        text.append(source.since(from));
    }

    /** Backslashes before a reference or a directive: two of them print one, one that is left makes it text. */
    private void escapes() {
        int from = source.at();
        while (source.peek() == '\\') {
            source.moveTo(source.at() + 1);
        }
        int count = source.at() - from;
        int begin = source.at();
        int length = referenceLength();
        if (length == 0) {
            String word = source.peek() == '#' ? directiveName() : "";
            length = DIRECTIVES.contains(word) ? source.at() - begin : 0;
        }
        source.moveTo(begin);
        if (length == 0) {
            text.append("\\".repeat(count));
            return;
        }
        text.append("\\".repeat(count / 2));
        if (count % 2 == 1) {
            take(length);
        }
    }

    /** How long the reference here is; 0 when there is none. */
    private int referenceLength() {
        int begin = source.at();
        int length = source.peek() == '$' && expressions.reference() != null ? source.at() - begin : 0;
        source.moveTo(begin);
        return length;
    }

    private void reference() {
        Reference reference = expressions.reference();
        if (reference == null) {
            take(1);
        } else {
            add(new Node.Printed(reference));
        }
    }

    /** Reads what begins with a hash: a comment, verbatim text, a directive or nothing of that. */
    private String hash() {
        if (source.skip("##")) {
            int line = source.find("\n");
            source.moveTo(line < 0 ? source.at() + source.rest() : line + 1);
        } else if (source.startsWith("#*")) {
            int end = source.find("*#");
            if (end < 0) {
                throw source.error("a comment without its end");
            }
            source.moveTo(end + 2);
        } else if (source.startsWith("#[[")) {
            int end = source.find("]]#");
            if (end < 0) {
                throw source.error("verbatim text without its end");
            }
            source.moveTo(source.at() + 3);
            take(end - source.at());
            source.moveTo(end + 3);
        } else {
            return directive();
        }
        return "";
    }

    /** Reads a hash and the name after it, in braces or not; empty when there is no name. */
    private String directiveName() {
        source.skip("#");
        boolean braced = source.skip("{");
        String word = source.word();
        return braced && !source.skip("}") ? "" : word;
    }

    private String directive() {
        int begin = source.at();
        String word = directiveName();
        if (!DIRECTIVES.contains(word)) {
            source.moveTo(begin);
            take(1);
            if (!word.isEmpty()) {
                unknown();
            }
            return "";
        }
        if (ENDS.contains(word)) {
            lastDirective = begin;
            if (!word.equals("elseif")) {
                source.skipLineEnd();
            }
            return word;
        }
        flush();
        source.enter();
        switch (word) {
            case "set" -> set();
            case "if" -> choice(begin);
            case "foreach" -> foreach(begin);
            case "define" -> define(begin);
            case "macro" -> macro(begin);
            case "break" -> end(Node.Next.AFTER_THE_LOOP);
            default -> end(Node.Next.NOWHERE);
        }
        source.leave();
        return "";
    }

    /** Takes an unknown directive as text, with its arguments. */
    private void unknown() {
        int begin = source.at();
        source.skip("{");
        source.word();
        source.skip("}");
        int name = source.at();
        int open = 0;
        while (!source.atEnd() && source.at() - name < LITERAL_ARGUMENTS) {
            char c = source.peek();
            if (c != '(' && open == 0) {
                break;
            }
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            source.moveTo(source.at() + 1);
            if (open == 0) {
                name = source.at();
                break;
            }
        }
        source.moveTo(name);
        text.append(source.since(begin));
    }

    private void open() {
        source.skipSpace();
        source.expect("(");
        source.skipSpace();
    }

    private void close() {
        source.skipSpace();
        source.expect(")");
        source.skipLineEnd();
    }

    private Reference target() {
        int begin = source.at();
        Reference target = source.peek() == '$' ? expressions.reference() : null;
        if (target == null) {
            throw source.error("a reference is missing", begin);
        }
        return target;
    }

    private void set() {
        open();
        Reference target = target();
        source.skipSpace();
        source.expect("=");
        Expression value = expressions.expression();
        close();
        add(new Node.Assignment(target, value));
    }

    private void choice(int begin) {
        var branches = new ArrayList<Map.Entry<Expression, Block>>();
        Expression condition = condition();
        while (true) {
            Inner inner = inner(begin, "if");
            branches.add(Map.entry(condition, inner.block));
            if (inner.end.equals("end")) {
                break;
            }
            if (condition == ALWAYS) {
                throw source.error("#" + inner.end + " after #else", lastDirective);
            }
            condition = inner.end.equals("else") ? ALWAYS : condition();
        }
        add(new Node.Choice(List.copyOf(branches)));
    }

    private Expression condition() {
        open();
        Expression condition = expressions.expression();
        close();
        return condition;
    }

    private void foreach(int begin) {
        open();
        Reference variable = target();
        source.skipSpace();
        source.expect("in");
        Expression values = expressions.expression();
        close();
        add(new Node.Foreach(variable.name(), values, body(begin, "foreach")));
    }

    private void define(int begin) {
        open();
        Reference variable = target();
        close();
        add(new Node.Definition(variable.name(), body(begin, "define")));
    }

    private void macro(int begin) {
        int close = source.find(")");
        if (close < 0) {
            throw source.error("#macro without its arguments", begin);
        }
        source.moveTo(close + 1);
        source.skipLineEnd();
        body(begin, "macro");
    }

    private void end(Node.Next next) {
        if (source.peek() == '(') {
            open();
            expressions.expression();
            close();
        }
        add(new Node.End(next));
    }

    private Block body(int begin, String directive) {
        Inner inner = inner(begin, directive);
        if (!inner.end.equals("end")) {
            throw source.error("#" + inner.end + " without #if", lastDirective);
        }
        return inner.block;
    }

    private record Inner(Block block, String end) {}

    /** Reads the parts inside a directive that began at a place, with the directive after them. */
    private Inner inner(int begin, String directive) {
        List<Node> outer = nodes;
        nodes = new ArrayList<>();
        String end = parts();
        if (end.isEmpty()) {
            throw source.error("#" + directive + " without its #end", begin);
        }
        var inner = new Inner(block(), end);
        nodes = outer;
        return inner;
    }
}
