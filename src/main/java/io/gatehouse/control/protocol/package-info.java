/**
 * The wire of the three services, written once for all operations: finds the operation, verifies the signature,
 * reads and validates the input, calls the {@link io.gatehouse.control.protocol.Handler}, writes the answer or the
 * error. Start at {@code AwsResource}.
 */
@NullMarked
package io.gatehouse.control.protocol;

import org.jspecify.annotations.NullMarked;
