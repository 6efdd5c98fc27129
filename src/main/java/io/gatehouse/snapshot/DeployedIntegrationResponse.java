package io.gatehouse.snapshot;

import io.gatehouse.snapshot.mapping.MappedParameter;
import io.gatehouse.snapshot.mapping.MediaTypeTable;
import io.gatehouse.snapshot.mapping.ValueSource;
import java.util.List;
import java.util.Optional;

/**
 * What an integration's answer becomes.
 *
 * @param status the method response's
 * @param headers as the caller gets them, renamed where the gateway renames them
 * @param templates bodies by media type that the caller accepts; an empty template passes the body through
 * @param declared whether the method has a method response of this status; a call fails when not
 */
public record DeployedIntegrationResponse(
        int status, List<MappedParameter> headers, MediaTypeTable<Optional<Template>> templates, boolean declared) {
    public DeployedIntegrationResponse {
        headers = List.copyOf(headers);
    }

    /** Whether a header is made of the integration's body. */
    public boolean mapsBody() {
        return headers.stream().anyMatch(header -> header.source().kind() == ValueSource.Kind.RESPONSE_BODY);
    }
}
