package io.gatehouse.execute.integrate;

import io.gatehouse.execute.Body;
import io.gatehouse.execute.Headers;
import io.gatehouse.execute.mapping.template.Overrides;
import org.jspecify.annotations.Nullable;

/**
 * What a backend answered; hop-by-hop fields are still among the headers.
 *
 * @param overrides what the request template left for the response's; null when there was none
 */
public record IntegrationResponse(int status, Headers headers, Body body, @Nullable Overrides overrides) {
    public IntegrationResponse(int status, Headers headers, Body body) {
        this(status, headers, body, null);
    }

    /** The same answer to a request whose template could override. */
    IntegrationResponse with(@Nullable Overrides left) {
        return left == null ? this : new IntegrationResponse(status, headers, body, left);
    }
}
