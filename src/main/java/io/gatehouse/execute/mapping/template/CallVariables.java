package io.gatehouse.execute.mapping.template;

import io.gatehouse.snapshot.Template;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code $input}, {@code $util}, {@code $context} and {@code $stageVariables} of one rendering, made when they are named. */
public final class CallVariables implements Template.Variables {
    private final TemplateInput input;
    private final Overrides overrides;
    private final Budget budget = new Budget();
    private final InputVariable inputVariable;
    private @Nullable MapValue context;
    private @Nullable MapValue stageVariables;

    public CallVariables(TemplateInput input, Overrides overrides) {
        this.input = input;
        this.overrides = overrides;
        this.inputVariable = new InputVariable(input);
    }

    @Override
    public @Nullable Object get(String name) {
        return switch (name) {
            case "input" -> inputVariable;
            case "util" -> UtilVariable.INSTANCE;
            case "context" -> context();
            case "stageVariables" -> stageVariables();
            default -> null;
        };
    }

    private MapValue context() {
        if (context == null) {
            context = map(input.context());
            context.put(budget, "requestOverride", overrides.request());
            context.put(budget, "responseOverride", overrides.response());
        }
        return context;
    }

    private MapValue stageVariables() {
        if (stageVariables == null) {
            stageVariables = map(input.stageVariables());
        }
        return stageVariables;
    }

    private MapValue map(Map<?, ?> from) {
        var map = new MapValue();
        from.forEach((name, value) -> map.put(budget, name, value instanceof Map<?, ?> inner ? map(inner) : value));
        return map;
    }
}
