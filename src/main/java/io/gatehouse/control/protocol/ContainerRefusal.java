package io.gatehouse.control.protocol;

import io.gatehouse.execute.entry.DateField;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers what never came as far as {@link AwsWire}: verbs nobody knows, headers the container cannot read. */
public class ContainerRefusal implements ExceptionMapper<Throwable> {
    private static final Logger LOG = System.getLogger(ContainerRefusal.class.getName());
    private static final DateField DATE = new DateField(Clock.systemUTC());

    @Override
    public Response toResponse(Throwable thrown) {
        int status = thrown instanceof WebApplicationException refused
                ? refused.getResponse().getStatus()
                : 500;
        return AwsResource.response(of(status, thrown));
    }

    /** @param status what the container would answer */
    static WireAnswer of(int status, @Nullable Throwable thrown) {
        String requestId = UUID.randomUUID().toString();
        WireAnswer answer = answer(status);
        if (answer.status() >= 500) {
            LOG.log(Level.ERROR, "call failed requestId=" + requestId, thrown);
        }
        answer.headers().add("x-amzn-RequestId", requestId).add("Date", DATE.now());
        return answer;
    }

    private static WireAnswer answer(int status) {
        if (status == 404 || status == 405) {
            return ErrorWriter.nothingThere();
        }
        return status < 500
                ? ErrorWriter.write("BadRequestException", 400, "The request could not be read")
                : ErrorWriter.failure();
    }
}
