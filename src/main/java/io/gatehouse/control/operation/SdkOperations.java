package io.gatehouse.control.operation;

import io.gatehouse.control.kind.Paging;
import io.gatehouse.control.kind.Scope;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.control.protocol.Page;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** GetSdkTypes, GetSdkType and the checks of GetSdk, which makes no SDK yet. */
final class SdkOperations {
    private static final String REQUIRED = "required";
    private static final Map<String, JsonObject> TYPES = Map.of(
            "android",
                    type(
                            "android",
                            "Android",
                            "",
                            property("groupId", "Group ID", "", true),
                            property("invokerPackage", "Invoker package", "", true),
                            property("artifactId", "Artifact ID", "", true),
                            property("artifactVersion", "Artifact version", "", true)),
            "java",
                    type(
                            "java",
                            "Java",
                            "Java SDK generator for API Gateway APIs",
                            property(
                                    "service.name",
                                    "Service Name",
                                    "Name of the service which is used to derive the Java interface name for your"
                                            + " client",
                                    true),
                            property(
                                    "java.package-name",
                                    "Java Package Name",
                                    "Name of the Java package your code will be generated under",
                                    true),
                            property(
                                    "java.build-system",
                                    "Java Build System",
                                    "Build system to setup for project; Currently supported: maven, gradle",
                                    false),
                            property(
                                    "java.group-id",
                                    "Java Group Id",
                                    "Group id for your Maven or Gradle project. Defaults to package name",
                                    false),
                            property(
                                    "java.artifact-id",
                                    "Java Artifact Id",
                                    "Artifact Id for your Maven project or project name for your Gradle project."
                                            + " Defaults to service name",
                                    false),
                            property(
                                    "java.artifact-version",
                                    "Java Artifact Version",
                                    "Version of your Maven or Gradle project. Defaults to 1.0-SNAPSHOT",
                                    false),
                            property(
                                    "java.license-text",
                                    "Source Code License Text",
                                    "Customer provided license to inject into source file headers",
                                    false)),
            "javascript", type("javascript", "JavaScript", ""),
            "objectivec", type("objectivec", "iOS (Objective-C)", "", property("classPrefix", "Prefix", "", true)),
            "ruby",
                    type(
                            "ruby",
                            "Ruby",
                            "Ruby SDK generator for API Gateway APIs",
                            property(
                                    "service.name",
                                    "Service Name",
                                    "Name of the service which is used to derive the name for your client",
                                    true),
                            property(
                                    "ruby.gem-name",
                                    "Ruby Gem Name",
                                    "Name of the Ruby gem your code will be generated under",
                                    false),
                            property(
                                    "ruby.gem-version",
                                    "Ruby Gem Version",
                                    "Version number for your service gem. Defaults to 1.0.0",
                                    false)),
            "swift", type("swift", "iOS (Swift)", "", property("classPrefix", "Prefix", "", true)));

    // AWS: its documentation names these parameters in two ways.
    private static final Map<String, String> ALSO =
            Map.of("service.name", "serviceName", "java.package-name", "javaPackageName");

    private SdkOperations() {}

    private static JsonObject type(String id, String friendlyName, String description, JsonObject... properties) {
        return Json.object()
                .add("id", id)
                .add("friendlyName", friendlyName)
                .add("description", description)
                .add("configurationProperties", Tree.list(List.of(properties)))
                .build();
    }

    private static JsonObject property(String name, String friendlyName, String description, boolean required) {
        return Json.object()
                .add("name", name)
                .add("friendlyName", friendlyName)
                .add("description", description)
                .add(REQUIRED, required)
                .build();
    }

    static Page types(Scope scope) {
        List<Entry> all = TYPES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> new Entry(Key.root("sdktypes", each.getKey()), each.getValue()))
                .toList();
        return Paging.of(scope.input()).pageOf(all);
    }

    static JsonObject type(Scope scope) {
        JsonObject type = TYPES.get(scope.text("id"));
        if (type == null) {
            throw AwsException.notFound("Invalid SDK type identifier specified");
        }
        return type;
    }

    /** Checks everything, then says that there is no generator yet. */
    static JsonObject sdk(Scope scope) {
        scope.requireApi();
        scope.requireStage();
        JsonObject type = TYPES.get(scope.text("sdkType"));
        if (type == null) {
            throw AwsException.badRequest("Invalid SDK type specified. Valid options are "
                    + String.join(",", TYPES.keySet().stream().sorted().toList()));
        }
        JsonObject given = Tree.object(scope.input().members(), "parameters");
        var missing = new ArrayList<String>();
        for (JsonObject property : type.getJsonArray("configurationProperties").getValuesAs(JsonObject.class)) {
            String name = property.getString("name");
            boolean absent = Tree.text(given, name, "").isBlank()
                    && Tree.text(given, ALSO.getOrDefault(name, name), "").isBlank();
            if (property.getBoolean(REQUIRED) && absent) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw AwsException.badRequest("Missing required parameters: [" + String.join(", ", missing) + "]");
        }
        throw AwsException.of("NotImplementedException", 501, "The operation GetSdk is not implemented.");
    }
}
