package io.gatehouse.control.operation;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What tests of the account's nouns have in common. */
final class Stages {
    private Stages() {}

    /** A new API with these stages; returns its id. */
    static String deployed(ControlPlane plane, String... stages) {
        var created = plane.call("CreateRestApi", "{'name': 'test'}");
        String api = created.getString("id");
        String method = "{'restApiId': '%s', 'resourceId': '%s', 'httpMethod': 'GET', ";
        String root = created.getString("rootResourceId");
        plane.call("PutMethod", method + "'authorizationType': 'NONE'}", api, root);
        plane.call("PutIntegration", method + "'type': 'MOCK'}", api, root);
        for (String stage : stages) {
            plane.call("CreateDeployment", "{'restApiId': '%s', 'stageName': '%s'}", api, stage);
        }
        return api;
    }

    /** Operations as {@code op path value}, the value may be absent. */
    static String patch(String... operations) {
        return "'patchOperations': ["
                + Arrays.stream(operations).map(Stages::operation).collect(Collectors.joining(", ")) + "]";
    }

    private static String operation(String text) {
        String[] parts = text.split(" ", 3);
        String value = parts.length == 3 ? ", 'value': '" + parts[2] + "'" : "";
        return "{'op': '" + parts[0] + "', 'path': '" + parts[1] + "'" + value + "}";
    }
}
