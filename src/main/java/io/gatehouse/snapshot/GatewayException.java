package io.gatehouse.snapshot;

import io.gatehouse.model.rest.GatewayResponseType;

/**
 * A refusal of the data plane, thrown where it is decided and rendered once as the API's gateway response says. Carries
 * no stack trace: it is an answer, not a bug.
 */
public final class GatewayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final GatewayResponseType type;
    private final String reason;

    public GatewayException(GatewayResponseType type, String message) {
        this(type, message, message);
    }

    /**
     * A refusal that tells the caller less than its owner wants to know.
     *
     * @param reason what really happened, for the API's owner
     */
    public GatewayException(GatewayResponseType type, String message, String reason) {
        super(message, null, false, false);
        this.type = type;
        this.reason = reason;
    }

    public GatewayResponseType type() {
        return type;
    }

    /** What the API's owner is told; the message itself when there is no more to say. */
    public String reason() {
        return reason;
    }
}
