package io.gatehouse.control.operation;

import io.gatehouse.control.kind.Documentation;
import io.gatehouse.control.kind.DocumentationLocation;
import io.gatehouse.control.kind.DocumentationRules;
import io.gatehouse.control.kind.Paging;
import io.gatehouse.control.kind.RestKeys;
import io.gatehouse.control.kind.RestKinds;
import io.gatehouse.control.kind.Scope;
import io.gatehouse.control.kind.Subtree;
import io.gatehouse.control.kind.UniformOperations;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.control.protocol.Page;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** GetDocumentationParts, which chooses, and CreateDocumentationVersion, which keeps the parts as they are. */
final class DocumentationOperations {
    private static final Map<String, String> PARAMETERS = Map.of(
            "path", "PATH_PARAMETER",
            "querystring", "QUERY_PARAMETER",
            "header", "REQUEST_HEADER");

    private DocumentationOperations() {}

    static Page list(Scope scope) {
        Paging paging = Paging.of(scope.input());
        scope.requireApi();
        List<Entry> parts = scope.tx().children(scope.api().path(), "documentationparts");
        List<Entry> asked = scope.text("locationStatus").equals("UNDOCUMENTED") ? undocumented(scope, parts) : parts;
        return paging.pageOf(asked.stream().filter(chosen(scope)).toList());
    }

    private static Predicate<Entry> chosen(Scope scope) {
        String type = scope.text("type");
        String name = scope.text("nameQuery");
        String path = scope.text("path");
        return part -> {
            JsonObject location = Tree.object(part.value(), "location");
            return (type.isEmpty() || type.equals(Tree.text(location, "type")))
                    && (name.isEmpty() || name.equals(Tree.text(location, "name")))
                    && (path.isEmpty() || path.equals(Tree.text(location, "path")));
        };
    }

    /** All parts of the API of which nothing is written, as parts that have a location only. */
    private static List<Entry> undocumented(Scope scope, List<Entry> parts) {
        var documentation = new Documentation(parts.stream().map(Entry::value).toList());
        var locations = new TreeMap<String, DocumentationLocation>();
        for (DocumentationLocation location : locations(scope)) {
            if (documentation.own(location).isEmpty()) {
                locations.put(location.toString(), location);
            }
        }
        return locations.entrySet().stream()
                .map(each -> new Entry(
                        Key.root("locations", each.getKey()),
                        Tree.builder().add("location", each.getValue().tree()).build()))
                .toList();
    }

    private static List<DocumentationLocation> locations(Scope scope) {
        var locations = new ArrayList<DocumentationLocation>();
        locations.add(new DocumentationLocation("API", "", "", "", ""));
        named(scope, "authorizers", "AUTHORIZER", locations);
        named(scope, "models", "MODEL", locations);
        Subtree subtree = Subtree.ofResources(scope.tx(), scope.apiId());
        for (Entry resource : scope.tx().children(scope.api().path(), "resources")) {
            String path = Tree.text(resource.value(), "path", "/");
            locations.add(new DocumentationLocation("RESOURCE", path, "", "", ""));
            for (Entry method : subtree.children(resource.key().path(), "methods")) {
                addMethod(path, subtree.method(method), locations);
            }
        }
        return locations;
    }

    private static void named(Scope scope, String kind, String type, List<DocumentationLocation> locations) {
        for (Entry entry : scope.tx().children(scope.api().path(), kind)) {
            String name = Tree.text(entry.value(), "name", entry.id());
            locations.add(new DocumentationLocation(type, "", "", "", name));
        }
    }

    private static void addMethod(String path, JsonObject method, List<DocumentationLocation> locations) {
        String verb = Tree.text(method, "httpMethod", "");
        locations.add(new DocumentationLocation("METHOD", path, verb, "", ""));
        for (String parameter : Tree.object(method, "requestParameters").keySet()) {
            // method.request.{location}.{name}
            String[] steps = parameter.split("\\.", 4);
            String type = steps.length == 4 ? PARAMETERS.get(steps[2]) : null;
            if (type != null) {
                locations.add(new DocumentationLocation(type, path, verb, "", steps[3]));
            }
        }
        if (method.containsKey("requestModels")) {
            locations.add(new DocumentationLocation("REQUEST_BODY", path, verb, "", ""));
        }
        Tree.object(method, "methodResponses")
                .forEach((status, response) -> addResponse(path, verb, status, response.asJsonObject(), locations));
    }

    private static void addResponse(
            String path, String verb, String status, JsonObject response, List<DocumentationLocation> locations) {
        locations.add(new DocumentationLocation("RESPONSE", path, verb, status, ""));
        for (String parameter : Tree.object(response, "responseParameters").keySet()) {
            String name = parameter.substring(parameter.lastIndexOf("header.") + "header.".length());
            locations.add(new DocumentationLocation("RESPONSE_HEADER", path, verb, status, name));
        }
        if (response.containsKey("responseModels")) {
            locations.add(new DocumentationLocation("RESPONSE_BODY", path, verb, status, ""));
        }
    }

    static JsonObject createVersion(UniformOperations uniform, Scope scope) {
        String version = scope.text("documentationVersion");
        JsonObject given = Tree.with(RestKinds.DOCUMENTATION_VERSION.given(scope.input()), "version", version);
        JsonObject created = uniform.create(RestKinds.DOCUMENTATION_VERSION, scope, given);
        DocumentationRules.snapshot(scope.tx(), RestKeys.documentationVersion(scope.apiId(), version));
        String stageName = scope.text("stageName");
        if (!stageName.isEmpty()) {
            JsonObject stage = scope.requireStage();
            JsonObject pointed = Tree.with(stage, "documentationVersion", version);
            scope.tx().put(RestKeys.stage(scope.apiId(), stageName), RestKinds.STAGE.recheck(scope, stage, pointed));
        }
        return created;
    }
}
