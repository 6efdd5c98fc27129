package io.gatehouse.execute.mapping.template;

import io.gatehouse.snapshot.Template;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One rendering of a template: its variables, its loops, its budget. For one thread. */
final class Rendering {
    private final Budget budget = new Budget();
    private final Map<String, Object> variables = new HashMap<>();
    private final Template.Variables given;
    private @Nullable Loop loop;

    Rendering(Template.Variables given) {
        this.given = given;
    }

    Budget budget() {
        return budget;
    }

    /** The value of a variable; an empty text when there is none. */
    Object get(String name) {
        budget.step();
        Object value = variables.get(name);
        if (value instanceof Block defined) {
            var text = new Text(budget);
            defined.render(this, text);
            return text.toString();
        }
        if (value == null && loop != null) {
            value = loopVariable(name, loop);
        }
        if (value == null) {
            value = given.get(name);
        }
        return value == null ? "" : value;
    }

    private static @Nullable Object loopVariable(String name, Loop loop) {
        return switch (name) {
            case "foreach" -> loop;
            case "velocityCount" -> loop.count();
            case "velocityHasNext" -> loop.hasNext();
            default -> null;
        };
    }

    /** What {@code #define} made of a name; null when it is something else. */
    @Nullable
    Block defined(String name) {
        return variables.get(name) instanceof Block block ? block : null;
    }

    /** What the template itself set; null when it did not. */
    @Nullable
    Object variable(String name) {
        return variables.get(name);
    }

    void set(String name, @Nullable Object value) {
        budget.take(Budget.ELEMENT);
        variables.put(name, value == null ? "" : value);
    }

    /** Puts back what a variable was before; null takes it out. */
    void restore(String name, @Nullable Object before) {
        if (before == null) {
            variables.remove(name);
        } else {
            variables.put(name, before);
        }
    }

    @Nullable
    Loop loop() {
        return loop;
    }

    void enterLoop(Loop inner) {
        loop = inner;
    }

    void leaveLoop(Loop inner) {
        loop = inner.parent();
    }
}
