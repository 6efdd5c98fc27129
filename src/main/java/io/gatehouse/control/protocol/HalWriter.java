package io.gatehouse.control.protocol;

import jakarta.json.JsonObject;

/** Adds links. */
final class HalWriter {
    private HalWriter() {}

    static JsonObject write(Operation operation, JsonObject body, String path) {
        return body;
    }
}
