package io.gatehouse.control;

/** Builds the control plane, in order. */
public final class ControlWiring {
    private ControlWiring() {}
}
