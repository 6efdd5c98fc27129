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
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

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
        boolean document = members.containsKey("body")
                && operation.input().first(Shape.Location.PAYLOAD).isPresent();
        byte[] payload = document ? members.getString("body").getBytes(UTF_8) : new byte[0];
        Input input = new Input(name, members, payload);
        InputValidator.check(operation, input);
        Handler handler = Objects.requireNonNull(handlers.get("apigateway." + name), name);
        var request = new WireRequest("GET", "/" + name, "", new Headers(), InputStream.nullInputStream());
        var raw = new AtomicReference<@Nullable RawAnswer>();
        Object made = store.transaction(tx -> {
            Object result = handler.handle(input, tx);
            raw.set(result instanceof RawAnswer bytes ? bytes : null);
            return result instanceof Afterwards ? result : WRITER.write(operation, result, request);
        });
        WireAnswer answer = made instanceof Afterwards later
                ? WRITER.write(operation, later.output().get(), request)
                : (WireAnswer) made;
        RawAnswer bytes = raw.get();
        if (bytes != null) {
            return new Answer(answer.status(), asSdkSees(bytes));
        }
        JsonObject body =
                answer.body().length == 0 ? JsonValue.EMPTY_JSON_OBJECT : Json.parse(new String(answer.body(), UTF_8));
        return new Answer(answer.status(), body);
    }

    private static JsonObject asSdkSees(RawAnswer raw) {
        var members = Json.object().add("body", new String(raw.payload(), UTF_8));
        raw.members().forEach(members::add);
        return members.build();
    }
}
