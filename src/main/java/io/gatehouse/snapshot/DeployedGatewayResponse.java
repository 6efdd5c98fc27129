package io.gatehouse.snapshot;

import io.gatehouse.snapshot.mapping.MappedParameter;
import io.gatehouse.snapshot.mapping.MediaTypeTable;
import io.gatehouse.snapshot.mapping.SimpleTemplate;
import java.util.List;

/** How an API words one kind of refusal. */
public record DeployedGatewayResponse(
        int status, List<MappedParameter> headers, MediaTypeTable<SimpleTemplate> templates) {
    public DeployedGatewayResponse {
        headers = List.copyOf(headers);
    }
}
