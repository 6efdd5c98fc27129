package io.gatehouse.execute.mapping.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition in a JSONPath filter. */
interface PathCondition {
    boolean holds(Budget budget, Object document, @Nullable Object element);

    /** A side of a comparison: no or one value. */
    interface Operand {
        List<@Nullable Object> read(Budget budget, Object document, @Nullable Object element);
    }

    /** A value written out. */
    record Constant(@Nullable Object value) implements Operand {
        @Override
        public List<@Nullable Object> read(Budget budget, Object document, @Nullable Object element) {
            List<@Nullable Object> one = new ArrayList<>(1);
            one.add(value);
            return one;
        }
    }

    /** A path from the element, or from the document. */
    record Place(boolean fromElement, PathExpression path) implements Operand {
        @Override
        public List<@Nullable Object> read(Budget budget, Object document, @Nullable Object element) {
            return path.read(budget, document, fromElement ? element : document);
        }
    }

    /** {@code ?(@.x)}. */
    record Exists(Place place) implements PathCondition {
        @Override
        public boolean holds(Budget budget, Object document, @Nullable Object element) {
            return place.path.leadsAnywhere(budget, document, place.fromElement ? element : document);
        }
    }

    /** {@code !}. */
    record Not(PathCondition condition) implements PathCondition {
        @Override
        public boolean holds(Budget budget, Object document, @Nullable Object element) {
            return !condition.holds(budget, document, element);
        }
    }

    /** {@code &&}. */
    record All(List<PathCondition> conditions) implements PathCondition {
        @Override
        public boolean holds(Budget budget, Object document, @Nullable Object element) {
            return conditions.stream().allMatch(each -> each.holds(budget, document, element));
        }
    }

    /** {@code ||}. */
    record Any(List<PathCondition> conditions) implements PathCondition {
        @Override
        public boolean holds(Budget budget, Object document, @Nullable Object element) {
            return conditions.stream().anyMatch(each -> each.holds(budget, document, element));
        }
    }

    /** A comparison. What is missing compares to nothing, not even to null. */
    record Comparison(Operand left, String operator, Operand right) implements PathCondition {
        @Override
        public boolean holds(Budget budget, Object document, @Nullable Object element) {
            budget.step();
            List<@Nullable Object> a = left.read(budget, document, element);
            List<@Nullable Object> b = right.read(budget, document, element);
            if (a.isEmpty() || b.isEmpty()) {
                return operator.equals("!=") && a.isEmpty() != b.isEmpty();
            }
            return compares(budget, a.get(0), b.get(0));
        }

        private boolean compares(Budget budget, @Nullable Object a, @Nullable Object b) {
            return switch (operator) {
                case "==" -> same(budget, a, b);
                case "!=" -> !same(budget, a, b);
                case "<" -> isOrdered(a, b) && order(a, b) < 0;
                case "<=" -> isOrdered(a, b) && order(a, b) <= 0;
                case ">" -> isOrdered(a, b) && order(a, b) > 0;
                case ">=" -> isOrdered(a, b) && order(a, b) >= 0;
                case "=~" ->
                    a instanceof String text
                            && b instanceof String expression
                            && Expressions.of(budget, expression).matches(text);
                case "in" -> Methods.elements(b).stream().anyMatch(each -> same(budget, each, a));
                case "nin" -> Methods.elements(b).stream().noneMatch(each -> same(budget, each, a));
                case "contains" ->
                    a instanceof String text
                            ? b instanceof String part && text.contains(part)
                            : Methods.elements(a).stream().anyMatch(each -> same(budget, each, b));
                case "size" -> b instanceof Number number && Numbers.toInt(number) == size(a);
                default -> b instanceof Boolean empty && empty == (size(a) == 0);
            };
        }

        private static int size(@Nullable Object value) {
            if (value instanceof String text) {
                return text.length();
            }
            return value instanceof ListValue list ? list.size() : -1;
        }

        private static boolean same(Budget budget, @Nullable Object a, @Nullable Object b) {
            return (a instanceof Number left && b instanceof Number right)
                    ? Numbers.compare(left, right) == 0
                    : Values.equal(budget, a, b);
        }

        private static boolean isOrdered(@Nullable Object a, @Nullable Object b) {
            return (a instanceof Number && b instanceof Number) || (a instanceof String && b instanceof String);
        }

        private static int order(@Nullable Object a, @Nullable Object b) {
            return (a instanceof Number left && b instanceof Number right)
                    ? Numbers.compare(left, right)
                    : String.valueOf(a).compareTo(String.valueOf(b));
        }
    }
}
