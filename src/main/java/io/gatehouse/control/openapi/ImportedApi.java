package io.gatehouse.control.openapi;

import jakarta.json.JsonObject;
import java.util.Map;

/**
 * An API as a document describes it.
 *
 * @param restApi the members of the API that the document names, in AWS's words
 * @param resources methods by HTTP method, by full resource path
 * @param models members of {@code CreateModel}, by name
 * @param requestValidators members of {@code CreateRequestValidator}, by name
 * @param authorizers members of {@code CreateAuthorizer}, by name
 * @param gatewayResponses members of {@code PutGatewayResponse}, by type
 */
record ImportedApi(
        JsonObject restApi,
        Map<String, Map<String, ImportedMethod>> resources,
        Map<String, JsonObject> models,
        Map<String, JsonObject> requestValidators,
        Map<String, JsonObject> authorizers,
        Map<String, JsonObject> gatewayResponses) {}
