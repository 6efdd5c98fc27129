package io.gatehouse.model.rest;

/**
 * The kinds of refusal that an API can word itself, with their default status and error type.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html">AWS:
 *     gateway response types</a>
 */
public enum GatewayResponseType {
    ACCESS_DENIED(403, "AccessDeniedException"),
    API_CONFIGURATION_ERROR(500, "InternalServerErrorException"),
    AUTHORIZER_CONFIGURATION_ERROR(500, "AuthorizerConfigurationException"),
    AUTHORIZER_FAILURE(500, "AuthorizerFailureException"),
    BAD_REQUEST_BODY(400, "BadRequestException"),
    BAD_REQUEST_PARAMETERS(400, "BadRequestException"),
    DEFAULT_4XX(0, ""),
    DEFAULT_5XX(0, ""),
    EXPIRED_TOKEN(403, "ExpiredTokenException"),
    INTEGRATION_FAILURE(504, "InternalServerErrorException"),
    INTEGRATION_TIMEOUT(504, "InternalServerErrorException"),
    INVALID_API_KEY(403, "ForbiddenException"),
    INVALID_SIGNATURE(403, "InvalidSignatureException"),
    MISSING_AUTHENTICATION_TOKEN(403, "MissingAuthenticationTokenException"),
    QUOTA_EXCEEDED(429, "LimitExceededException"),
    REQUEST_TOO_LARGE(413, "RequestEntityTooLargeException"),
    RESOURCE_NOT_FOUND(404, "NotFoundException"),
    THROTTLED(429, "TooManyRequestsException"),
    UNAUTHORIZED(401, "UnauthorizedException"),
    UNSUPPORTED_MEDIA_TYPE(415, "BadRequestException"),
    WAF_FILTERED(403, "ForbiddenException");

    private final int status;
    private final String errorType;

    GatewayResponseType(int status, String errorType) {
        this.status = status;
        this.errorType = errorType;
    }

    /** The default HTTP status; 0 for the two DEFAULT types, which have none of their own. */
    public int status() {
        return status;
    }

    /** The value of {@code x-amzn-ErrorType}; empty for the two DEFAULT types. */
    public String errorType() {
        return errorType;
    }
}
