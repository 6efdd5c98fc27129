package io.gatehouse.control.operation;

import io.gatehouse.control.kind.AccountKinds;
import io.gatehouse.control.kind.Kind;
import io.gatehouse.control.kind.UniformOperations;
import io.gatehouse.control.protocol.Handler;
import java.util.Map;
import java.util.TreeMap;

/** Every operation on what belongs to the account and to no API: the table of handlers. */
public final class AccountWideOperations {
    private final UniformOperations uniform;
    private final Map<String, Handler> handlers = new TreeMap<>();

    private AccountWideOperations(UniformOperations uniform) {
        this.uniform = uniform;
    }

    /** The handlers by service and operation, {@code apigateway.CreateApiKey}. */
    public static Map<String, Handler> handlers(UniformOperations uniform) {
        var operations = new AccountWideOperations(uniform);
        operations.uniform();
        operations.special();
        return Map.copyOf(operations.handlers);
    }

    private void uniform() {
        edited("ApiKey", AccountKinds.API_KEY);
        handle("CreateApiKey", uniform.create(AccountKinds.API_KEY));
        handle("GetApiKeys", uniform.list(AccountKinds.API_KEY));
    }

    private void special() {
        handle("TagResource", uniform.reading(TagOperations::tag));
        handle("UntagResource", uniform.reading(TagOperations::untag));
        handle("GetTags", uniform.reading(TagOperations::get));
        handle("GetAccount", uniform.reading(AccountOperations::get));
        handle("UpdateAccount", uniform.reading(AccountOperations::update));
    }

    private void edited(String noun, Kind kind) {
        handle("Get" + noun, uniform.get(kind));
        handle("Update" + noun, uniform.update(kind));
        handle("Delete" + noun, uniform.delete(kind));
    }

    private void handle(String operation, Handler handler) {
        handlers.put("apigateway." + operation, handler);
    }
}
