package io.gatehouse.execute.mapping.template;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the templates of one call read of it. Asked only for what a template names. */
public interface TemplateInput {

    /** The payload as text; empty when there is none. */
    String body();

    /**
     * All parameters of one place, the last value of each.
     *
     * @param place {@code path}, {@code querystring} or {@code header}
     */
    Map<String, String> parameters(String place);

    /** One parameter, as {@link #parameters}; null when there is none of that name. */
    @Nullable
    String parameter(String place, String name);

    /** {@code $context} but its overrides: texts, and maps of them. */
    Map<String, ?> context();

    Map<String, String> stageVariables();
}
