package io.gatehouse.snapshot;

/** Names a stage among all APIs. */
public record StageKey(String apiId, String stageName) {}
