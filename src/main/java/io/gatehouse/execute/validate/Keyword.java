package io.gatehouse.execute.validate;

import jakarta.json.JsonValue;

/** One demand of a schema. Says nothing about values of a type that it is not made for. */
@FunctionalInterface
interface Keyword {
    void check(JsonValue instance, Findings findings);
}
