package io.gatehouse.execute.mapping.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What gives a value. Null stands for what a template writes as {@code null}. */
interface Expression {
    @Nullable
    Object value(Rendering rendering);

    /** A number, a truth value, a text without references, or null. */
    record Literal(@Nullable Object value) implements Expression {
        @Override
        public @Nullable Object value(Rendering rendering) {
            return value;
        }
    }

    /** A text in double quotes that is a template itself. */
    record Interpolated(Block content) implements Expression {
        @Override
        public Object value(Rendering rendering) {
            var text = new Text(rendering.budget());
            content.render(rendering, text);
            return text.toString();
        }
    }

    /** A list written out. */
    record NewList(List<Expression> elements) implements Expression {
        @Override
        public Object value(Rendering rendering) {
            ListValue list = ListValue.plain();
            rendering.budget().enter();
            for (Expression element : elements) {
                list.add(rendering.budget(), element.value(rendering));
            }
            rendering.budget().leave();
            return list;
        }
    }

    /** A map written out. */
    record NewMap(List<Map.Entry<Expression, Expression>> members) implements Expression {
        @Override
        public Object value(Rendering rendering) {
            var map = new MapValue();
            rendering.budget().enter();
            for (Map.Entry<Expression, Expression> member : members) {
                map.put(
                        rendering.budget(),
                        member.getKey().value(rendering),
                        member.getValue().value(rendering));
            }
            rendering.budget().leave();
            return map;
        }
    }

    /** Whole numbers from one to another, upwards or downwards; both are among them. */
    record Range(Expression first, Expression last) implements Expression {
        @Override
        public @Nullable Object value(Rendering rendering) {
            Object from = first.value(rendering);
            Object to = last.value(rendering);
            if (!(from instanceof Number begin) || !(to instanceof Number limit)) {
                return null;
            }
            long at = Numbers.toInt(begin);
            long end = Numbers.toInt(limit);
            long step = at <= end ? 1 : -1;
            ListValue list = ListValue.plain();
            for (; at != end + step; at += step) {
                list.add(rendering.budget(), (int) at);
            }
            return list;
        }
    }

    /** {@code !}. */
    record Not(Expression operand) implements Expression {
        @Override
        public Object value(Rendering rendering) {
            return !Values.isTrue(operand.value(rendering));
        }
    }

    /** A minus sign before a value. */
    record Negative(Expression operand) implements Expression {
        @Override
        public @Nullable Object value(Rendering rendering) {
            return operand.value(rendering) instanceof Number number ? Numbers.negate(number) : null;
        }
    }

    /** {@code &&} or {@code ||}; the right side only counts when the left does not decide. */
    record Logical(boolean and, Expression left, Expression right) implements Expression {
        @Override
        public Object value(Rendering rendering) {
            rendering.budget().enter();
            boolean first = Values.isTrue(left.value(rendering));
            boolean result = first == and ? Values.isTrue(right.value(rendering)) : first;
            rendering.budget().leave();
            return result;
        }
    }

    /** A comparison. */
    record Comparison(Comparator comparator, Expression left, Expression right) implements Expression {
        @Override
        public Object value(Rendering rendering) {
            Budget budget = rendering.budget();
            budget.enter();
            Object a = left.value(rendering);
            Object b = right.value(rendering);
            budget.leave();
            return comparator.holds(budget, a, b);
        }
    }

    /** {@code + - * / %}. */
    record Arithmetic(char operator, Expression left, Expression right) implements Expression {
        @Override
        public @Nullable Object value(Rendering rendering) {
            Budget budget = rendering.budget();
            budget.enter();
            Object a = left.value(rendering);
            Object b = right.value(rendering);
            budget.leave();
            if (a instanceof Number x && b instanceof Number y) {
                return Numbers.calculate(operator, x, y);
            }
            if (operator != '+') {
                return null;
            }
            var text = new Text(budget);
            Values.print(budget, a, text);
            Values.print(budget, b, text);
            return text.toString();
        }
    }

    /** The comparisons, by sign and by word. */
    enum Comparator {
        EQUAL("==", "eq"),
        UNEQUAL("!=", "ne"),
        AT_MOST("<=", "le"),
        AT_LEAST(">=", "ge"),
        LESS("<", "lt"),
        GREATER(">", "gt");

        private final String sign;
        private final String word;

        Comparator(String sign, String word) {
            this.sign = sign;
            this.word = word;
        }

        String sign() {
            return sign;
        }

        String word() {
            return word;
        }

        boolean holds(Budget budget, @Nullable Object a, @Nullable Object b) {
            if (this == EQUAL || this == UNEQUAL) {
                return Values.same(budget, a, b) == (this == EQUAL);
            }
            if (!(a instanceof Number x) || !(b instanceof Number y)) {
                return false;
            }
            int order = Numbers.compare(x, y);
            return switch (this) {
                case AT_MOST -> order <= 0;
                case AT_LEAST -> order >= 0;
                case LESS -> order < 0;
                default -> order > 0;
            };
        }
    }
}
