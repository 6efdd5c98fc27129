/**
 * The nouns of REST APIs as the service {@code apigateway} (2015-07-09) writes them.
 * Every component may be absent. Start at {@link io.gatehouse.model.rest.RestApi}.
 */
@NullMarked
package io.gatehouse.model.rest;

import org.jspecify.annotations.NullMarked;
