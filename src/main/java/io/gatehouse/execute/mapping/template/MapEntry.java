package io.gatehouse.execute.mapping.template;

import org.jspecify.annotations.Nullable;

/** A member of a map, as {@code entrySet()} gives it. */
record MapEntry(Object key, @Nullable Object value) {}
