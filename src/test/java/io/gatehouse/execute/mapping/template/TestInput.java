package io.gatehouse.execute.mapping.template;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call to render templates for. */
record TestInput(
        String body,
        Map<String, Map<String, String>> places,
        Map<String, ?> context,
        Map<String, String> stageVariables)
        implements TemplateInput {

    static TestInput of(String body) {
        return new TestInput(
                body,
                Map.of(
                        "path", Map.of("id", "7"),
                        "querystring", Map.of("id", "hidden", "page", "2"),
                        "header", Map.of("X-Token", "abc", "page", "hidden")),
                Map.of("stage", "prod", "requestId", "r-1", "identity", Map.of("sourceIp", "10.0.0.1")),
                Map.of("backend", "blue"));
    }

    static String render(String template, String body) {
        return MappingTemplate.parse(template).render(new CallVariables(of(body), new Overrides()));
    }

    static String render(String template) {
        return render(template, "");
    }

    @Override
    public Map<String, String> parameters(String place) {
        return places.getOrDefault(place, Map.of());
    }

    @Override
    public @Nullable String parameter(String place, String name) {
        return parameters(place).get(name);
    }
}
