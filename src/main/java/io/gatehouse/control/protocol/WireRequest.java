package io.gatehouse.control.protocol;

import io.gatehouse.execute.Headers;
import java.io.InputStream;

/**
 * A call of the control plane, as it came.
 *
 * @param rawPath not decoded, with its leading slash
 * @param rawQuery not decoded; empty when there was none
 * @param body read once the caller is known, and only as far as the limit
 */
public record WireRequest(String method, String rawPath, String rawQuery, Headers headers, InputStream body) {}
