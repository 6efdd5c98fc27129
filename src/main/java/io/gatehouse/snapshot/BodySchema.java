package io.gatehouse.snapshot;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The schema of a model, ready to hold bodies against. Shared freely between threads. */
@FunctionalInterface
public interface BodySchema {

    /** What is wrong with a body, each in AWS's words, for {@code $context.error.validationErrorString}; empty when nothing is. */
    List<String> violations(String body);

    /** Reads the schemas of one API's models, which may refer to each other. */
    @FunctionalInterface
    interface Parser {

        /**
         * What gives the schema of a model by its name, and throws {@link IllegalArgumentException} when there is no such
         * model or its schema cannot be used.
         *
         * @param models the schema texts by model name
         */
        Function<String, BodySchema> parse(Map<String, String> models);
    }
}
