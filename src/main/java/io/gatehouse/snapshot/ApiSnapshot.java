package io.gatehouse.snapshot;

/** A deployed API: compiled once, never changed, shared freely between threads. */
public record ApiSnapshot(String apiId, String deploymentId) {}
