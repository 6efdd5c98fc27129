package io.gatehouse.snapshot;

import io.gatehouse.snapshot.mapping.PercentEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A method that serves traffic. Compared by identity. */
public final class DeployedMethod {
    /** A variable of the resource's path: which segment it stands for, and whether it takes all the rest. */
    private record Variable(String name, int segment, boolean greedy) {}

    private final String resourceId;
    private final String resourcePath;
    private final String httpMethod;
    private final DeployedIntegration integration;
    private final DeployedRequestValidator requestValidator;
    private final List<Variable> variables;
    private final ExpectedLatency latency;

    public DeployedMethod(
            String resourceId,
            String resourcePath,
            String httpMethod,
            DeployedRequestValidator requestValidator,
            DeployedIntegration integration) {
        this(resourceId, resourcePath, httpMethod, requestValidator, integration, variables(resourcePath));
    }

    private DeployedMethod(
            String resourceId,
            String resourcePath,
            String httpMethod,
            DeployedRequestValidator requestValidator,
            DeployedIntegration integration,
            List<Variable> variables) {
        this.resourceId = resourceId;
        this.resourcePath = resourcePath;
        this.httpMethod = httpMethod;
        this.requestValidator = requestValidator;
        this.integration = integration;
        this.variables = variables;
        boolean waits =
                integration instanceof DeployedIntegration.HttpProxy || integration instanceof DeployedIntegration.Http;
        this.latency = new ExpectedLatency(waits ? ExpectedLatency.UNKNOWN : 0);
    }

    private static List<Variable> variables(String resourcePath) {
        var variables = new ArrayList<Variable>();
        String[] segments = resourcePath.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            String segment = segments[i];
            if (segment.startsWith("{") && segment.endsWith("+}")) {
                variables.add(new Variable(segment.substring(1, segment.length() - 2), i, true));
            } else if (segment.startsWith("{") && segment.endsWith("}")) {
                variables.add(new Variable(segment.substring(1, segment.length() - 1), i, false));
            }
        }
        return List.copyOf(variables);
    }

    /** The same method for a path that is not its own, as a test may have one: no variable of it has a value. */
    public DeployedMethod withoutPath() {
        return new DeployedMethod(resourceId, resourcePath, httpMethod, requestValidator, integration, List.of());
    }

    public String resourceId() {
        return resourceId;
    }

    /** The path with its variables: {@code /pets/{id}}. */
    public String resourcePath() {
        return resourcePath;
    }

    /** As deployed: a verb or {@code ANY}. */
    public String httpMethod() {
        return httpMethod;
    }

    public DeployedRequestValidator requestValidator() {
        return requestValidator;
    }

    public DeployedIntegration integration() {
        return integration;
    }

    public ExpectedLatency latency() {
        return latency;
    }

    /**
     * The decoded value of a path variable; null when the resource has none of that name.
     *
     * @param path a raw path that the route table gave to this method
     */
    public @Nullable String pathParameter(String name, String path) {
        for (Variable variable : variables) {
            if (variable.name.equals(name)) {
                return value(variable, path);
            }
        }
        return null;
    }

    /** The decoded values of all path variables, by name; as {@link #pathParameter}. */
    public Map<String, String> pathParameters(String path) {
        var values = new TreeMap<String, String>();
        variables.forEach(variable -> values.put(variable.name, value(variable, path)));
        return values;
    }

    private static String value(Variable variable, String path) {
        int end = RouteTable.end(path);
        int from = 1;
        for (int i = 0; i < variable.segment; i++) {
            from = path.indexOf('/', from) + 1;
        }
        int slash = variable.greedy ? -1 : path.indexOf('/', from);
        return PercentEncoding.decode(path, from, slash < 0 || slash > end ? end : slash);
    }

    @Override
    public String toString() {
        return httpMethod + " " + resourcePath;
    }
}
