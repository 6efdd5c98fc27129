/**
 * The small compiled things a deployed method is made of: where a value comes from, URIs and texts with holes, tables
 * by header name and by media type. Made by the compiler, read by {@code execute}. Start at
 * {@link io.gatehouse.snapshot.mapping.ValueSource}.
 */
@NullMarked
package io.gatehouse.snapshot.mapping;

import org.jspecify.annotations.NullMarked;
