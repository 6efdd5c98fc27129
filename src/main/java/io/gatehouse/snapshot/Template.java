package io.gatehouse.snapshot;

import org.jspecify.annotations.Nullable;

/** A mapping template, parsed once when its API is deployed and shared freely between threads. */
public interface Template {

    /**
     * Renders the template for one call.
     *
     * @return at most 10 MB of text
     */
    String render(Variables variables);

    /** What a template can name at first: {@code $input}, {@code $util} and so on. */
    @FunctionalInterface
    interface Variables {
        /** The value of a variable, of the kinds that the templates' room has; null when there is none. */
        @Nullable
        Object get(String name);
    }

    /** The template's text when it is the same for every call, in UTF-8 and not to be changed; null when it is not. */
    default byte @Nullable [] constant() {
        return null;
    }

    /** Parses templates. */
    @FunctionalInterface
    interface Parser {
        /**
         * Parses a template.
         *
         * @throws IllegalArgumentException when it is none; the message names line and column
         */
        Template parse(String text);
    }
}
