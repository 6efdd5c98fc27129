package io.gatehouse.execute.integrate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.execute.Body;
import io.gatehouse.execute.Call;
import io.gatehouse.execute.Headers;
import io.gatehouse.execute.UpstreamFuture;
import io.gatehouse.execute.mapping.JsonText;
import io.gatehouse.execute.mapping.RequestMapping;
import io.gatehouse.execute.mapping.template.Overrides;
import io.gatehouse.model.rest.GatewayResponseType;
import io.gatehouse.snapshot.DeployedIntegration;
import io.gatehouse.snapshot.DeployedIntegration.Http;
import io.gatehouse.snapshot.DeployedIntegration.HttpProxy;
import io.gatehouse.snapshot.DeployedIntegration.HttpRequest;
import io.gatehouse.snapshot.DeployedIntegration.Mock;
import io.gatehouse.snapshot.DeployedIntegration.MockRequest;
import io.gatehouse.snapshot.DeployedIntegration.Unsupported;
import io.gatehouse.snapshot.DeployedMethod;
import io.gatehouse.snapshot.GatewayException;
import io.gatehouse.snapshot.Template;
import io.gatehouse.snapshot.mapping.MediaTypeTable;
import io.gatehouse.snapshot.mapping.MockStatus;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Calls what stands behind a method, by the type of its integration. */
public final class Integrations {
    private final Backend backend;
    private final RequestMapping requestMapping;

    public Integrations(Backend backend, RequestMapping requestMapping) {
        this.backend = backend;
        this.requestMapping = requestMapping;
    }

    /**
     * Sends the call on and gives the integration's answer. What waits for something outside completes later; a refusal
     * that needs no waiting is thrown before the caller's body was touched.
     */
    public CompletionStage<IntegrationResponse> send(Call call, DeployedMethod method) {
        DeployedIntegration integration = method.integration();
        if (integration instanceof HttpProxy proxy) {
            return passOn(call, method, proxy.request());
        }
        if (integration instanceof Http http) {
            return call.request().body() instanceof Body.Bytes body
                    ? map(call, method, http, body)
                    : whole(call).thenCompose(body -> map(call, method, http, body));
        }
        if (integration instanceof Mock mock) {
            return mock(call, method, mock);
        }
        call.request().body().discard();
        return CompletableFuture.completedFuture(notImplemented((Unsupported) integration));
    }

    private CompletionStage<IntegrationResponse> map(Call call, DeployedMethod method, Http http, Body.Bytes body) {
        RequestMapping.Mapped mapped = requestMapping.map(call, method, http, body);
        CompletionStage<IntegrationResponse> answer = send(method, mapped.request());
        return mapped.overrides() == null ? answer : answer.thenApply(each -> each.with(mapped.overrides()));
    }

    private CompletionStage<IntegrationResponse> passOn(Call call, DeployedMethod method, HttpRequest target) {
        Body body = call.request().body();
        return body instanceof Body.Stream && target.readsBody()
                ? whole(call).thenCompose(whole -> send(method, requestMapping.passOn(call, method, target, whole)))
                : send(method, requestMapping.passOn(call, method, target, body));
    }

    /** A caller who leaves after this has completed leaves the call to the backend under way; its answer is discarded. */
    private static CompletionStage<Body.Bytes> whole(Call call) {
        return UpstreamFuture.follow(call.request().body().collect());
    }

    private CompletionStage<IntegrationResponse> send(DeployedMethod method, IntegrationRequest request) {
        long start = System.nanoTime();
        return UpstreamFuture.follow(
                backend.send(request), (answer, failure) -> method.latency().took(System.nanoTime() - start));
    }

    private CompletionStage<IntegrationResponse> mock(Call call, DeployedMethod method, Mock mock) {
        MediaTypeTable.Entry<MockRequest> entry = RequestMapping.byContentType(call, mock.templates());
        if (entry == null && !mock.passthrough().allows(!mock.templates().isEmpty())) {
            throw new GatewayException(GatewayResponseType.UNSUPPORTED_MEDIA_TYPE, "Unsupported Media Type");
        }
        Body body = call.request().body();
        if (entry == null) {
            return body.collect().thenApply(whole -> mocked(MockStatus.read(new String(whole.bytes(), UTF_8))));
        }
        Template template = entry.value().template();
        if (template != null) {
            return whole(call).thenApply(whole -> {
                var overrides = new Overrides();
                String text = requestMapping.render(call, method, template, whole, overrides);
                return mocked(MockStatus.read(text)).with(overrides);
            });
        }
        IntegrationResponse answer = mocked(entry.value().status());
        body.discard();
        return CompletableFuture.completedFuture(answer);
    }

    private static IntegrationResponse mocked(OptionalInt status) {
        int code = status.orElseThrow(() -> new GatewayException(
                GatewayResponseType.API_CONFIGURATION_ERROR,
                "Internal server error",
                "Unable to parse statusCode. It should be an integer that is defined in the request" + " template."));
        return new IntegrationResponse(code, new Headers(), Body.Bytes.EMPTY);
    }

    private static IntegrationResponse notImplemented(Unsupported unsupported) {
        String message = "{\"message\":" + JsonText.quote(unsupported.what() + " is not implemented yet") + "}";
        return new IntegrationResponse(
                501,
                new Headers()
                        .add("Content-Type", "application/json")
                        .add("x-amzn-ErrorType", "NotImplementedException"),
                new Body.Bytes(message.getBytes(UTF_8)));
    }
}
