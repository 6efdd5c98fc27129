package io.gatehouse.execute.authorize;

/** A caller who did not prove who he is; sent with status 403. */
public final class RefusedSignatureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    RefusedSignatureException(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    static RefusedSignatureException missing() {
        return new RefusedSignatureException("MissingAuthenticationTokenException", "Missing Authentication Token");
    }

    static RefusedSignatureException incomplete(String message) {
        return new RefusedSignatureException("IncompleteSignatureException", message);
    }

    static RefusedSignatureException invalid(String message) {
        return new RefusedSignatureException("InvalidSignatureException", message);
    }

    static RefusedSignatureException unknownToken() {
        return new RefusedSignatureException(
                "UnrecognizedClientException", "The security token included in the request is invalid.");
    }

    static RefusedSignatureException expiredToken() {
        return new RefusedSignatureException(
                "ExpiredTokenException", "The security token included in the request is expired");
    }

    /** AWS's name of the refusal, such as {@code InvalidSignatureException}. */
    public String code() {
        return code;
    }
}
