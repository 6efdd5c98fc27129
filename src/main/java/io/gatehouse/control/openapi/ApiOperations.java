package io.gatehouse.control.openapi;

import io.gatehouse.control.protocol.Handler;
import io.gatehouse.control.protocol.Input;
import io.gatehouse.model.Json;
import io.gatehouse.store.Transaction;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Map;

/**
 * The operations on one API as calls, so that an import is checked as if its author had sent each of them.
 *
 * @param handlers by service and operation
 */
record ApiOperations(Map<String, Handler> handlers, Transaction tx, String restApiId) {

    /**
     * Does one operation.
     *
     * @param members of its input, without the API
     * @return its output; the empty object when it has none
     * @throws io.gatehouse.model.AwsException its refusal
     */
    JsonObject call(String operation, JsonObjectBuilder members) {
        return call(handlers, tx, operation, members.add("restApiId", restApiId).build());
    }

    static JsonObject call(Map<String, Handler> handlers, Transaction tx, String operation, JsonObject members) {
        Handler handler = handlers.get("apigateway." + operation);
        if (handler == null) {
            throw new IllegalStateException("no handler for " + operation);
        }
        Object output = handler.handle(new Input(operation, members, new byte[0]), tx);
        if (output == null) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        return output instanceof JsonObject tree ? tree : Json.tree(output);
    }
}
