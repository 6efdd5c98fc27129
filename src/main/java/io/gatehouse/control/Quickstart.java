package io.gatehouse.control;

import io.gatehouse.config.DataFolder;
import io.gatehouse.config.Settings;
import io.gatehouse.control.kind.RestKeys;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.control.protocol.Handler;
import io.gatehouse.control.protocol.Input;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import io.gatehouse.store.Key;
import io.gatehouse.store.Store;
import io.gatehouse.store.Transaction;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * For those who have just arrived: makes an example API in an empty store, by the operations that everybody uses, and
 * says at every start where things are.
 */
final class Quickstart {
    private static final Logger LOG = System.getLogger(Quickstart.class.getName());
    private static final Key DONE = Key.root("quickstart", "example");
    private static final String STAGE = "dev";

    private final Map<String, Handler> handlers;
    private final Store store;
    private final Settings settings;

    Quickstart(Map<String, Handler> handlers, Store store, Settings settings) {
        this.handlers = handlers;
        this.store = store;
        this.settings = settings;
    }

    /** Makes the example unless there is, or was, something in the store. */
    void start(DataFolder folder) {
        Optional<String> apiId = Optional.empty();
        try {
            apiId = store.transaction(this::example);
        } catch (AwsException e) {
            LOG.log(Level.WARNING, "no example API: {0}", e.getMessage());
        }
        new Greeting(URI.create("http://" + settings.domain()), lines(folder, apiId)).start();
    }

    /** The id of the example API as long as it serves. */
    private Optional<String> example(Transaction tx) {
        Optional<JsonObject> done = tx.find(DONE);
        if (done.isEmpty()) {
            if (!tx.children("", "restapis", null, 1).isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(make(tx));
        }
        return done.map(document -> Tree.text(document, "restApiId", ""))
                .filter(apiId -> tx.exists(RestKeys.stage(apiId, STAGE)));
    }

    private String make(Transaction tx) {
        JsonObject api = call(
                tx,
                "CreateRestApi",
                JsonValue.EMPTY_JSON_OBJECT,
                """
                {"name": "Example", "description": "Made by the quickstart; change it or delete it as you like"}""");
        JsonObject place =
                Tree.builder().add("restApiId", Tree.text(api, "id", "")).build();
        JsonObject resource = call(
                tx,
                "CreateResource",
                Tree.with(place, "parentId", Tree.text(api, "rootResourceId", "")),
                "{\"pathPart\": \"hello\"}");
        JsonObject method = Tree.builder(place)
                .add("resourceId", Tree.text(resource, "id", ""))
                .add("httpMethod", "GET")
                .build();
        call(tx, "PutMethod", method, "{\"authorizationType\": \"NONE\"}");
        call(tx, "PutMethodResponse", method, "{\"statusCode\": \"200\"}");
        call(
                tx,
                "PutIntegration",
                method,
                """
                {"type": "MOCK", "requestTemplates": {"application/json": "{\\"statusCode\\": 200}"}}""");
        call(
                tx,
                "PutIntegrationResponse",
                method,
                """
                {"statusCode": "200",
                 "responseTemplates": {"application/json": "{\\"message\\": \\"Hello from Gatehouse\\"}"}}""");
        call(tx, "CreateDeployment", place, "{\"stageName\": \"" + STAGE + "\"}");
        tx.put(DONE, place);
        return Tree.text(api, "id", "");
    }

    private JsonObject call(Transaction tx, String operation, JsonObject place, String members) {
        JsonObject input =
                Tree.builder(place).addAll(Tree.builder(Json.parse(members))).build();
        Handler handler = Objects.requireNonNull(handlers.get("apigateway." + operation));
        Object answer = handler.handle(new Input(operation, input, new byte[0]), tx);
        return answer instanceof JsonObject tree ? tree : JsonValue.EMPTY_JSON_OBJECT;
    }

    private List<String> lines(DataFolder folder, Optional<String> apiId) {
        var lines = new ArrayList<String>();
        lines.add("Gatehouse is up");
        lines.add("  console      http://" + settings.domain() + "/console/ (not there yet)");
        boolean told = Files.exists(folder.file(FirstAdministrator.FILE));
        lines.add("  credentials  "
                + (told ? folder.file(FirstAdministrator.FILE) : "as the settings gatehouse.admin.* say"));
        lines.add("  control      aws apigateway get-rest-apis --endpoint-url http://" + settings.domain());
        apiId.ifPresent(id -> lines.add(
                "  try it       curl http://" + settings.domain() + "/execute-api/" + id + "/" + STAGE + "/hello"));
        return lines;
    }
}
