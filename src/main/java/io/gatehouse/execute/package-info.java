/**
 * Serves traffic. {@code RestPipeline} tells the life of a request from top to bottom; the rooms are beside it.
 * Never sees {@code control} or {@code store}.
 */
@NullMarked
package io.gatehouse.execute;

import org.jspecify.annotations.NullMarked;
