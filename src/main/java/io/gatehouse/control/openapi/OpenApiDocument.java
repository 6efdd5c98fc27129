package io.gatehouse.control.openapi;

import io.gatehouse.control.openapi.document.References;
import jakarta.json.JsonObject;

/** A document whose version we know and which refers to nothing but itself. */
record OpenApiDocument(JsonObject tree, References references, Dialect dialect) {

    /**
     * Looks at a tree.
     *
     * @throws io.gatehouse.model.AwsException {@code BadRequestException} when it is not OpenAPI 2.0 or 3.0, or refers to
     *     anything outside of itself
     */
    static OpenApiDocument of(JsonObject tree) {
        var references = new References(tree);
        return new OpenApiDocument(tree, references, Dialect.of(tree, references));
    }
}
