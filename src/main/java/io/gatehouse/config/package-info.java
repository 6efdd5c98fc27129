/**
 * The settings, read once at start. Any package may use it; it uses nobody.
 * Start at {@link io.gatehouse.config.Settings}.
 */
@NullMarked
package io.gatehouse.config;

import org.jspecify.annotations.NullMarked;
