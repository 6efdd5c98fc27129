package io.gatehouse.control.protocol;

import io.gatehouse.control.protocol.Shape.Location;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of AWS's operations as the service model describes it.
 *
 * @param service the model it stands in: {@code apigateway}, {@code apigatewayv2}, {@code apigatewaymanagementapi}
 * @param signingName the service name callers sign with
 * @param name such as {@code CreateRestApi}
 * @param path the segments of its URI; labels in braces
 * @param fixedQuery parameters that must be there, such as {@code mode=import}
 * @param status of a successful answer
 * @param output absent when the answer has no body
 */
record Operation(
        String service,
        String signingName,
        String name,
        String method,
        List<String> path,
        Map<String, String> fixedQuery,
        int status,
        Shape input,
        Optional<Shape> output) {

    /** Under which the handler stands: {@code apigateway.CreateRestApi}. */
    String key() {
        return service + '.' + name;
    }

    boolean readsJson() {
        return input.first(Location.BODY).isPresent();
    }

    static boolean isLabel(String segment) {
        return segment.startsWith("{");
    }
}
