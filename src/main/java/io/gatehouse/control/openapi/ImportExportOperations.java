package io.gatehouse.control.openapi;

import io.gatehouse.config.Settings;
import io.gatehouse.control.kind.DocumentationRules;
import io.gatehouse.control.kind.RestKeys;
import io.gatehouse.control.kind.Scope;
import io.gatehouse.control.openapi.document.AwsVariables;
import io.gatehouse.control.openapi.document.DocumentReader;
import io.gatehouse.control.openapi.document.Tree;
import io.gatehouse.control.openapi.document.YamlWriter;
import io.gatehouse.control.openapi.export.DocumentedExport;
import io.gatehouse.control.openapi.export.ExportDialect;
import io.gatehouse.control.openapi.export.ExportExtensions;
import io.gatehouse.control.openapi.export.OpenApiExport;
import io.gatehouse.control.protocol.Handler;
import io.gatehouse.control.protocol.Input;
import io.gatehouse.control.protocol.RawAnswer;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import io.gatehouse.snapshot.ApiDefinition;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** ImportRestApi, PutRestApi, ImportDocumentationParts and GetExport. */
public final class ImportExportOperations {
    private final Settings settings;
    private final Map<String, Handler> handlers;
    private final DocumentReader reader;

    private ImportExportOperations(Settings settings, Map<String, Handler> handlers) {
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
        var operations = new ImportExportOperations(settings, rest);
        return Map.of(
                "apigateway.ImportRestApi", operations::importRestApi,
                "apigateway.PutRestApi", operations::putRestApi,
                "apigateway.ImportDocumentationParts", operations::importDocumentationParts,
                "apigateway.GetExport", operations::getExport);
    }

    private JsonObject importRestApi(Input input, Transaction tx) {
        var findings = new Findings();
        var document = OpenApiDocument.of(reader.read(input.payload()), findings);
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

    private JsonObject putRestApi(Input input, Transaction tx) {
        // AWS: a bad document is refused before an unknown API (recorded).
        var findings = new Findings();
        var document = OpenApiDocument.of(reader.read(input.payload()), findings);
        BasepathMode basepath = basepath(input);
        String restApiId = input.text("restApiId");
        Key key = RestKeys.restApi(restApiId);
        var draft = new DraftTransaction(tx, key);
        if (!draft.exists(key)) {
            throw AwsException.notFound("Invalid API identifier specified " + settings.accountId() + ":" + restApiId);
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

    private JsonObject importDocumentationParts(Input input, Transaction tx) {
        // AWS: a bad document is refused before an unknown API.
        var findings = new Findings();
        OpenApiDocument document = documented(input, findings);
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

    private OpenApiDocument documented(Input input, Findings findings) {
        try {
            return OpenApiDocument.of(reader.read(input.payload()), findings);
        } catch (AwsException refused) {
            throw refused.status() == 400
                    ? AwsException.badRequest("Unable to build importer with provided input.")
                    : refused;
        }
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

    private RawAnswer getExport(Input input, Transaction tx) {
        String type = input.text("exportType").toLowerCase(Locale.ROOT);
        if (!List.of("oas30", "swagger").contains(type)) {
            throw AwsException.badRequest(
                    "Invalid exportType specified: " + input.text("exportType") + ". Valid options are oas30,swagger");
        }
        boolean yaml = yaml(input.findText("accepts").orElse(""));
        var extensions = ExportExtensions.of(parameter(input, "extensions").orElse(""));
        String restApiId = input.text("restApiId");
        String stageName = input.text("stageName");
        JsonObject stage = ApiOperations.call(
                handlers,
                tx,
                "GetStage",
                Json.object()
                        .add("restApiId", restApiId)
                        .add("stageName", stageName)
                        .build());
        Key deployment = RestKeys.deployment(restApiId, stage.getString("deploymentId"));
        ApiDefinition definition = tx.find(ApiDefinition.class, RestKeys.definition(deployment))
                .orElseThrow(() -> new IllegalStateException("no definition of " + deployment));
        String host = restApiId + ".execute-api." + settings.domain();
        var dialect = new ExportDialect(type, scheme(settings.domain()), host, stageName, settings.region());
        JsonObject document = new OpenApiExport(definition, dialect, extensions).write();
        String documented = stage.getString("documentationVersion", "");
        if (extensions.documentation() && !documented.isEmpty()) {
            Key versionKey = RestKeys.documentationVersion(restApiId, documented);
            JsonObject version = tx.find(versionKey).orElse(JsonValue.EMPTY_JSON_OBJECT);
            document = new DocumentedExport(version, DocumentationRules.kept(tx, versionKey)).write(document);
        }
        String text = yaml ? YamlWriter.write(document) : document.toString();
        String version = OpenApiExport.versionOf(definition.restApi()).replaceAll("[^A-Za-z0-9._:+ -]", "_");
        String file = type + '_' + version + (yaml ? ".yaml" : ".json");
        // AWS: the content type is that of any file, whatever was accepted (recorded).
        return new RawAnswer(
                Map.of(
                        "contentType",
                        "application/octet-stream",
                        "contentDisposition",
                        "attachment; filename=\"" + file + '"'),
                text.getBytes(StandardCharsets.UTF_8));
    }

    /** A domain that names a port of its own is served as it is, without TLS. */
    private static String scheme(String domain) {
        int colon = domain.lastIndexOf(':');
        return colon < 0 || domain.substring(colon).equals(":443") ? "https" : "http";
    }

    private static boolean yaml(String accepts) {
        if (accepts.isBlank()) {
            return false;
        }
        for (String part : accepts.toLowerCase(Locale.ROOT).split(",", -1)) {
            switch (part.split(";", -1)[0].strip()) {
                case "application/yaml", "application/x-yaml", "text/yaml" -> {
                    return true;
                }
                case "application/json", "application/*", "*/*" -> {
                    return false;
                }
                default -> {}
            }
        }
        throw AwsException.badRequest(
                "Invalid Accept specified: " + accepts + ". Valid options are application/json,application/yaml");
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
