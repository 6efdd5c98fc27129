/**
 * Text to tree and back: JSON and YAML documents from outside, read with bounds on all that could explode, and
 * references within one document. Used by {@code control.openapi} only. Start at
 * {@link io.gatehouse.control.openapi.document.DocumentReader}.
 */
@NullMarked
package io.gatehouse.control.openapi.document;

import org.jspecify.annotations.NullMarked;
