/**
 * The doors of the data plane: strict request check, addressing, servlet filter, own listener.
 * Start at {@link io.gatehouse.execute.entry.Gateway}.
 */
@NullMarked
package io.gatehouse.execute.entry;

import org.jspecify.annotations.NullMarked;
