/**
 * Who calls: checks what proves a caller. Signature Version 4 serves both planes; service and region are parameters.
 * Start at {@link io.gatehouse.execute.authorize.Sigv4}.
 */
@NullMarked
package io.gatehouse.execute.authorize;

import org.jspecify.annotations.NullMarked;
