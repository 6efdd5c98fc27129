package io.gatehouse.execute.entry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.config.Settings;
import io.gatehouse.execute.Body;
import io.gatehouse.execute.Call;
import io.gatehouse.execute.Headers;
import io.gatehouse.execute.Request;
import io.gatehouse.execute.Response;
import io.gatehouse.execute.RestPipeline;
import io.gatehouse.execute.UpstreamFuture;
import io.gatehouse.execute.integrate.Backend;
import io.gatehouse.execute.integrate.IntegrationRequest;
import io.gatehouse.execute.integrate.IntegrationResponse;
import io.gatehouse.execute.integrate.Integrations;
import io.gatehouse.execute.log.ExecutionLog;
import io.gatehouse.execute.mapping.HeaderText;
import io.gatehouse.execute.mapping.RequestMapping;
import io.gatehouse.execute.mapping.ResponseMapping;
import io.gatehouse.execute.validate.RequestValidation;
import io.gatehouse.model.rest.GatewayResponseType;
import io.gatehouse.snapshot.ApiSnapshot;
import io.gatehouse.snapshot.DeployedIntegration;
import io.gatehouse.snapshot.DeployedMethod;
import io.gatehouse.snapshot.GatewayException;
import io.gatehouse.snapshot.LiveStage;
import io.gatehouse.snapshot.StageKey;
import io.gatehouse.snapshot.StageSettings;
import io.gatehouse.snapshot.mapping.PercentEncoding;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The gateway of tests: sends a request through the pipeline to one method, deployed or not, and tells what happened on
 * the way. Nobody asks who the caller is.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_TestInvokeMethod.html">AWS: TestInvokeMethod</a>
 */
public final class TestGateway {
    private static final Logger LOG = System.getLogger(TestGateway.class.getName());
    private static final String STAGE = "test-invoke-stage";
    private static final String HOST = "testPrefix.testDomainName";
    private static final String SOURCE_IP = "test-invoke-source-ip";
    private static final int HTTPS = 443;

    private final Backend backend;
    private final String accountId;
    private final int payloadBytes;
    private final StrictRequestCheck check;
    private final GatewayResponses gatewayResponses;
    private final InstantSource clock;

    public TestGateway(Backend backend, Settings settings, InstantSource clock) {
        this.backend = backend;
        this.clock = clock;
        this.accountId = settings.accountId();
        this.payloadBytes = settings.limits().payloadBytes();
        this.check = new StrictRequestCheck(settings.limits());
        this.gatewayResponses = new GatewayResponses(accountId);
    }

    /**
     * A request as its author wrote it.
     *
     * @param pathWithQuery may have characters that must be encoded, and need not be a path of the method
     * @param headers with Unicode values
     */
    public record Test(
            String httpMethod, String pathWithQuery, Headers headers, String body, Map<String, String> stageVariables) {
        public Test {
            stageVariables = Map.copyOf(stageVariables);
        }
    }

    /** What the caller would have got, and how it came about. */
    public record Outcome(int status, Headers headers, String body, String log, long latencyMillis) {}

    /**
     * Sends a request to a method.
     *
     * @param api has the method
     * @return never fails
     * @throws IllegalArgumentException when no caller could send such a request
     */
    public CompletableFuture<Outcome> invoke(ApiSnapshot api, DeployedMethod method, Test test) {
        long now = clock.millis();
        Call call = call(api, test, now);
        boolean own = api.routes().match(call.httpMethod(), call.path()) == method;
        DeployedMethod tested = own ? method : method.withoutPath();
        var log = new ExecutionLog(call.requestId(), clock);
        logRequest(log, call, tested, test);
        CompletionStage<Response> response;
        try {
            response = pipeline(log).invoke(call, tested).response();
        } catch (RuntimeException | StackOverflowError refused) {
            response = CompletableFuture.failedFuture(refused);
        }
        return UpstreamFuture.follow(response)
                .thenCompose(answer -> answer.body().collect().thenApply(body -> {
                    log.line("Method response body after transformations", text(body));
                    log.headers("Method response headers", shown(answer.headers()));
                    log.line(
                            tested.integration() instanceof DeployedIntegration.Unsupported missing
                                    ? "Execution failed: " + missing.what() + " is not implemented yet"
                                    : "Successfully completed execution");
                    return new Response(answer.status(), answer.headers(), body);
                }))
                .exceptionally(failed -> refuse(log, call, failed))
                .thenApply(answer -> {
                    log.line("Method completed with status: " + answer.status());
                    return new Outcome(
                            answer.status(),
                            shown(answer.headers()),
                            text((Body.Bytes) answer.body()),
                            log.toString(),
                            clock.millis() - now);
                });
    }

