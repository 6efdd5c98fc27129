/**
 * What is written about calls. Start at {@link io.gatehouse.execute.log.ExecutionLog}.
 */
@NullMarked
package io.gatehouse.execute.log;

import org.jspecify.annotations.NullMarked;
