package io.gatehouse.model;

/**
 * A refusal of the control plane, in AWS's words. The status and the shape on the wire come from the service model.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/CommonErrors.html">AWS: common errors</a>
 */
public final class AwsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;

    private AwsException(String code, int status, String message) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
    }

    /** An error of any name: {@code status} is the HTTP status it is sent with. */
    public static AwsException of(String code, int status, String message) {
        return new AwsException(code, status, message);
    }

    public static AwsException badRequest(String message) {
        return of("BadRequestException", 400, message);
    }

    public static AwsException notFound(String message) {
        return of("NotFoundException", 404, message);
    }

    public static AwsException conflict(String message) {
        return of("ConflictException", 409, message);
    }

    public static AwsException limitExceeded(String message) {
        return of("LimitExceededException", 429, message);
    }

    /** The database or another part we need is away; nothing was written. */
    public static AwsException serviceUnavailable(String message) {
        return of("ServiceUnavailableException", 503, message);
    }

    /** The error's name on the wire, such as {@code NotFoundException}. */
    public String code() {
        return code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
