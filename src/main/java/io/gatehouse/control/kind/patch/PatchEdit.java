package io.gatehouse.control.kind.patch;

import jakarta.json.JsonObject;

/** What an allowed patch operation does to the tree. */
@FunctionalInterface
public interface PatchEdit {

    /**
     * The changed tree.
     *
     * @throws io.gatehouse.model.AwsException when the value does not fit
     */
    JsonObject apply(JsonObject tree, PatchStep step);
}
