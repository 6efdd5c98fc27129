/**
 * A descriptor per noun and the uniform operations made from it. Start at {@code RestKinds}.
 */
@NullMarked
package io.gatehouse.control.kind;

import org.jspecify.annotations.NullMarked;
