/**
 * Import and export of REST APIs as OpenAPI 2.0 and 3.0 documents: a document becomes an
 * {@link io.gatehouse.control.openapi.ImportedApi}, which is written through the same handlers that serve PutMethod and
 * its like; a deployed definition becomes a document. Called by {@code control} only. Start at
 * {@link io.gatehouse.control.openapi.OpenApiImport}.
 */
@NullMarked
package io.gatehouse.control.openapi;

import org.jspecify.annotations.NullMarked;
