package io.gatehouse.execute.entry;

import io.gatehouse.execute.Body;
import io.gatehouse.execute.Headers;
import io.gatehouse.execute.Response;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What a door answers by itself, before any API has been found. */
enum Refusal {
    BAD_REQUEST(400, "BadRequestException", "Bad Request"),
    NOT_FOUND(404, "NotFoundException", "Not Found"),
    LENGTH_REQUIRED(411, "BadRequestException", "Length Required"),
    PAYLOAD_TOO_LARGE(413, "RequestEntityTooLargeException", "Request Too Long"),
    URI_TOO_LONG(414, "RequestURITooLongException", "Request URI too long"),
    EXPECTATION_FAILED(417, "BadRequestException", "Expectation Failed"),
    HEADERS_TOO_LARGE(431, "RequestHeaderFieldsTooLargeException", "Request Header Fields Too Large"),
    INTERNAL_ERROR(500, "InternalServerErrorException", "Internal server error"),
    BROKEN_ANSWER(504, "InternalServerErrorException", "Network error communicating with endpoint");

    private final int status;
    private final String errorType;
    private final String body;

    Refusal(int status, String errorType, String message) {
        this.status = status;
        this.errorType = errorType;
        this.body = "{\"message\":\"" + message + "\"}";
    }

    int status() {
        return status;
    }

    Response response() {
        var random = ThreadLocalRandom.current();
        var headers = new Headers()
                .add("Content-Type", "application/json")
                .add("x-amzn-RequestId", new UUID(random.nextLong(), random.nextLong()).toString())
                .add("x-amzn-ErrorType", errorType);
        return new Response(status, headers, new Body.Bytes(body.getBytes(StandardCharsets.US_ASCII)));
    }
}
