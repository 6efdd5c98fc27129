package io.gatehouse.control.protocol;

import io.gatehouse.execute.Headers;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
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
import java.io.InputStream;
import java.util.Collections;
import java.util.Optional;

/** The one resource of the control plane: hands every call to {@link AwsWire}, as it came. */
@Path("{path: .*}")
@Dependent
public class AwsResource {
    // RESTEasy wants a constructor without parameters.
    @Inject
    private Instance<AwsWire> wire;

    @GET
    public Response get(@Context HttpServletRequest request, InputStream body) {
        return answer(request, body);
    }

    @HEAD
    public Response head(@Context HttpServletRequest request, InputStream body) {
        return answer(request, body);
    }

    @OPTIONS
    public Response options(@Context HttpServletRequest request, InputStream body) {
        return answer(request, body);
    }

    @POST
    public Response post(@Context HttpServletRequest request, InputStream body) {
        return answer(request, body);
    }

    @PUT
    public Response put(@Context HttpServletRequest request, InputStream body) {
        return answer(request, body);
    }

    @PATCH
    public Response patch(@Context HttpServletRequest request, InputStream body) {
        return answer(request, body);
    }

    @DELETE
    public Response delete(@Context HttpServletRequest request, InputStream body) {
        return answer(request, body);
    }

    private Response answer(HttpServletRequest request, InputStream body) {
        Headers headers = new Headers();
        for (String name : Collections.list(request.getHeaderNames())) {
            Collections.list(request.getHeaders(name)).forEach(value -> headers.add(name, value));
        }
        WireAnswer answer = wire.get()
                .answer(new WireRequest(
                        request.getMethod(),
                        request.getRequestURI(),
                        Optional.ofNullable(request.getQueryString()).orElse(""),
                        headers,
                        body));
        Response.ResponseBuilder response = Response.status(answer.status());
        answer.headers().forEach(response::header);
        return answer.body().length == 0
                ? response.build()
                : response.entity(answer.body()).build();
    }
}
