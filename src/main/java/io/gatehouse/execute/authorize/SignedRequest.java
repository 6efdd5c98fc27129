package io.gatehouse.execute.authorize;

import io.gatehouse.execute.Headers;

/**
 * What a caller signed, but for the body.
 *
 * @param rawPath the path exactly as it came, percent signs and all
 * @param rawQuery what followed the question mark, as it came; empty when there was none
 */
public record SignedRequest(String method, String rawPath, String rawQuery, Headers headers) {}
