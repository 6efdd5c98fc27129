package io.gatehouse.execute.entry;

/** A request that no API gets to see. Carries no stack trace: it is an answer, not a bug. */
final class RefusedRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    /** @param reason for the log; the caller only learns the refusal */
    RefusedRequest(Refusal refusal, String reason) {
        super(reason, null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
