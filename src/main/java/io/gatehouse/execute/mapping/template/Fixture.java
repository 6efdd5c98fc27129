package io.gatehouse.execute.mapping.template;

import org.jspecify.annotations.Nullable;

/** A value that the gateway gives to templates, with members of its own. */
interface Fixture {

    /** {@code .name}; null when there is none. */
    default @Nullable Object property(Budget budget, String name) {
        return null;
    }

    /** {@code .name(arguments)}; null when there is no such method. */
    default @Nullable Object call(Budget budget, String name, Arguments arguments) {
        return null;
    }
}
