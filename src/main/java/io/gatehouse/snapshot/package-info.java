/**
 * The deployed API as immutable values, the compiler that makes them and the registry that swaps them.
 * {@code control} publishes, {@code execute} reads. Start at {@code SnapshotCompiler}.
 */
@NullMarked
package io.gatehouse.snapshot;

import org.jspecify.annotations.NullMarked;
