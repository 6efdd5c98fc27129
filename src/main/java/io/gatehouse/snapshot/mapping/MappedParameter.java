package io.gatehouse.snapshot.mapping;

/** A header or query parameter that a mapping sets. */
public record MappedParameter(String name, ValueSource source) {}
