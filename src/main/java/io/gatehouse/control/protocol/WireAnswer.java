package io.gatehouse.control.protocol;

import io.gatehouse.execute.Headers;

/**
 * What goes back to the caller.
 *
 * @param body empty when there is none
 */
@SuppressWarnings("ArrayRecordComponent")
public record WireAnswer(int status, Headers headers, byte[] body) {}
