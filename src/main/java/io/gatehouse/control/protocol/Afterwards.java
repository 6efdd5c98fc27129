package io.gatehouse.control.protocol;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is made when the transaction has ended, because it has to wait for something outside.
 *
 * @param output makes what a {@link Handler} else returns itself
 */
public record Afterwards(Supplier<@Nullable Object> output) {}
