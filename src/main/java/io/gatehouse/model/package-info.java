/**
 * What people edit, in AWS's words. Records are the wire shapes: component names are AWS's JSON names.
 * Any package may use it; it uses nobody. Start at {@link io.gatehouse.model.rest.RestApi}.
 */
@NullMarked
package io.gatehouse.model;

import org.jspecify.annotations.NullMarked;
