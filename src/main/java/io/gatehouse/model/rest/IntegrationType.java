package io.gatehouse.model.rest;

/** What stands behind a method. Constants are as on the wire. */
public enum IntegrationType {
    HTTP,
    AWS,
    MOCK,
    HTTP_PROXY,
    AWS_PROXY
}
