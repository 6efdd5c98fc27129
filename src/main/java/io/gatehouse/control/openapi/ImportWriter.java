package io.gatehouse.control.openapi;

import io.gatehouse.control.kind.RestKeys;
import io.gatehouse.control.openapi.document.Tree;
import io.gatehouse.control.protocol.Handler;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes an API what a document says. It works on a draft through the operations that the author could have called, and
 * collects what they refuse; what is written is all or nothing.
 */
final class ImportWriter {
    private static final List<String> PATCHED = List.of(
            "name",
            "description",
            "policy",
            "apiKeySource",
            "minimumCompressionSize",
            "disableExecuteApiEndpoint",
            "securityPolicy",
            "endpointAccessMode");
    /** What an API has only when somebody says so. */
    private static final List<String> REMOVED =
            List.of("description", "version", "policy", "minimumCompressionSize", "binaryMediaTypes");

    private final DraftTransaction draft;
    private final ApiOperations api;
    private final String restApiId;
    private final Findings findings;
    private final Map<String, String> resourceIds = new TreeMap<>();

    ImportWriter(Map<String, Handler> handlers, DraftTransaction draft, String restApiId, Findings findings) {
        this.draft = draft;
        this.restApiId = restApiId;
        this.findings = findings;
        this.api = new ApiOperations(handlers, draft, restApiId);
    }

    /**
     * Gives the API the members that the document names.
     *
     * @param overwrite whether it loses the others; its endpoint type, its tags and its name stay in any case
     */
    void writeApi(JsonObject members, boolean overwrite) {
        Key key = RestKeys.restApi(restApiId);
        JsonObject before = draft.find(key).orElseThrow();
        JsonArrayBuilder patch = Json.array();
        for (String name : PATCHED) {
            Tree.text(members, name).ifPresent(value -> patch.add(replace(name, value)));
        }
        if (overwrite && !members.containsKey("apiKeySource")) {
            patch.add(replace("apiKeySource", "HEADER"));
        }
        addVpcEndpoints(patch, before, members, overwrite);
        api.call("UpdateRestApi", Json.object().add("patchOperations", patch));
        JsonObjectBuilder after = builder(draft.find(key).orElseThrow());
        if (overwrite) {
            REMOVED.stream().filter(name -> !members.containsKey(name)).forEach(after::remove);
        }
        Tree.text(members, "version").ifPresent(version -> after.add("version", version));
        Set<String> types = new LinkedHashSet<>();
        if (!overwrite) {
            types.addAll(Tree.texts(before, "binaryMediaTypes"));
        }
        types.addAll(Tree.texts(members, "binaryMediaTypes"));
        if (!types.isEmpty()) {
            after.add("binaryMediaTypes", Json.array(types));
        }
        draft.put(key, after.build());
    }

    /** Those of the document; the others stay unless it is to be overwritten. */
    private static void addVpcEndpoints(
            JsonArrayBuilder patch, JsonObject before, JsonObject members, boolean overwrite) {
        List<String> given = vpcEndpoints(members);
        // AWS: an overwrite parts a private API from its endpoints, too (observed).
        vpcEndpoints(before).stream()
                .filter(id -> overwrite && !given.contains(id))
                .forEach(id -> patch.add(vpcEndpoint("remove", id)));
        given.forEach(id -> patch.add(vpcEndpoint("add", id)));
    }

    private static List<String> vpcEndpoints(JsonObject api) {
        return Tree.texts(Tree.object(api, "endpointConfiguration"), "vpcEndpointIds");
    }

    private static JsonObjectBuilder vpcEndpoint(String operation, String id) {
        return Json.object()
                .add("op", operation)
                .add("path", "/endpointConfiguration/vpcEndpointIds")
                .add("value", id);
    }

    private static JsonObjectBuilder replace(String member, String value) {
        return Json.object().add("op", "replace").add("path", "/" + member).add("value", value);
    }

    /** Removes what the document does not name. What stays keeps its identifiers. */
    void removeOthers(ImportedApi imported) {
        Set<String> paths = new HashSet<>();
        imported.resources().keySet().forEach(path -> addWithParents(paths, path));
        paths.add("/");
        for (Entry resource : children("resources")) {
            if (paths.contains(resource.value().getString("path"))) {
                draft.children(resource.key().path(), "methods").forEach(method -> draft.delete(method.key()));
            } else {
                draft.delete(resource.key());
            }
        }
        removeOthers("models", "name", imported.models().keySet());
        removeOthers("requestvalidators", "name", imported.requestValidators().keySet());
        removeOthers("authorizers", "name", imported.authorizers().keySet());
        removeOthers(
                "gatewayresponses", "responseType", imported.gatewayResponses().keySet());
    }

    /** Adds what the document names; a method that is there already is replaced as a whole. */
    void write(ImportedApi imported) {
        imported.models().forEach(this::putModel);
        imported.requestValidators().forEach(this::putValidator);
        imported.authorizers().forEach(this::putAuthorizer);
        imported.gatewayResponses()
                .forEach((type, members) -> attempt("Unable to put gateway response '" + type + "'", () -> {
                    Tree.text(members, "statusCode").ifPresent(ImportWriter::checkStatus);
                    api.call("PutGatewayResponse", builder(members));
                }));
        children("resources").forEach(entry -> resourceIds.put(entry.value().getString("path"), entry.id()));
        imported.resources().forEach((path, methods) -> {
            if (!findings.full() && createResource(path)) {
                methods.forEach((httpMethod, method) -> putMethod(path, httpMethod, method));
            }
        });
    }

    private void removeOthers(String kind, String nameMember, Set<String> names) {
        for (Entry entry : children(kind)) {
            if (!names.contains(entry.value().getString(nameMember, entry.id()))) {
                draft.delete(entry.key());
            }
        }
    }

