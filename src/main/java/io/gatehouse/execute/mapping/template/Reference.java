package io.gatehouse.execute.mapping.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A variable and the way on from it: {@code $a.b['c'].d(1)}. AWS: recorded; what is not there is an empty text, so that
 * it prints nothing and counts as true.
 */
record Reference(String name, List<Step> steps) implements Expression {

    /** One step on the way. */
    sealed interface Step {
        /** What the step leads to from a value; null when nowhere. */
        @Nullable
        Object from(Object value, Rendering rendering);
    }

    /** {@code .name}. */
    record Property(String name) implements Step {
        @Override
        public @Nullable Object from(Object value, Rendering rendering) {
            return Methods.property(rendering.budget(), value, name);
        }
    }

    /** {@code .name(arguments)}. */
    record Call(String name, List<Expression> arguments) implements Step {
        @Override
        public @Nullable Object from(Object value, Rendering rendering) {
            var given = new @Nullable Object[arguments.size()];
            for (int i = 0; i < given.length; i++) {
                given[i] = arguments.get(i).value(rendering);
            }
            return Methods.call(rendering.budget(), value, name, new Arguments(rendering.budget(), given));
        }
    }

    /** {@code [index]}. */
    record At(Expression index) implements Step {
        @Override
        public @Nullable Object from(Object value, Rendering rendering) {
            Object at = index.value(rendering);
            if (value instanceof ListValue list) {
                if (at instanceof Number number) {
                    return list.get(Numbers.toInt(number));
                }
                throw new TemplateFailure("A list has no index " + Values.text(rendering.budget(), at));
            }
            return at instanceof String name
                    ? Methods.property(rendering.budget(), value, name)
                    : value instanceof MapValue map ? map.get(at) : null;
        }
    }

    @Override
    public Object value(Rendering rendering) {
        return follow(rendering, steps.size());
    }

    private Object follow(Rendering rendering, int until) {
        Object value = rendering.get(name);
        if (until > 0) {
            rendering.budget().enter();
            for (int i = 0; i < until; i++) {
                Object next = steps.get(i).from(value, rendering);
                value = next == null ? "" : next;
            }
            rendering.budget().leave();
        }
        return value;
    }

    /** Gives what the reference means another value; nothing happens when there is no such place. */
    void assign(Rendering rendering, @Nullable Object value) {
        if (steps.isEmpty()) {
            rendering.set(name, value);
            return;
        }
        Object holder = follow(rendering, steps.size() - 1);
        Step last = steps.get(steps.size() - 1);
        if (last instanceof Property property && holder instanceof MapValue map) {
            map.put(rendering.budget(), property.name, value);
        } else if (last instanceof At at) {
            Object index = at.index.value(rendering);
            if (holder instanceof MapValue map) {
                map.put(rendering.budget(), index, value);
            } else if (holder instanceof ListValue list && index instanceof Number number) {
                list.set(Numbers.toInt(number), value);
            }
        }
    }
}
