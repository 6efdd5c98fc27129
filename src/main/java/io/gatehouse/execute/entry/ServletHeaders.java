package io.gatehouse.execute.entry;

import io.gatehouse.execute.Headers;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;

/** Reads the header lines of a request that came through a servlet container. */
public final class ServletHeaders {
    private ServletHeaders() {}

    /** Every line, in the order in which the container gives them. */
    public static Headers of(HttpServletRequest request) {
        Headers headers = new Headers();
        for (Enumeration<String> names = request.getHeaderNames(); names.hasMoreElements(); ) {
            String name = names.nextElement();
            for (Enumeration<String> values = request.getHeaders(name); values.hasMoreElements(); ) {
                headers.add(name, values.nextElement());
            }
        }
        return headers;
    }
}
