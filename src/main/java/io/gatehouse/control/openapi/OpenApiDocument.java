package io.gatehouse.control.openapi;

import io.gatehouse.control.openapi.document.References;
import jakarta.json.JsonObject;

/** A document whose version we know and which refers to nothing but itself. */
record OpenApiDocument(JsonObject tree, References references, Dialect dialect) {

    /**
     * Looks at a tree.
     *
     * @param findings told what an OpenAPI 3.1 document loses
     * @throws io.gatehouse.model.AwsException {@code BadRequestException} when it is not OpenAPI 2.0, 3.0 or 3.1, or
     *     refers to anything outside of itself
     */
    static OpenApiDocument of(JsonObject tree, Findings findings) {
        JsonObject known = OpenApi31.isOne(tree) ? OpenApi31.converted(tree, findings::warning) : tree;
        var references = new References(known);
        return new OpenApiDocument(known, references, Dialect.of(known, references));
    }
}
