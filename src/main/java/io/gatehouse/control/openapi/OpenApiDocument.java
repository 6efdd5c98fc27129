package io.gatehouse.control.openapi;

import io.gatehouse.control.openapi.document.References;
import io.gatehouse.control.openapi.document.WrongKindException;
import jakarta.json.JsonObject;
import java.util.function.Function;

/** A document whose version we know. */
record OpenApiDocument(JsonObject tree, References references, Dialect dialect) {

    /**
     * Does work on the document that a tree is.
     *
     * @param findings told what an OpenAPI 3.1 document loses
     * @throws io.gatehouse.model.AwsException {@code BadRequestException} when it is not OpenAPI 2.0, 3.0 or 3.1, or the
     *     work finds a part of the wrong kind
     */
    static <T> T read(JsonObject tree, Findings findings, Function<OpenApiDocument, T> work) {
        JsonObject known = tree;
        try {
            if (OpenApi31.isOne(tree)) {
                known = OpenApi31.converted(tree, findings::warning);
            }
            var references = new References(known);
            return work.apply(new OpenApiDocument(known, references, Dialect.of(known, references)));
        } catch (WrongKindException wrong) {
            throw wrong.refusal(known);
        }
    }
}
