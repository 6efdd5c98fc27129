/**
 * The operations that are not uniform, one class per noun.
 */
@NullMarked
package io.gatehouse.control.operation;

import org.jspecify.annotations.NullMarked;
