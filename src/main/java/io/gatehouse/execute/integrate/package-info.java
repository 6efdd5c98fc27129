/**
 * What stands behind a method: MOCK, HTTP, HTTP_PROXY. Start at {@code Integrations}.
 */
@NullMarked
package io.gatehouse.execute.integrate;

import org.jspecify.annotations.NullMarked;
