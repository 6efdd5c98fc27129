package io.gatehouse.control.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.execute.Headers;
import io.gatehouse.model.Json;
import io.gatehouse.store.Store;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Calls handlers as the wire does, validation and writing included, but without HTTP and signatures. */
public final class InProcessCalls {
    private static final List<ServiceModel> MODELS = ServiceModel.all();
    private static final OutputWriter WRITER = new OutputWriter(MODELS);

    private final Map<String, Handler> handlers;
    private final Store store;

    public InProcessCalls(Map<String, Handler> handlers, Store store) {
        this.handlers = handlers;
        this.store = store;
    }

    /**
     * A successful answer.
     *
     * @param body as on the wire; an empty object when there is none
     */
    public record Answer(int status, JsonObject body) {}

    public boolean knows(String operation) {
        return handlers.containsKey("apigateway." + operation);
    }

    /**
     * Does one operation in a transaction of its own.
     *
     * @throws io.gatehouse.model.AwsException the refusal
     */
    public Answer call(String name, JsonObject members) {
        Operation operation = MODELS.stream()
                .filter(model -> model.name().equals("apigateway"))
                .flatMap(model -> model.operations().stream())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        Input input = new Input(name, members, new byte[0]);
        InputValidator.check(operation, input);
        Handler handler = Objects.requireNonNull(handlers.get("apigateway." + name), name);
        var request = new WireRequest("GET", "/" + name, "", new Headers(), InputStream.nullInputStream());
        WireAnswer answer = store.transaction(tx -> WRITER.write(operation, handler.handle(input, tx), request));
        JsonObject body =
                answer.body().length == 0 ? JsonValue.EMPTY_JSON_OBJECT : Json.parse(new String(answer.body(), UTF_8));
        return new Answer(answer.status(), body);
    }
}
