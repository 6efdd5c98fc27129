package io.gatehouse.execute.mapping.template;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code $input}: the payload and the parameters of one call. For one rendering. */
final class InputVariable implements Fixture {
    private static final List<String> PLACES = List.of("path", "querystring", "header");

    private final TemplateInput input;
    private @Nullable Object document;
    private @Nullable MapValue params;

    InputVariable(TemplateInput input) {
        this.input = input;
    }

    @Override
    public @Nullable Object property(Budget budget, String name) {
        return name.equals("body") ? body() : null;
    }

    @Override
    public @Nullable Object call(Budget budget, String name, Arguments arguments) {
        if (arguments.count() == 0) {
            return name.equals("params") ? params(budget) : null;
        }
        if (arguments.count() > 1) {
            return null;
        }
        return switch (name) {
            case "json" -> json(budget, arguments.text(0));
            case "path" -> first(read(budget, arguments.text(0)));
            case "params" -> param(arguments.text(0));
            default -> null;
        };
    }

    /** AWS: recorded; no body is an empty object. */
    private String body() {
        String body = input.body();
        return body.isEmpty() ? "{}" : body;
    }

    /** AWS: what is not there is an empty text in JSON. */
    private String json(Budget budget, String path) {
        List<@Nullable Object> found = read(budget, path);
        return found.isEmpty() ? "\"\"" : JsonValues.write(budget, found.get(0));
    }

    private static @Nullable Object first(List<@Nullable Object> found) {
        return found.isEmpty() ? null : found.get(0);
    }

    private List<@Nullable Object> read(Budget budget, String path) {
        Object whole = document(budget);
        return PathParser.parse(path).read(budget, whole, whole);
    }

    private Object document(Budget budget) {
        if (document == null) {
            try {
                document = Objects.requireNonNullElse(JsonValues.read(budget, body()), "");
            } catch (JsonValues.NotJsonException notJson) {
                throw new TemplateFailure("Could not parse request body into json: " + notJson.getMessage(), true);
            }
        }
        return document;
    }

    private MapValue params(Budget budget) {
        if (params == null) {
            params = new MapValue();
            for (String place : PLACES) {
                params.put(budget, place, values(budget, input.parameters(place)));
            }
        }
        return params;
    }

    private static MapValue values(Budget budget, Map<String, String> from) {
        var values = new MapValue();
        from.forEach((name, value) -> values.put(budget, name, value));
        return values;
    }

    private String param(String name) {
        for (String place : PLACES) {
            String value = input.parameter(place, name);
            if (value != null) {
                return value;
            }
        }
        return "";
    }
}
