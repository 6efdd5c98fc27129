package io.gatehouse.control.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.execute.Headers;
import io.gatehouse.model.Json;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes refusals and failures as AWS does: the name in a header, the message in the body. */
final class ErrorWriter {
    private ErrorWriter() {}

    static WireAnswer write(String code, int status, @Nullable String message) {
        Headers headers = new Headers().add("Content-Type", "application/json").add("x-amzn-ErrorType", code);
        if (status == 503 || code.equals("TooManyRequestsException")) {
            headers.add("Retry-After", "1");
        }
        String body = Json.object()
                .add("message", Objects.requireNonNullElse(message, ""))
                .build()
                .toString();
        return new WireAnswer(status, headers, body.getBytes(UTF_8));
    }

    // AWS: its control plane is itself an API of API Gateway, so an unknown path or verb is answered as the data plane
    // answers it, signed or not.
    static WireAnswer nothingThere() {
        return write("MissingAuthenticationTokenException", 403, "Missing Authentication Token");
    }

    /** A bug or a broken part of ours; what it was stands in the log. */
    static WireAnswer failure() {
        return write(
                "InternalFailure",
                500,
                "The request processing has failed because of an unknown error, exception or failure.");
    }
}
