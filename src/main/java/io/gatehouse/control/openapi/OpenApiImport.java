package io.gatehouse.control.openapi;

import io.gatehouse.control.openapi.document.Tree;
import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads an OpenAPI document, 2.0 or 3.0, as an API: the front of this room. It knows no store; what it finds wrong goes
 * to {@link Findings}, what makes no sense at all is an {@code AwsException}.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html">AWS: develop
 *     REST APIs using OpenAPI</a>
 */
final class OpenApiImport {
    private static final String ANY_METHOD = "x-amazon-apigateway-any-method";
    private static final Map<String, String> METHODS = methods();

    private final OpenApiDocument source;
    private final JsonObject document;
    private final BasepathMode basepath;
    private final Findings findings;
    private final SchemaImport schemas;

    /**
     * @param restApiId the API that becomes what the document says
     * @param knownModels models that the API has and keeps
     */
    OpenApiImport(
            OpenApiDocument document,
            String restApiId,
            BasepathMode basepath,
            Set<String> knownModels,
            Findings findings) {
        this.source = document;
        this.document = document.tree();
        this.basepath = basepath;
        this.findings = findings;
        this.schemas = new SchemaImport(document.dialect(), restApiId, knownModels, findings);
    }

    /** The API. */
    ImportedApi read() {
        if (source.dialect().servers() > 1) {
            findings.warning(
                    "More than one server provided. Ignoring all but the first for defining endpoint configuration");
        }
        var security = new SecurityImport(source, findings);
        Map<String, Map<String, ImportedMethod>> resources = resources(security);
        return new ImportedApi(
                new RestApiImport(source).read(),
                resources,
                new TreeMap<>(schemas.models()),
                requestValidators(),
                security.authorizers(),
                gatewayResponses());
    }

    private Map<String, Map<String, ImportedMethod>> resources(SecurityImport security) {
        Map<String, Map<String, ImportedMethod>> resources = new LinkedHashMap<>();
        var methods = new MethodImport(source, schemas, security, findings);
        JsonObject paths = Tree.object(document, "paths");
        for (String key : paths.keySet()) {
            if (key.startsWith("x-")) {
                continue;
            }
            if (!key.startsWith("/")) {
                findings.warning("Parse issue: attribute paths. Resource " + key + " should start with /");
                continue;
            }
            String path = basepath.apply(source.dialect().basePath(), key);
            Map<String, ImportedMethod> ofPath = resources.computeIfAbsent(path, absent -> new LinkedHashMap<>());
            addMethods(methods, path, source.references().resolve(Tree.object(paths, key)), ofPath);
        }
        return resources;
    }

    private void addMethods(
            MethodImport methods, String path, JsonObject pathItem, Map<String, ImportedMethod> resource) {
        for (String key : pathItem.keySet()) {
            String httpMethod = METHODS.get(key);
            if (httpMethod == null) {
                if (key.equals("trace")) {
                    findings.warning("Unsupported method 'TRACE' of resource '" + path + "'. Ignoring.");
                }
                continue;
            }
            Optional<ImportedMethod> method = methods.read(path, httpMethod, pathItem, Tree.object(pathItem, key));
            if (method.isPresent() && resource.putIfAbsent(httpMethod, method.get()) != null) {
                findings.error("Unable to put method '" + httpMethod + "' on resource at path '" + path
                        + "': Method already exists for this resource");
            }
        }
    }

    private Map<String, JsonObject> requestValidators() {
        Map<String, JsonObject> validators = new LinkedHashMap<>();
        JsonObject given = Tree.object(document, "x-amazon-apigateway-request-validators");
        for (String name : given.keySet()) {
            JsonObject validator = Tree.object(given, name);
            JsonObjectBuilder members = Json.object().add("name", name);
            for (String flag : List.of("validateRequestBody", "validateRequestParameters")) {
                members.add(flag, Tree.flag(validator, flag));
            }
            validators.put(name, members.build());
        }
        return validators;
    }

    private Map<String, JsonObject> gatewayResponses() {
        Map<String, JsonObject> responses = new LinkedHashMap<>();
        JsonObject given = Tree.object(document, "x-amazon-apigateway-gateway-responses");
        for (String type : given.keySet()) {
            JsonObject response = Tree.object(given, type);
            JsonObjectBuilder members = Json.object().add("responseType", type);
            Tree.text(response, "statusCode").ifPresent(code -> members.add("statusCode", code));
            for (String map : List.of("responseParameters", "responseTemplates")) {
                if (response.containsKey(map)) {
                    members.add(map, texts(Tree.object(response, map)));
                }
            }
            responses.put(type, members.build());
        }
        return responses;
    }

    private static JsonObjectBuilder texts(JsonObject given) {
        JsonObjectBuilder texts = Json.object();
        given.keySet().forEach(name -> texts.add(name, Tree.text(given, name).orElse("")));
        return texts;
    }

    private static Map<String, String> methods() {
        Map<String, String> methods = new LinkedHashMap<>();
        for (String name : List.of("get", "put", "post", "delete", "options", "head", "patch")) {
            methods.put(name, name.toUpperCase(Locale.ROOT));
        }
        methods.put(ANY_METHOD, "ANY");
        return Map.copyOf(methods);
    }
}
