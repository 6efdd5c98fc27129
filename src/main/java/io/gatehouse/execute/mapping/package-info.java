/**
 * Parameter mapping, templates, {@code $context} and stage variables.
 */
@NullMarked
package io.gatehouse.execute.mapping;

import org.jspecify.annotations.NullMarked;
