package io.gatehouse.snapshot;

import io.gatehouse.model.rest.GatewayResponseType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal of the data plane, thrown where it is decided and rendered once as the API's gateway response says. Carries
 * no stack trace: it is an answer, not a bug.
 */
public final class GatewayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final GatewayResponseType type;
    private final String reason;
    private final @Nullable String validationErrorString;

    public GatewayException(GatewayResponseType type, String message) {
        this(type, message, message);
    }

    /**
     * A refusal that tells the caller less than its owner wants to know.
     *
     * @param reason what really happened, for the API's owner
     */
    public GatewayException(GatewayResponseType type, String message, String reason) {
        this(type, message, reason, null);
    }

    private GatewayException(
            GatewayResponseType type, String message, String reason, @Nullable String validationErrorString) {
        super(message, null, false, false);
        this.type = type;
        this.reason = reason;
        this.validationErrorString = validationErrorString;
    }

    /**
     * A body that its method's model does not fit.
     *
     * @param contentType the key of the model among the method's
     * @param violations each in AWS's words
     */
    public static GatewayException invalidBody(String contentType, List<String> violations) {
        String all = violations.toString();
        return new GatewayException(
                GatewayResponseType.BAD_REQUEST_BODY,
                "Invalid request body",
                "Request body does not match model schema for content type " + contentType + ": " + all,
                all);
    }

    public GatewayResponseType type() {
        return type;
    }

    /** What the API's owner is told; the message itself when there is no more to say. */
    public String reason() {
        return reason;
    }

    /** AWS's {@code $context.error.validationErrorString}; null when no model refused a body. */
    public @Nullable String validationErrorString() {
        return validationErrorString;
    }
}
