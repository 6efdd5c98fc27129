/**
 * Import and export of REST APIs as OpenAPI 2.0 and 3.0 documents. Called by {@code control.operation}.
 * Start at {@code OpenApiImport}.
 */
@NullMarked
package io.gatehouse.control.openapi;

import org.jspecify.annotations.NullMarked;
