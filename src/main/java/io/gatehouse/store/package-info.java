/**
 * Keeps values as JSON documents by kind, parent and id, in H2 or PostgreSQL. Only {@code control} calls it.
 * Start at {@link io.gatehouse.store.Store}.
 */
@NullMarked
package io.gatehouse.store;

import org.jspecify.annotations.NullMarked;
