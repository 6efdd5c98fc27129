package io.gatehouse.snapshot;

import io.gatehouse.snapshot.mapping.MediaTypeTable;
import io.gatehouse.snapshot.mapping.ValueSource;
import java.util.List;

/**
 * What a method's request validator demands before the integration is called.
 *
 * @param parameters in the order in which missing ones are told
 * @param schemas by content type, {@code $default} for all others; a body of another type is not validated
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html">
 *     AWS: request validation</a>
 */
public record DeployedRequestValidator(List<ValueSource> parameters, MediaTypeTable<BodySchema> schemas) {
    /** Demands nothing. */
    public static final DeployedRequestValidator NONE = new DeployedRequestValidator(List.of(), MediaTypeTable.empty());
}
