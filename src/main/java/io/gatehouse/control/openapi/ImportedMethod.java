package io.gatehouse.control.openapi;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * A method as a document describes it. The trees hold the members that the operation of the same kind takes, but for
 * the names of the method itself.
 *
 * @param method members of {@code PutMethod}
 * @param authorizer the authorizer's name
 * @param requestValidator the validator's name
 * @param responses members of {@code PutMethodResponse}, by status code
 * @param integration members of {@code PutIntegration}
 * @param integrationResponses members of {@code PutIntegrationResponse}, by status code
 */
record ImportedMethod(
        JsonObject method,
        Optional<String> authorizer,
        Optional<String> requestValidator,
        Map<String, JsonObject> responses,
        Optional<JsonObject> integration,
        Map<String, JsonObject> integrationResponses) {}
