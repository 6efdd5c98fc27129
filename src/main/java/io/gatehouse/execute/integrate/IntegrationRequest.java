package io.gatehouse.execute.integrate;

import io.gatehouse.execute.Body;
import io.gatehouse.execute.Headers;
import java.time.Duration;

/**
 * What is sent to an HTTP backend.
 *
 * @param host an IPv6 address is in brackets
 * @param target path and query as on the request line, percent-encoded
 * @param headers all end-to-end fields but {@code Content-Length}, which the client writes; {@code Host} is among them
 *     only when a mapping sets it, else the client writes that too
 * @param insecureSkipVerification takes a certificate that no known authority signed
 */
public record IntegrationRequest(
        String method,
        boolean tls,
        String host,
        int port,
        String target,
        Headers headers,
        Body body,
        Duration timeout,
        boolean insecureSkipVerification) {}