    private void putModel(String name, JsonObject members) {
        renew(
                draft.find(RestKeys.model(restApiId, name))
                        .map(model -> new Entry(RestKeys.model(restApiId, name), model)),
                "Unable to create model for '" + name + "'",
                "CreateModel",
                members);
    }

    private void putAuthorizer(String name, JsonObject members) {
        renew(
                named("authorizers", name),
                "Unable to create authorizer from security definition: '" + name + "'",
                "CreateAuthorizer",
                builder(members).add("name", name).build());
    }

    /** Makes it anew, under the identifier that it had. */
    private void renew(Optional<Entry> before, String what, String operation, JsonObject members) {
        before.ifPresent(entry -> draft.delete(entry.key()));
        attempt(what, () -> {
            JsonObject created = api.call(operation, builder(members));
            before.ifPresent(entry -> {
                JsonValue id = entry.value().get("id");
                Key old = entry.key();
                draft.delete(new Key(old.parent(), old.kind(), created.getString("id")));
                draft.put(old, builder(created).add("id", id).build());
            });
        });
    }

    private Optional<Entry> named(String kind, String name) {
        return children(kind).stream()
                .filter(entry -> entry.value().getString("name", "").equals(name))
                .findFirst();
    }

    private void putValidator(String name, JsonObject members) {
        Optional<Entry> before = named("requestvalidators", name);
        if (before.isPresent()) {
            JsonObject changed =
                    builder(before.get().value()).addAll(builder(members)).build();
            draft.put(before.get().key(), changed);
            return;
        }
        attempt(
                "Unable to create request validator '" + name + "'",
                () -> api.call("CreateRequestValidator", builder(members)));
    }

    /** Makes the resource at a path and all above it. */
    private boolean createResource(String path) {
        if (resourceIds.containsKey(path)) {
            return true;
        }
        int slash = path.lastIndexOf('/');
        String parent = slash == 0 ? "/" : path.substring(0, slash);
        if (!createResource(parent)) {
            return false;
        }
        return attempt("Unable to create resource at path '" + path + "'", () -> {
            JsonObject created = api.call(
                    "CreateResource",
                    Json.object().add("parentId", id(parent)).add("pathPart", path.substring(slash + 1)));
            resourceIds.put(path, created.getString("id"));
        });
    }

    private void putMethod(String path, String httpMethod, ImportedMethod method) {
        Key key = RestKeys.method(restApiId, id(path), httpMethod);
        draft.delete(key);
        String onResource = "'" + httpMethod + "' on resource at path '" + path + "'";
        String forResource = "on '" + httpMethod + "' for resource at path '" + path + "'";
        if (!attempt("Unable to put method " + onResource, () -> callPutMethod(path, httpMethod, method))) {
            return;
        }
        method.responses()
                .forEach((status, members) -> attempt("Unable to put method response " + forResource, () -> {
                    checkStatus(status);
                    api.call(
                            "PutMethodResponse",
                            named(members, path, httpMethod).add("statusCode", status));
                }));
        if (method.integration().isEmpty()) {
            return;
        }
        boolean integrated = attempt(
                "Unable to put integration " + forResource,
                () -> api.call("PutIntegration", named(method.integration().get(), path, httpMethod)));
        if (integrated) {
            method.integrationResponses()
                    .forEach((status, members) -> attempt("Unable to put integration response " + forResource, () -> {
                        checkStatus(status);
                        api.call(
                                "PutIntegrationResponse",
                                named(members, path, httpMethod).add("statusCode", status));
                    }));
        }
    }

    private void callPutMethod(String path, String httpMethod, ImportedMethod method) {
        JsonObjectBuilder members = named(method.method(), path, httpMethod);
        method.requestValidator().ifPresent(name -> members.add("requestValidatorId", validatorId(name)));
        method.authorizer()
                .flatMap(name -> named("authorizers", name))
                .ifPresent(authorizer -> members.add("authorizerId", authorizer.id()));
        api.call("PutMethod", members);
    }

    private String validatorId(String name) {
        return named("requestvalidators", name)
                .map(Entry::id)
                .orElseThrow(() -> AwsException.badRequest("Invalid Request Validator identifier specified"));
    }

    /** AWS: what the service model checks on single calls holds here too. */
    private static void checkStatus(String status) {
        if (!status.matches("[1-5]\\d\\d")) {
            throw AwsException.badRequest("Value '" + status
                    + "' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern:"
                    + " [1-5]\\d\\d");
        }
    }

    private JsonObjectBuilder named(JsonObject members, String path, String httpMethod) {
        return builder(members).add("resourceId", id(path)).add("httpMethod", httpMethod);
    }

    private String id(String path) {
        String id = resourceIds.get(path);
        if (id == null) {
            throw new IllegalStateException("no resource at " + path);
        }
        return id;
    }

    private boolean attempt(String what, Runnable work) {
        try {
            work.run();
            return true;
        } catch (AwsException refusal) {
            if (refusal.code().equals("LimitExceededException")) {
                throw refusal;
            }
            findings.error(what + ": " + refusal.getMessage());
            return false;
        }
    }

    private List<Entry> children(String kind) {
        return draft.children(RestKeys.restApi(restApiId).path(), kind);
    }

    private static void addWithParents(Set<String> paths, String path) {
        String here = path;
        while (here.length() > 1 && paths.add(here)) {
            here = here.substring(0, here.lastIndexOf('/'));
        }
    }

    private static JsonObjectBuilder builder(JsonObject members) {
        JsonObjectBuilder builder = Json.object();
        members.forEach(builder::add);
        return builder;
    }
}
