package io.gatehouse.execute.mapping.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSONPath: {@code $.a['b'][0]}, with wildcards, slices, unions, filters, descent and functions at the end. One that
 * can lead to several places gives a list of what is there, another gives the value or nothing.
 */
final class PathExpression {

    /** One step, from one value to any number of others. */
    interface Step {
        /** Hands over what the step leads to. */
        void from(Budget budget, Object document, @Nullable Object value, List<@Nullable Object> found);

        /** Whether it leads to one place at most. */
        default boolean definite() {
            return true;
        }
    }

    private final List<Step> steps;
    private final @Nullable String function;

    PathExpression(List<Step> steps, @Nullable String function) {
        this.steps = List.copyOf(steps);
        this.function = function;
    }

    /**
     * Reads a document.
     *
     * @return what is there: for a definite path no or one value, else one list
     */
    List<@Nullable Object> read(Budget budget, Object document, @Nullable Object start) {
        List<@Nullable Object> values = new ArrayList<>(1);
        values.add(start);
        boolean definite = true;
        for (Step step : steps) {
            List<@Nullable Object> next = new ArrayList<>();
            for (Object value : values) {
                budget.step();
                int before = next.size();
                step.from(budget, document, value, next);
                budget.take((long) Budget.ELEMENT * (next.size() - before));
            }
            values = next;
            definite &= step.definite();
        }
        if (!definite) {
            ListValue all = ListValue.json();
            values.forEach(value -> all.add(budget, value));
            values = new ArrayList<>(1);
            values.add(all);
        }
        return function == null ? values : PathFunctions.apply(budget, function, values);
    }

    /** Whether anything is there. */
    boolean leadsAnywhere(Budget budget, Object document, @Nullable Object start) {
        List<@Nullable Object> found = read(budget, document, start);
        if (found.isEmpty()) {
            return false;
        }
        boolean definite = steps.stream().allMatch(Step::definite);
        return definite || !(found.get(0) instanceof ListValue list) || list.size() > 0;
    }

    /** Members by name. */
    record Members(List<String> names) implements Step {
        @Override
        public void from(Budget budget, Object document, @Nullable Object value, List<@Nullable Object> found) {
            if (!(value instanceof MapValue map)) {
                return;
            }
            for (String name : names) {
                if (map.members().containsKey(name)) {
                    found.add(map.members().get(name));
                }
            }
        }

        @Override
        public boolean definite() {
            return names.size() == 1;
        }
    }

    /** Elements by index; the end counts backwards from -1. */
    record Indexes(List<Integer> indexes) implements Step {
        @Override
        public void from(Budget budget, Object document, @Nullable Object value, List<@Nullable Object> found) {
            if (!(value instanceof ListValue list)) {
                return;
            }
            for (int index : indexes) {
                int at = index < 0 ? index + list.size() : index;
                if (at >= 0 && at < list.size()) {
                    found.add(list.get(at));
                }
            }
        }

        @Override
        public boolean definite() {
            return indexes.size() == 1;
        }
    }

    /** Elements from one index to another, which is not among them; either may be missing. */
    record Slice(@Nullable Integer first, @Nullable Integer end) implements Step {
        @Override
        public void from(Budget budget, Object document, @Nullable Object value, List<@Nullable Object> found) {
            if (value instanceof ListValue list) {
                int to = place(end, list.size(), list.size());
                for (int i = place(first, 0, list.size()); i < to; i++) {
                    found.add(list.get(i));
                }
            }
        }

        private static int place(@Nullable Integer index, int otherwise, int size) {
            if (index == null) {
                return otherwise;
            }
            int at = index < 0 ? index + size : index;
            return Math.max(0, Math.min(size, at));
        }

        @Override
        public boolean definite() {
            return false;
        }
    }

    /** Everything inside. */
    record Wildcard() implements Step {
        @Override
        public void from(Budget budget, Object document, @Nullable Object value, List<@Nullable Object> found) {
            if (value instanceof ListValue list) {
                found.addAll(list.elements());
            } else if (value instanceof MapValue map) {
                found.addAll(map.members().values());
            }
        }

        @Override
        public boolean definite() {
            return false;
        }
    }

    /** What another step gives here and anywhere below. */
    record Descent(Step step) implements Step {
        @Override
        public void from(Budget budget, Object document, @Nullable Object value, List<@Nullable Object> found) {
            budget.enter();
            step.from(budget, document, value, found);
            if (value instanceof ListValue list) {
                for (Object element : list.elements()) {
                    from(budget, document, element, found);
                }
            } else if (value instanceof MapValue map) {
                for (Object member : map.members().values()) {
                    from(budget, document, member, found);
                }
            }
            budget.take((long) Budget.ELEMENT);
            budget.leave();
        }

        @Override
        public boolean definite() {
            return false;
        }
    }

    /** The elements of a list for which a condition holds. */
    record Filter(PathCondition condition) implements Step {
        @Override
        public void from(Budget budget, Object document, @Nullable Object value, List<@Nullable Object> found) {
            if (value instanceof ListValue list) {
                for (Object element : list.elements()) {
                    if (condition.holds(budget, document, element)) {
                        found.add(element);
                    }
                }
            } else if (value instanceof MapValue && condition.holds(budget, document, value)) {
                found.add(value);
            }
        }

        @Override
        public boolean definite() {
            return false;
        }
    }
}
