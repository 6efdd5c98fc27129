package io.gatehouse.snapshot;

/** Makes the snapshot that serves traffic out of a frozen definition. */
public final class SnapshotCompiler {

    /**
     * Compiles a definition.
     *
     * @throws BrokenDefinitionException when a part of it cannot work
     */
    public ApiSnapshot compile(ApiDefinition definition) throws BrokenDefinitionException {
        if (definition.resources().isEmpty()) {
            throw new BrokenDefinitionException("The REST API doesn't contain any methods");
        }
        return new ApiSnapshot(String.valueOf(definition.restApi().id()), definition.deploymentId());
    }
}
