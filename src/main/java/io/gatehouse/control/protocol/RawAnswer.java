package io.gatehouse.control.protocol;

import java.util.Map;

/**
 * An answer whose body is not JSON of ours, such as an export.
 *
 * @param members the output's other members by name ({@code contentType}), sent where the service model puts them
 * @param payload the body as is
 */
@SuppressWarnings("ArrayRecordComponent")
public record RawAnswer(Map<String, String> members, byte[] payload) {}
