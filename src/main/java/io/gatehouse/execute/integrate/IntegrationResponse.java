package io.gatehouse.execute.integrate;

import io.gatehouse.execute.Body;
import io.gatehouse.execute.Headers;

/** What an HTTP backend answered; hop-by-hop fields are still among the headers. */
public record IntegrationResponse(int status, Headers headers, Body body) {}
