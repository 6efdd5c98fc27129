package io.gatehouse.control.openapi;

import io.gatehouse.config.Settings;
import io.gatehouse.control.kind.DocumentationRules;
import io.gatehouse.control.kind.RestKeys;
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
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** GetExport: a deployed API as a document. */
public final class ExportOperations {
    private final Settings settings;
    private final Map<String, Handler> handlers;

    private ExportOperations(Settings settings, Map<String, Handler> handlers) {
        this.settings = settings;
        this.handlers = handlers;
    }

    /**
     * The handlers by service and operation.
     *
     * @param rest the handlers of all other operations on REST APIs
     */
    public static Map<String, Handler> handlers(Settings settings, Map<String, Handler> rest) {
        return Map.of("apigateway.GetExport", new ExportOperations(settings, rest)::getExport);
    }

    private RawAnswer getExport(Input input, Transaction tx) {
        String type = input.text("exportType").toLowerCase(Locale.ROOT);
        if (!List.of("oas30", "swagger").contains(type)) {
            throw AwsException.badRequest(
                    "Invalid exportType specified: " + input.text("exportType") + ". Valid options are oas30,swagger");
        }
        boolean yaml = yaml(input.findText("accepts").orElse(""));
        var extensions = ExportExtensions.of(Tree.text(Tree.object(input.members(), "parameters"), "extensions")
                .orElse(""));
        String restApiId = input.text("restApiId");
        JsonObject stage = ApiOperations.call(
                handlers,
                tx,
                "GetStage",
                Json.object()
                        .add("restApiId", restApiId)
                        .add("stageName", input.text("stageName"))
                        .build());
        Key deployment = RestKeys.deployment(restApiId, stage.getString("deploymentId"));
        ApiDefinition definition = tx.find(ApiDefinition.class, RestKeys.definition(deployment))
                .orElseThrow(() -> new IllegalStateException("no definition of " + deployment));
        JsonObject document = new OpenApiExport(definition, dialect(type, restApiId, stage), extensions).write();
        if (extensions.documentation()) {
            document = documented(document, restApiId, stage.getString("documentationVersion", ""), tx);
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

    private ExportDialect dialect(String type, String restApiId, JsonObject stage) {
        String domain = settings.domain();
        String host = restApiId + ".execute-api." + domain;
        return new ExportDialect(type, scheme(domain), host, stage.getString("stageName"), settings.region());
    }

    private static JsonObject documented(JsonObject document, String restApiId, String version, Transaction tx) {
        if (version.isEmpty()) {
            return document;
        }
        Key key = RestKeys.documentationVersion(restApiId, version);
        JsonObject stored = tx.find(key).orElse(JsonValue.EMPTY_JSON_OBJECT);
        return new DocumentedExport(stored, DocumentationRules.kept(tx, key)).write(document);
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
}
