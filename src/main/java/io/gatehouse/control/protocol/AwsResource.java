package io.gatehouse.control.protocol;

import io.gatehouse.execute.entry.PatientStream;
import io.gatehouse.execute.entry.ServletHeaders;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The one resource of the control plane: hands every call to {@link AwsWire}, as it came. */
@Path("{path: .*}")
@Dependent
public class AwsResource {
    // RESTEasy wants a constructor without parameters.
    @Inject
    private AwsWire wire;

    @GET
    public Response get(@Context HttpServletRequest request) throws IOException {
        return answer(request);
    }

    @HEAD
    public Response head(@Context HttpServletRequest request) throws IOException {
        return answer(request);
    }

    @OPTIONS
    public Response options(@Context HttpServletRequest request) throws IOException {
        return answer(request);
    }

    @POST
    public Response post(@Context HttpServletRequest request) throws IOException {
        return answer(request);
    }

    @PUT
    public Response put(@Context HttpServletRequest request) throws IOException {
        return answer(request);
    }

    @PATCH
    public Response patch(@Context HttpServletRequest request) throws IOException {
        return answer(request);
    }

    @DELETE
    public Response delete(@Context HttpServletRequest request) throws IOException {
        return answer(request);
    }

    private Response answer(HttpServletRequest request) throws IOException {
        WireAnswer answer = wire.answer(new WireRequest(
                request.getMethod(),
                request.getRequestURI(),
                Optional.ofNullable(request.getQueryString()).orElse(""),
                ServletHeaders.of(request),
                body(request)));
        return response(answer);
    }

    private static InputStream body(HttpServletRequest request) throws IOException {
        boolean none = request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
        return none ? InputStream.nullInputStream() : new PatientStream(request.getInputStream());
    }

    static Response response(WireAnswer answer) {
        Response.ResponseBuilder response = Response.status(answer.status());
        answer.headers().forEach(response::header);
        return answer.body().length == 0
                ? response.build()
                : response.entity(answer.body()).build();
    }
}
