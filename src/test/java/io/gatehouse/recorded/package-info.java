/**
 * What AWS answered to recorded requests, for any way of calling the control plane.
 * Start at {@link io.gatehouse.recorded.RecordedCase}.
 */
@NullMarked
package io.gatehouse.recorded;

import org.jspecify.annotations.NullMarked;
