package io.gatehouse.execute;

import io.gatehouse.snapshot.ApiSnapshot;
import io.gatehouse.snapshot.LiveStage;

/**
 * One call of a stage, complete when it is made.
 *
 * @param httpMethod the caller's, or what it says in {@code X-HTTP-Method-Override}
 * @param path the raw path after the stage; begins with a slash or is empty
 * @param requestId a UUID, answered as {@code x-amzn-RequestId}
 * @param extendedRequestId answered as {@code x-amz-apigw-id}
 * @param traceId what the integration gets as {@code X-Amzn-Trace-Id}
 * @param receivedMillis since the epoch
 */
public record Call(
        Request request,
        LiveStage stage,
        String httpMethod,
        String path,
        String requestId,
        String extendedRequestId,
        String traceId,
        long receivedMillis) {

    /** The same call with its body read. */
    public Call withBody(Body body) {
        return new Call(
                request.withBody(body), stage, httpMethod, path, requestId, extendedRequestId, traceId, receivedMillis);
    }

    public ApiSnapshot api() {
        return stage.snapshot();
    }
}