    private Call call(ApiSnapshot api, Test test, long now) {
        int question = test.pathWithQuery.indexOf('?');
        String sentPath = question < 0 ? test.pathWithQuery : test.pathWithQuery.substring(0, question);
        String query = question < 0 ? null : PercentEncoding.repair(test.pathWithQuery.substring(question + 1));
        var headers = new Headers();
        test.headers.forEach((name, value) -> headers.add(name, HeaderText.toHeader(value)));
        String sentHost = headers.first("Host");
        String host = sentHost == null ? HOST : sentHost;
        String path;
        try {
            path = check.path(test.httpMethod, PercentEncoding.repair(sentPath), query);
            check.fields(sentHost == null ? new Headers(headers).add("Host", HOST) : headers, false);
        } catch (RefusedRequest refused) {
            throw new IllegalArgumentException(refused.getMessage(), refused);
        }
        byte[] body = test.body.getBytes(UTF_8);
        if (body.length > payloadBytes) {
            throw new IllegalArgumentException("the body is too large");
        }
        var request = new Request(
                test.httpMethod,
                path,
                query,
                host,
                headers,
                new Body.Bytes(body),
                SOURCE_IP,
                "https",
                HTTPS,
                "HTTP/1.1");
        var stage = new LiveStage(new StageKey(api.apiId(), STAGE), api, new StageSettings(test.stageVariables));
        return new Call(
                request,
                stage,
                test.httpMethod,
                path,
                RequestIds.requestId(new Headers()),
                RequestIds.extendedRequestId(),
                RequestIds.traceId(headers.first("X-Amzn-Trace-Id"), now),
                now);
    }

    private static void logRequest(ExecutionLog log, Call call, DeployedMethod method, Test test) {
        String path = test.pathWithQuery.split("\\?", 2)[0];
        log.line("Starting execution for request: " + call.requestId());
        log.line("HTTP Method: " + call.httpMethod() + ", Resource Path: " + path);
        log.line("Method request path", method.pathParameters(call.path()));
        log.line("Method request query string", query(call.request().rawQuery()));
        log.headers("Method request headers", call.request().headers());
        log.line("Method request body before transformations", test.body);
    }

    /** AWS: of several values the last is told (recorded). */
    private static Map<String, String> query(@Nullable String raw) {
        var values = new TreeMap<String, String>();
        for (String each : raw == null ? new String[0] : raw.split("[&;]", -1)) {
            int equals = each.indexOf('=');
            int end = equals < 0 ? each.length() : equals;
            if (!each.isEmpty()) {
                values.put(
                        PercentEncoding.decodeQuery(each, 0, end),
                        equals < 0 ? "" : PercentEncoding.decodeQuery(each, equals + 1, each.length()));
            }
        }
        return values;
    }

    private RestPipeline pipeline(ExecutionLog log) {
        return new RestPipeline(
                new RequestValidation(accountId),
                new Integrations(new LoggedBackend(backend, log, clock), new RequestMapping(accountId)),
                new ResponseMapping(accountId, payloadBytes),
                payloadBytes);
    }

    private Response refuse(ExecutionLog log, Call call, Throwable failed) {
        Throwable cause =
                failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
        if (cause instanceof GatewayException refusal) {
            log.line(story(refusal));
            return gatewayResponses.render(call, refusal);
        }
        LOG.log(Level.ERROR, "test request " + call.requestId() + " failed", cause);
        log.line("Execution failed due to an internal error");
        return GatewayResponses.plain(
                500,
                "InternalServerErrorException",
                "Internal server error",
                call.requestId(),
                call.extendedRequestId());
    }

    private static String story(GatewayException refusal) {
        return switch (refusal.type()) {
            case API_CONFIGURATION_ERROR -> "Execution failed due to configuration error: " + refusal.reason();
            case INTEGRATION_TIMEOUT -> "Execution failed due to a timeout error";
            case INTEGRATION_FAILURE -> "Execution failed due to a network error communicating with endpoint";
            default ->
                refusal.validationErrorString() == null ? "Execution failed: " + refusal.reason() : refusal.reason();
        };
    }

    /** AWS: a test is not told the ids of its request (recorded). */
    private static Headers shown(Headers headers) {
        return new Headers(headers).remove("x-amzn-RequestId").remove("x-amz-apigw-id");
    }

    private static String text(Body.Bytes body) {
        return new String(body.bytes(), UTF_8);
    }

    /** A backend that tells what is sent to it and what it answers. */
    private record LoggedBackend(Backend backend, ExecutionLog log, InstantSource clock) implements Backend {

        @Override
        public CompletionStage<IntegrationResponse> send(IntegrationRequest request) {
            String port = request.port() == (request.tls() ? HTTPS : 80) ? "" : ":" + request.port();
            String uri = (request.tls() ? "https://" : "http://") + request.host() + port + request.target();
            log.line("Endpoint request URI", uri);
            log.headers("Endpoint request headers", request.headers());
            log.line(
                    "Endpoint request body after transformations",
                    request.body() instanceof Body.Bytes bytes ? text(bytes) : "");
            log.line("Sending request to " + uri);
            long start = clock.millis();
            return UpstreamFuture.follow(backend.send(request)).thenCompose(answer -> answer.body()
                    .collect()
                    .exceptionally(failed -> {
                        throw new GatewayException(
                                GatewayResponseType.INTEGRATION_FAILURE, "Network error communicating with endpoint");
                    })
                    .thenApply(body -> {
                        log.line("Received response. Status: " + answer.status() + ", Integration latency: "
                                + (clock.millis() - start) + " ms");
                        log.headers("Endpoint response headers", answer.headers());
                        log.line("Endpoint response body before transformations", text(body));
                        return new IntegrationResponse(answer.status(), answer.headers(), body);
                    }));
        }
    }
}
