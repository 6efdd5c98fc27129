package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehouse.config.Settings;
import io.gatehouse.control.ControlWiring;
import io.gatehouse.control.protocol.Handler;
import io.gatehouse.control.protocol.InProcessCalls;
import io.gatehouse.control.protocol.InProcessCalls.Answer;
import io.gatehouse.execute.integrate.Backend;
import io.gatehouse.execute.mapping.template.MappingTemplate;
import io.gatehouse.execute.validate.ModelSchemas;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import io.gatehouse.snapshot.SnapshotCompiler;
import io.gatehouse.store.Store;
import io.gatehouse.store.TestStore;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/** A whole control plane on an empty store, spoken to in the words of the AWS SDK. */
public final class ControlPlane implements AutoCloseable {
    public final Store store = TestStore.inMemory();
    public final List<String> moved = new ArrayList<>();
    /** For control planes that test no methods. */
    public static final Backend NO_BACKEND = request -> {
        throw new IllegalStateException("no backend");
    };

    /** What tests of methods are sent to. */
    public Backend backend = NO_BACKEND;

    private final InProcessCalls calls;

    public ControlPlane() {
        this(Map.of());
    }

    public ControlPlane(Map<String, String> texts) {
        Settings settings = TestStore.settings(Path.of("unused"), texts);
        Map<String, Handler> handlers = ControlWiring.handlers(
                settings,
                TestStore.seal(),
                new SnapshotCompiler(models -> new ModelSchemas(models)::of, MappingTemplate::parse),
                (tx, api) -> tx.afterCommit(() -> moved.add(api)),
                request -> backend.send(request));
        calls = new InProcessCalls(handlers, store);
    }

    /** A new API with nothing but its root resource. */
    public Api api() {
        return Api.make(this);
    }

    public InProcessCalls calls() {
        return calls;
    }

    /**
     * The body of an operation's answer.
     *
     * @param members JSON with single quotes; {@code %s} is filled with the arguments
     */
    public JsonObject call(String operation, String members, Object... args) {
        return answer(operation, members, args).body();
    }

    public Answer answer(String operation, String members, Object... args) {
        return calls.call(operation, Json.parse(json(members, args)));
    }

    /** The refusal as {@code status code: message}. */
    public String refusal(String operation, String members, Object... args) {
        return refusalOf(operation, Json.parse(json(members, args)));
    }

    /** The refusal of an input that is no text of ours. */
    public String refusalOf(String operation, JsonObject members) {
        AwsException refused = catchThrowableOfType(AwsException.class, () -> calls.call(operation, members));
        assertThat(refused).as(operation + " was not refused").isNotNull();
        return refused.status() + " " + refused.code().replace("Exception", "") + ": " + refused.getMessage();
    }

    public static String json(String members, Object... args) {
        String filled = members.replace('\'', '"');
        for (Object arg : args) {
            filled = filled.replaceFirst("%s", Matcher.quoteReplacement(arg.toString()));
        }
        return filled;
    }

    @Override
    public void close() {
        store.close();
    }
}
