package io.gatehouse.snapshot;

import io.gatehouse.model.rest.GatewayResponseType;

/**
 * A refusal of the data plane, thrown where it is decided and rendered once as the API's gateway response says. Carries
 * no stack trace: it is an answer, not a bug.
 */
public final class GatewayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final GatewayResponseType type;

    public GatewayException(GatewayResponseType type, String message) {
        super(message, null, false, false);
        this.type = type;
    }

    public GatewayResponseType type() {
        return type;
    }
}
