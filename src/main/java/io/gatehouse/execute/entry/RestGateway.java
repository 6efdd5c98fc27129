package io.gatehouse.execute.entry;

import io.gatehouse.config.Settings;
import io.gatehouse.execute.Call;
import io.gatehouse.execute.Request;
import io.gatehouse.execute.Response;
import io.gatehouse.execute.RestPipeline;
import io.gatehouse.execute.UpstreamFuture;
import io.gatehouse.execute.integrate.Backend;
import io.gatehouse.execute.integrate.Integrations;
import io.gatehouse.execute.mapping.RequestMapping;
import io.gatehouse.execute.mapping.ResponseMapping;
import io.gatehouse.execute.validate.RequestValidation;
import io.gatehouse.snapshot.GatewayException;
import io.gatehouse.snapshot.LiveStage;
import io.gatehouse.snapshot.StageRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The gateway of REST APIs: finds the stage, runs the pipeline, and makes an answer of whatever was refused or went
 * wrong on the way.
 */
public final class RestGateway implements Gateway {
    private static final Logger LOG = System.getLogger(RestGateway.class.getName());

    private final StageRegistry stages;
    private final RestPipeline pipeline;
    private final GatewayResponses gatewayResponses;

    public RestGateway(StageRegistry stages, Backend backend, Settings settings) {
        String accountId = settings.accountId();
        int payloadBytes = settings.limits().payloadBytes();
        this.stages = stages;
        this.gatewayResponses = new GatewayResponses(accountId);
        this.pipeline = new RestPipeline(
                new RequestValidation(accountId),
                new Integrations(backend, new RequestMapping(accountId)),
                new ResponseMapping(accountId, payloadBytes),
                payloadBytes);
    }

    @Override
    public boolean serves(String host, String rawPath) {
        return Address.isExecuteApi(host, rawPath);
    }

    @Override
    public Served serve(Request request) {
        Call call = open(request);
        if (call == null) {
            request.body().discard();
            return served(forbidden(request));
        }
        try {
            Served served = pipeline.invoke(call);
            return new Served(
                    UpstreamFuture.recover(served.response(), failed -> refuse(call, failed), late -> late.body()
                            .discard()),
                    served.expectedNanos());
        } catch (RuntimeException | StackOverflowError refused) {
            request.body().discard();
            return served(refuse(call, refused));
        }
    }

    /** The call of a live stage; null when the request is for none, or for one that does not answer here. */
    private @Nullable Call open(Request request) {
        Address address = Address.of(request.host(), request.rawPath());
        LiveStage stage = address == null ? null : stages.find(address.key());
        if (address == null || stage == null || stage.snapshot().disableExecuteApiEndpoint()) {
            return null;
        }
        long now = System.currentTimeMillis();
        String override = request.headers().first("X-HTTP-Method-Override");
        return new Call(
                request,
                stage,
                override == null || override.isEmpty() ? request.method() : override,
                address.path(),
                RequestIds.requestId(request.headers()),
                RequestIds.extendedRequestId(),
                RequestIds.traceId(request.headers().first("X-Amzn-Trace-Id"), now),
                now);
    }

    private static Response forbidden(Request request) {
        return GatewayResponses.plain(
                403,
                "ForbiddenException",
                "Forbidden",
                RequestIds.requestId(request.headers()),
                RequestIds.extendedRequestId());
    }

    private Response refuse(Call call, Throwable failed) {
        if (failed instanceof GatewayException refusal) {
            return gatewayResponses.render(call, refusal);
        }
        LOG.log(Level.ERROR, "request " + call.requestId() + " failed", failed);
        return GatewayResponses.plain(
                500,
                "InternalServerErrorException",
                "Internal server error",
                call.requestId(),
                call.extendedRequestId());
    }

    private static Served served(Response response) {
        return new Served(CompletableFuture.completedFuture(response), 0);
    }
}
