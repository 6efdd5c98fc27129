package io.gatehouse.control.openapi;

import io.gatehouse.config.Settings;
import io.gatehouse.control.kind.RestKeys;
import io.gatehouse.control.kind.Scope;
import io.gatehouse.control.openapi.document.AwsVariables;
import io.gatehouse.control.openapi.document.DocumentReader;
import io.gatehouse.control.openapi.document.Tree;
import io.gatehouse.control.protocol.Handler;
import io.gatehouse.control.protocol.Input;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** ImportRestApi, PutRestApi and ImportDocumentationParts: what a document says becomes an API, or none of it. */
public final class ImportOperations {
    private final Settings settings;
    private final Map<String, Handler> handlers;
    private final DocumentReader reader;

    private ImportOperations(Settings settings, Map<String, Handler> handlers) {
        this.settings = settings;
        this.handlers = handlers;
        this.reader = new DocumentReader(
                settings.limits().importBytes(), new AwsVariables(settings.region(), settings.accountId(), "aws"));
    }

    /**
     * The handlers by service and operation.
     *
     * @param rest the handlers of all other operations on REST APIs, which an import goes through
     */
    public static Map<String, Handler> handlers(Settings settings, Map<String, Handler> rest) {
        var operations = new ImportOperations(settings, rest);
        return Map.of(
                "apigateway.ImportRestApi",
                operations.reading(operations::importRestApi),
                "apigateway.PutRestApi",
                operations.reading(operations::putRestApi),
                "apigateway.ImportDocumentationParts",
                operations.readingDocumentation());
    }

    /** What an operation does with the document that came with its input. */
    private interface Import {
        JsonObject of(OpenApiDocument document, Input input, Transaction tx, Findings findings);
    }

    // AWS: a bad document is refused before an unknown API (recorded).
    private Handler reading(Import work) {
        return (input, tx) -> {
            var findings = new Findings();
            return OpenApiDocument.read(
                    reader.read(input.payload()), findings, document -> work.of(document, input, tx, findings));
        };
    }

    /** The same in other words. */
    private Handler readingDocumentation() {
        Handler reading = reading(this::importDocumentationParts);
        return (input, tx) -> {
            try {
                return reading.handle(input, tx);
            } catch (AwsException refused) {
                String message = String.valueOf(refused.getMessage());
                if (message.startsWith(Tree.INVALID)) {
                    throw AwsException.badRequest(
                            "Unable to build importer with provided input." + message.substring(Tree.INVALID.length()));
                }
                throw refused;
            }
        };
    }

    private JsonObject importRestApi(OpenApiDocument document, Input input, Transaction tx, Findings findings) {
        BasepathMode basepath = basepath(input);
        JsonObject created =
                ApiOperations.call(handlers, tx, "CreateRestApi", members(new RestApiImport(document).read(), input));
        var draft = new DraftTransaction(tx, RestKeys.restApi(created.getString("id")));
        String restApiId = created.getString("id");
        ImportedApi imported = new OpenApiImport(document, restApiId, basepath, Set.of(), findings).read();
        var writer = new ImportWriter(handlers, draft, restApiId, findings);
        // The two models that every new API has.
        writer.removeOthers(imported);
        writer.write(imported);
        importDocumentation(input, document, draft, restApiId, findings);
        findings.check(input.flag("failOnWarnings"));
        draft.flush();
        return withWarnings(created, findings);
    }

    private JsonObject putRestApi(OpenApiDocument document, Input input, Transaction tx, Findings findings) {
        BasepathMode basepath = basepath(input);
        String restApiId = input.text("restApiId");
        Key key = RestKeys.restApi(restApiId);
        var draft = new DraftTransaction(tx, key);
        if (!draft.exists(key)) {
            throw AwsException.notFound(Scope.unknownApiText(settings, restApiId));
        }
        boolean overwrite = overwrites(input);
        Set<String> kept = overwrite
                ? Set.of()
                : draft.children(key.path(), "models").stream()
                        .map(Transaction.Entry::id)
                        .collect(Collectors.toSet());
        ImportedApi imported = new OpenApiImport(document, restApiId, basepath, kept, findings).read();
        var writer = new ImportWriter(handlers, draft, restApiId, findings);
        writer.writeApi(imported.restApi(), overwrite);
        if (overwrite) {
            writer.removeOthers(imported);
        }
        writer.write(imported);
        importDocumentation(input, document, draft, restApiId, findings);
        findings.check(input.flag("failOnWarnings"));
        draft.flush();
        JsonObject named = Json.object().add("restApiId", restApiId).build();
        return withWarnings(ApiOperations.call(handlers, tx, "GetRestApi", named), findings);
    }

    private void importDocumentation(
            Input input, OpenApiDocument document, Transaction tx, String restApiId, Findings findings) {
        if (!parameter(input, "ignore").orElse("").equalsIgnoreCase("documentation")) {
            new DocumentationImport(document.tree(), findings).write(tx, restApiId, overwrites(input), settings);
        }
    }

    private JsonObject importDocumentationParts(
            OpenApiDocument document, Input input, Transaction tx, Findings findings) {
        String restApiId = input.text("restApiId");
        if (!tx.lock(RestKeys.restApi(restApiId))) {
            throw AwsException.notFound(Scope.unknownApiText(settings, restApiId));
        }
        JsonArrayBuilder ids = Json.array();
        new DocumentationImport(document.tree(), findings)
                .write(tx, restApiId, overwrites(input), settings)
                .forEach(ids::add);
        findings.check(input.flag("failOnWarnings"));
        return withWarnings(Json.object().add("ids", ids).build(), findings);
    }

    private static boolean overwrites(Input input) {
        return input.findText("mode").orElse("merge").equals("overwrite");
    }

    /** The members of CreateRestApi: the parameters of the call win over the document. */
    private static JsonObject members(JsonObject api, Input input) {
        JsonObjectBuilder members = Json.object();
        api.forEach(members::add);
        JsonObjectBuilder endpoint = Json.object();
        Tree.object(api, "endpointConfiguration").forEach(endpoint::add);
        parameter(input, "endpointConfigurationTypes").ifPresent(types -> endpoint.add("types", list(types)));
        parameter(input, "endpointConfigurationVpcEndpointIds")
                .ifPresent(ids -> endpoint.add("vpcEndpointIds", list(ids)));
        return members.add("endpointConfiguration", endpoint).build();
    }

    private static BasepathMode basepath(Input input) {
        return parameter(input, "basepath").map(BasepathMode::of).orElse(BasepathMode.IGNORE);
    }

    /** One of the parameters that are not members of their own. */
    private static Optional<String> parameter(Input input, String name) {
        return Tree.text(Tree.object(input.members(), "parameters"), name);
    }

    private static JsonArrayBuilder list(String text) {
        JsonArrayBuilder list = Json.array();
        Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .forEach(list::add);
        return list;
    }

    private static JsonObject withWarnings(JsonObject api, Findings findings) {
        if (findings.warnings().isEmpty()) {
            return api;
        }
        JsonObjectBuilder answer = Json.object();
        api.forEach(answer::add);
        JsonArrayBuilder warnings = Json.array();
        findings.warnings().forEach(warnings::add);
        return answer.add("warnings", warnings).build();
    }
}
