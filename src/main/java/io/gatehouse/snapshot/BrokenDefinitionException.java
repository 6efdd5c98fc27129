package io.gatehouse.snapshot;

/** The definition of an API cannot be compiled; the message names the resource path and the method. */
public final class BrokenDefinitionException extends Exception {
    private static final long serialVersionUID = 1L;

    public BrokenDefinitionException(String message) {
        super(message);
    }
}
