package io.gatehouse.control.operation;

import io.gatehouse.control.protocol.InProcessCalls.Answer;
import jakarta.json.JsonObject;

/**
 * A new API to try things on.
 *
 * @param root the identifier of its root resource
 */
public record Api(ControlPlane plane, String id, String root) {

    static Api make(ControlPlane plane) {
        JsonObject created = plane.call("CreateRestApi", "{'name': 'test'}");
        return new Api(plane, created.getString("id"), created.getString("rootResourceId"));
    }

    /**
     * The body of the answer of an operation on this API.
     *
     * @param members of the input but {@code restApiId}, without braces; {@code %s} is filled with the arguments
     */
    public JsonObject call(String operation, String members, Object... args) {
        return plane.call(operation, input(members), args);
    }

    public Answer answer(String operation, String members, Object... args) {
        return plane.answer(operation, input(members), args);
    }

    /** The refusal as {@code status code: message}. */
    public String refusal(String operation, String members, Object... args) {
        return plane.refusal(operation, input(members), args);
    }

    private String input(String members) {
        return "{'restApiId': '" + id + "'" + (members.isEmpty() ? "" : ", " + members) + "}";
    }

    public String resource(String parent, String pathPart) {
        return call("CreateResource", "'parentId': '%s', 'pathPart': '%s'", parent, pathPart)
                .getString("id");
    }

    /** The members that name a method of the root resource. */
    public String at(String httpMethod) {
        return "'resourceId': '" + root + "', 'httpMethod': '" + httpMethod + "'";
    }

    /** Puts a method that anybody may call; more of its members may follow. */
    public void method(String httpMethod, String... members) {
        call("PutMethod", at(httpMethod) + ", 'authorizationType': 'NONE'" + more(members));
    }

    /** Puts a method with an integration that calls nothing. */
    public void mock(String httpMethod) {
        method(httpMethod);
        call("PutIntegration", at(httpMethod) + ", 'type': 'MOCK'");
    }

    /** Deploys it and returns the deployment's identifier. */
    public String deploy(String... members) {
        return call("CreateDeployment", more(members).replaceFirst("^, ", "")).getString("id");
    }

    private static String more(String... members) {
        return members.length == 0 ? "" : ", " + String.join(", ", members);
    }

    /** Its identifier, so that it can stand in the words of a call. */
    @Override
    public String toString() {
        return id;
    }
}
