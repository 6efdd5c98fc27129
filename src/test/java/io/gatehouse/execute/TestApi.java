package io.gatehouse.execute;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.config.Settings;
import io.gatehouse.config.SettingsReader;
import io.gatehouse.execute.entry.Gateway.Served;
import io.gatehouse.execute.entry.RestGateway;
import io.gatehouse.execute.integrate.Backend;
import io.gatehouse.execute.integrate.IntegrationRequest;
import io.gatehouse.execute.integrate.IntegrationResponse;
import io.gatehouse.execute.mapping.template.MappingTemplate;
import io.gatehouse.execute.validate.ModelSchemas;
import io.gatehouse.model.Json;
import io.gatehouse.model.rest.GatewayResponse;
import io.gatehouse.model.rest.Method;
import io.gatehouse.model.rest.Model;
import io.gatehouse.model.rest.RequestValidator;
import io.gatehouse.model.rest.Resource;
import io.gatehouse.model.rest.RestApi;
import io.gatehouse.snapshot.ApiDefinition;
import io.gatehouse.snapshot.ApiSnapshot;
import io.gatehouse.snapshot.BrokenDefinitionException;
import io.gatehouse.snapshot.LiveStage;
import io.gatehouse.snapshot.SnapshotCompiler;
import io.gatehouse.snapshot.StageKey;
import io.gatehouse.snapshot.StageRegistry;
import io.gatehouse.snapshot.StageSettings;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An API made for a test, and the calls to it. Methods are written as AWS's JSON, with {@code '} for {@code "}. The
 * backend is a fake that remembers what it was sent.
 */
public final class TestApi {
    public static final String ID = "a1b2c3d4e5";
    public static final String HOST = ID + ".execute-api.localhost:8080";

    private static final Settings SETTINGS =
            SettingsReader.of(Map.of("gatehouse.data-dir", "/nowhere")).read();

    private final Map<String, Map<String, Method>> methods = new LinkedHashMap<>();
    private final List<GatewayResponse> gatewayResponses = new ArrayList<>();
    private final List<RequestValidator> validators = new ArrayList<>();
    private final List<Model> models = new ArrayList<>();
    private final Map<String, String> variables = new HashMap<>();
    private final List<IntegrationRequest> sent = new ArrayList<>();
    private String restApi = "{'id':'" + ID + "','name':'test'}";
    private Function<IntegrationRequest, CompletionStage<IntegrationResponse>> backend =
            request -> CompletableFuture.completedFuture(answer(200, "{\"from\":\"backend\"}"));
    private @Nullable RestGateway gateway;

    public static TestApi api() {
        return new TestApi();
    }

    // --- The definition.

    public TestApi restApi(String json) {
        restApi = json;
        return this;
    }

    public TestApi get(String path, String integration) {
        return method("GET", path, "{'methodIntegration':" + integration + "}");
    }

    public TestApi post(String path, String integration) {
        return method("POST", path, "{'methodIntegration':" + integration + "}");
    }

    public TestApi any(String path, String integration) {
        return method("ANY", path, "{'methodIntegration':" + integration + "}");
    }

    /** A method with status 200 declared, unless {@code json} declares others. */
    public TestApi method(String httpMethod, String path, String json) {
        JsonObjectBuilder whole = jakarta.json.Json.createObjectBuilder()
                .add("httpMethod", httpMethod)
                .add("authorizationType", "NONE")
                .add("methodResponses", parse("{'200':{'statusCode':'200'}}"));
        parse(json).forEach(whole::add);
        methods.computeIfAbsent(path, p -> new LinkedHashMap<>())
                .put(httpMethod, Json.bind(Method.class, whole.build()));
        return this;
    }

    public TestApi gatewayResponse(String json) {
        gatewayResponses.add(Json.bind(GatewayResponse.class, parse(json)));
        return this;
    }

    public TestApi validator(String json) {
        validators.add(Json.bind(RequestValidator.class, parse(json)));
        return this;
    }

    public TestApi model(String name, String schema) {
        models.add(new Model(name, name, null, schema.replace('\'', '"'), "application/json"));
        return this;
    }

    public TestApi variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** A MOCK integration that answers with a status and no body. */
    public static String mock(int status) {
        return mock(status, "");
    }

    /** A MOCK integration that answers with a status and a body. */
    public static String mock(int status, String body) {
        return "{'type':'MOCK','requestTemplates':{'application/json':'{\\\"statusCode\\\": " + status + "}'},"
                + "'integrationResponses':{'" + status + "':{'statusCode':'" + status
                + "','responseTemplates':{'application/json':'" + body.replace("\"", "\\\"") + "'}}}}";
    }

    public static String httpProxy(String uri) {
        return httpProxy(uri, "{}");
    }

    public static String httpProxy(String uri, String requestParameters) {
        return "{'type':'HTTP_PROXY','httpMethod':'ANY','uri':'" + uri + "','requestParameters':" + requestParameters
                + "}";
    }

    public ApiDefinition definition() {
        var resources = new ArrayList<Resource>();
        methods.forEach(
                (path, verbs) -> resources.add(new Resource("r" + resources.size(), "root", "part", path, verbs)));
        return new ApiDefinition(
                Json.bind(RestApi.class, parse(restApi)),
                "d1",
                resources,
                models,
                validators,
                List.of(),
                gatewayResponses);
    }

    public ApiSnapshot compile() throws BrokenDefinitionException {
        return new SnapshotCompiler(models -> new ModelSchemas(models)::of, MappingTemplate::parse)
                .compile(definition());
    }

    public static JsonObject parse(String json) {
        return Json.parse(json.replace('\'', '"').replace("`", "'"));
    }

    // --- The backend.

    public TestApi backend(Function<IntegrationRequest, IntegrationResponse> answers) {
        backend = request -> CompletableFuture.completedFuture(answers.apply(request));
        return this;
    }

    public TestApi slowBackend(Function<IntegrationRequest, CompletionStage<IntegrationResponse>> answers) {
        backend = answers;
        return this;
    }

    public static IntegrationResponse answer(int status, String body, String... headers) {
        return new IntegrationResponse(status, headers(headers), new Body.Bytes(body.getBytes(UTF_8)));
    }

    /** What the backend was sent last. */
    public IntegrationRequest sent() {
        return sent.get(sent.size() - 1);
    }

    public int backendCalls() {
        return sent.size();
    }

    // --- Calls.

    public static Headers headers(String... lines) {
        var headers = new Headers();
        for (int i = 0; i < lines.length; i += 2) {
            headers.add(lines[i], lines[i + 1]);
        }
        return headers;
    }

    /** Calls stage {@code test} by host; the headers are names and values in turn. */
    public Response call(String httpMethod, String pathAndQuery, String... headers) {
        return send(httpMethod, pathAndQuery, Body.Bytes.EMPTY, headers);
    }

    public Response send(String httpMethod, String pathAndQuery, String body, String... headers) {
        return send(httpMethod, pathAndQuery, new Body.Bytes(body.getBytes(UTF_8)), headers);
    }

    public Response send(String httpMethod, String pathAndQuery, Body body, String... headers) {
        return join(serve(request(httpMethod, HOST, "/test" + pathAndQuery, body, headers)));
    }

    public Response callAt(String host, String pathAndQuery, String... headers) {
        return join(serve(request("GET", host, pathAndQuery, Body.Bytes.EMPTY, headers)));
    }

    public static Response join(Served served) {
        return served.response().toCompletableFuture().join();
    }

    public static Request request(String httpMethod, String host, String pathAndQuery, Body body, String... headers) {
        int mark = pathAndQuery.indexOf('?');
        return new Request(
                httpMethod,
                mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark),
                mark < 0 ? null : pathAndQuery.substring(mark + 1),
                host,
                headers(headers),
                body,
                "203.0.113.7",
                "https",
                443,
                "HTTP/1.1");
    }

    public Served serve(Request request) {
        return gateway().serve(request);
    }

    public RestGateway gateway() {
        if (gateway == null) {
            try {
                var stages = new StageRegistry();
                stages.publish(new LiveStage(new StageKey(ID, "test"), compile(), new StageSettings(variables)));
                gateway = new RestGateway(stages, recording(), SETTINGS);
            } catch (BrokenDefinitionException broken) {
                throw new AssertionError(broken);
            }
        }
        return Objects.requireNonNull(gateway);
    }

    private Backend recording() {
        return request -> {
            sent.add(request);
            return backend.apply(request);
        };
    }

    public static String text(Response response) {
        return text(response.body());
    }

    public static String text(Body body) {
        return new String(body.collect().toCompletableFuture().join().bytes(), UTF_8);
    }

    /** The header lines as {@code name: value}. */
    public static List<String> lines(Headers headers) {
        var lines = new ArrayList<String>();
        headers.forEach((name, value) -> lines.add(name + ": " + value));
        return lines;
    }
}
