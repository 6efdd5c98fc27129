package io.gatehouse.store;

/** A sealed text that cannot be opened: it was changed, moved to another place, or sealed with a key that is not here. */
public final class SealException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SealException(String message) {
        super(message);
    }
}
