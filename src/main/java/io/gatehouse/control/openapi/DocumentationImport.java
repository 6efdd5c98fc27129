package io.gatehouse.control.openapi;

import io.gatehouse.config.Quota;
import io.gatehouse.config.Settings;
import io.gatehouse.control.kind.DocumentationLocation;
import io.gatehouse.control.kind.DocumentationRules;
import io.gatehouse.control.kind.Ids;
import io.gatehouse.control.kind.RestKeys;
import io.gatehouse.control.kind.Scope;
import io.gatehouse.control.openapi.document.Tree;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The documentation parts of a document, brought into an API.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-documentation.html">
 *     AWS: x-amazon-apigateway-documentation</a>
 */
final class DocumentationImport {
    private static final String EXTENSION = "x-amazon-apigateway-documentation";

    private final Map<DocumentationLocation, JsonObject> parts = new LinkedHashMap<>();

    /** Reads the parts of a document; those that are none are errors. */
    DocumentationImport(JsonObject document, Findings findings) {
        int number = 0;
        for (JsonObject part : Tree.objects(Tree.object(document, EXTENSION), "documentationParts")) {
            number++;
            try {
                add(part);
            } catch (AwsException refusal) {
                findings.error("Unable to put documentation part " + number + ": " + refusal.getMessage());
            }
            if (findings.full()) {
                return;
            }
        }
    }

    private void add(JsonObject part) {
        JsonObjectBuilder location = Json.object();
        // YAML makes numbers of status codes.
        JsonObject given = Tree.object(part, "location");
        given.keySet().forEach(field -> Tree.text(given, field).ifPresent(text -> location.add(field, text)));
        parts.merge(DocumentationLocation.of(location.build()), properties(part), DocumentationImport::merged);
    }

    private static JsonObject properties(JsonObject part) {
        if (part.get("properties") instanceof JsonString text) {
            DocumentationRules.checkProperties(text.getString());
            return Json.parse(text.getString());
        }
        return Tree.object(part, "properties");
    }

    /** The attributes of the later win, the others stay. */
    private static JsonObject merged(JsonObject before, JsonObject after) {
        JsonObjectBuilder merged = Json.object();
        before.forEach(merged::add);
        after.forEach(merged::add);
        return merged.build();
    }

    /**
     * Writes the parts; what is written already of a location keeps its identifier.
     *
     * @param overwrite whether all other parts go; else those stay, and the same ones are merged
     * @return the identifiers, in the order of the document
     */
    List<String> write(Transaction tx, String restApiId, boolean overwrite, Settings settings) {
        Map<DocumentationLocation, Entry> stored = new HashMap<>();
        for (Entry entry : tx.children(RestKeys.restApi(restApiId).path(), "documentationparts")) {
            stored.put(DocumentationRules.location(entry.value()), entry);
        }
        var ids = new ArrayList<String>();
        parts.forEach((location, properties) -> {
            Entry before = stored.remove(location);
            if (before == null) {
                ids.add(insert(tx, restApiId, location, properties));
            } else {
                JsonObject kept = overwrite ? JsonValue.EMPTY_JSON_OBJECT : properties(before.value());
                JsonObject after = value(before.id(), location, merged(kept, properties));
                if (!after.equals(before.value())) {
                    tx.put(before.key(), after);
                }
                ids.add(before.id());
            }
        });
        if (overwrite) {
            stored.values().forEach(entry -> tx.delete(entry.key()));
        }
        int parts = ids.size() + (overwrite ? 0 : stored.size());
        Scope.requireRoom(settings, Quota.DOCUMENTATION_PARTS_PER_API, parts - 1L);
        return ids;
    }

    private static String insert(
            Transaction tx, String restApiId, DocumentationLocation location, JsonObject properties) {
        while (true) {
            String id = Ids.random(Ids.PART);
            Key key = RestKeys.documentationPart(restApiId, id);
            if (tx.insert(key, value(id, location, properties))) {
                return id;
            }
        }
    }

    private static JsonObject value(String id, DocumentationLocation location, JsonObject properties) {
        return Json.object()
                .add("id", id)
                .add("location", location.tree())
                .add("properties", properties.toString())
                .build();
    }
}
