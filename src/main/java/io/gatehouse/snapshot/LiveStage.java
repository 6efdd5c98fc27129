package io.gatehouse.snapshot;

/** A stage that serves traffic: the deployment it points at and its own settings. */
public record LiveStage(StageKey key, ApiSnapshot snapshot, StageSettings settings) {}
