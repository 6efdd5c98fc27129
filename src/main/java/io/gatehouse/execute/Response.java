package io.gatehouse.execute;

/**
 * What a door sends. Neither {@code Content-Length}, {@code Transfer-Encoding}, {@code Connection} nor {@code Date} is
 * among the headers: the door writes those.
 */
public record Response(int status, Headers headers, Body body) {}
