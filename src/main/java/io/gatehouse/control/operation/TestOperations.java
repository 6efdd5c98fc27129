package io.gatehouse.control.operation;

import io.gatehouse.control.kind.AccountKeys;
import io.gatehouse.control.kind.MethodRules;
import io.gatehouse.control.kind.RestKeys;
import io.gatehouse.control.kind.Scope;
import io.gatehouse.control.kind.StageRules;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.control.protocol.Afterwards;
import io.gatehouse.execute.Headers;
import io.gatehouse.execute.entry.TestGateway;
import io.gatehouse.execute.entry.TestGateway.Outcome;
import io.gatehouse.execute.entry.TestGateway.Test;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import io.gatehouse.snapshot.ApiSnapshot;
import io.gatehouse.snapshot.DeployedMethod;
import io.gatehouse.snapshot.SnapshotCompiler;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** TestInvokeMethod: calls one method of the API as it is now, not as it is deployed. */
final class TestOperations {
    private static final String ANY = "ANY";
    /** Longer than any integration may take. */
    private static final int MOST_SECONDS = 45;
    /** Each waits on a thread of the control plane. */
    private static final int MOST_AT_ONCE = 16;

    private final SnapshotCompiler compiler;
    private final TestGateway gateway;
    private final Semaphore underWay = new Semaphore(MOST_AT_ONCE);

    TestOperations(SnapshotCompiler compiler, TestGateway gateway) {
        this.compiler = compiler;
        this.gateway = gateway;
    }

    Afterwards method(Scope scope) {
        JsonObject resource = scope.require(
                RestKeys.resource(scope.apiId(), scope.text("resourceId")), "Invalid Resource identifier specified");
        String stored = storedMethod(scope);
        String path = Tree.text(resource, "path", "/");
        Test test = test(scope, stored, path);
        ApiSnapshot api =
                FrozenApi.ofMethod(scope.tx(), scope.apiId(), resource, stored).compile(compiler);
        DeployedMethod method = api.routes().match(test.httpMethod(), path);
        if (method == null) {
            throw new IllegalStateException("no route to " + stored + " " + path);
        }
        return new Afterwards(() -> invoke(api, method, test));
    }

    /** The name of the method that a test of a verb is for. */
    private static String storedMethod(Scope scope) {
        String httpMethod = scope.text("httpMethod");
        for (String name : List.of(httpMethod, ANY)) {
            if (scope.tx().exists(RestKeys.method(scope.apiId(), scope.text("resourceId"), name))) {
                return name;
            }
        }
        throw AwsException.notFound("Invalid Method identifier specified");
    }

    private static Test test(Scope scope, String stored, String path) {
        JsonObject input = scope.input().members();
        JsonObject variables = Tree.object(input, "stageVariables");
        StageRules.checkVariables(variables);
        String certificate = scope.text("clientCertificateId");
        if (!certificate.isEmpty() && !scope.tx().exists(AccountKeys.clientCertificate(certificate))) {
            throw AwsException.notFound("Invalid Client Certificate identifier specified");
        }
        String body = scope.text("body");
        String httpMethod = scope.text("httpMethod");
        if (httpMethod.equals(ANY)) {
            httpMethod = body.isEmpty() ? "GET" : "POST";
        } else if (!stored.equals(httpMethod)) {
            MethodRules.checkHttpMethod(httpMethod);
        }
        String sent = scope.text("pathWithQueryString");
        String target = sent.isEmpty() || sent.startsWith("?") ? path + sent : sent.startsWith("/") ? sent : "/" + sent;
        return new Test(httpMethod, target, headers(input), body, texts(variables));
    }

    /** The headers of a test: those with many values, and the others. */
    static Headers headers(JsonObject input) {
        var headers = new Headers();
        JsonObject many = Tree.object(input, "multiValueHeaders");
        many.forEach((name, values) -> {
            if (values instanceof JsonArray array) {
                array.forEach(value -> headers.add(name, Tree.plain(value)));
            }
        });
        texts(Tree.object(input, "headers")).forEach((name, value) -> {
            if (!headers.contains(name)) {
                headers.add(name, value);
            }
        });
        return headers;
    }

    static Map<String, String> texts(JsonObject map) {
        var texts = new LinkedHashMap<String, String>();
        map.forEach((name, value) -> texts.put(name, Tree.plain(value)));
        return texts;
    }

    private JsonObject invoke(ApiSnapshot api, DeployedMethod method, Test test) {
        if (!underWay.tryAcquire()) {
            throw AwsException.of("TooManyRequestsException", 429, "Too Many Requests");
        }
        try {
            return answer(gateway.invoke(api, method, test));
        } catch (IllegalArgumentException refused) {
            throw AwsException.badRequest("Invalid test request specified: " + refused.getMessage());
        } finally {
            underWay.release();
        }
    }

    private static JsonObject answer(CompletableFuture<Outcome> test) {
        try {
            return answer(test.get(MOST_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw AwsException.serviceUnavailable("The test was interrupted");
        } catch (TimeoutException late) {
            test.cancel(true);
            throw AwsException.serviceUnavailable("The test did not end in time");
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        }
    }

    private static JsonObject answer(Outcome outcome) {
        var headers = new LinkedHashMap<String, String>();
        var many = new LinkedHashMap<String, JsonArrayBuilder>();
        outcome.headers().forEach((name, value) -> {
            headers.put(name, value);
            many.computeIfAbsent(name, each -> Json.array()).add(value);
        });
        var one = Json.object();
        headers.forEach(one::add);
        var all = Json.object();
        many.forEach(all::add);
        return Json.object()
                .add("status", outcome.status())
                .add("body", outcome.body())
                .add("headers", one)
                .add("multiValueHeaders", all)
                .add("log", outcome.log())
                .add("latency", outcome.latencyMillis())
                .build();
    }
}
