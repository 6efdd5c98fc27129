package io.gatehouse.control.protocol;

import io.gatehouse.execute.entry.DateField;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.UUID;

/** Answers what never came as far as {@link AwsWire}: verbs nobody knows, headers the container cannot read. */
public class ContainerRefusal implements ExceptionMapper<Throwable> {
    private static final Logger LOG = System.getLogger(ContainerRefusal.class.getName());

    private final DateField date = new DateField(Clock.systemUTC());

    @Override
    public Response toResponse(Throwable thrown) {
        String requestId = UUID.randomUUID().toString();
        WireAnswer answer = answer(thrown, requestId);
        answer.headers().add("x-amzn-RequestId", requestId).add("Date", date.now());
        return AwsResource.response(answer);
    }

    private static WireAnswer answer(Throwable thrown, String requestId) {
        int status = thrown instanceof WebApplicationException refused
                ? refused.getResponse().getStatus()
                : 500;
        if (status == 404 || status == 405) {
            return ErrorWriter.nothingThere();
        }
        if (status < 500) {
            return ErrorWriter.write("BadRequestException", 400, "The request could not be read");
        }
        LOG.log(Level.ERROR, "control-plane call failed requestId=" + requestId, thrown);
        return ErrorWriter.failure();
    }
}
