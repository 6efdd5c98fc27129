/**
 * Writes deployed APIs as OpenAPI documents. Used by {@code control.openapi} only. Start at
 * {@link io.gatehouse.control.openapi.export.OpenApiExport}.
 */
@NullMarked
package io.gatehouse.control.openapi.export;

import org.jspecify.annotations.NullMarked;
