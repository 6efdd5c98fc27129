package io.gatehouse.execute.entry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.execute.Body;
import io.gatehouse.execute.Call;
import io.gatehouse.execute.Headers;
import io.gatehouse.execute.Response;
import io.gatehouse.execute.mapping.CallValues;
import io.gatehouse.execute.mapping.JsonText;
import io.gatehouse.execute.mapping.MappedHeaders;
import io.gatehouse.snapshot.DeployedGatewayResponse;
import io.gatehouse.snapshot.GatewayException;
import io.gatehouse.snapshot.mapping.MediaTypeTable;
import io.gatehouse.snapshot.mapping.SimpleTemplate;
import io.gatehouse.snapshot.mapping.ValueReader;
import io.gatehouse.snapshot.mapping.ValueSource;
import org.jspecify.annotations.Nullable;

/** Renders refusals as the API says, the only place where that is done. */
final class GatewayResponses {
    private final String accountId;

    GatewayResponses(String accountId) {
        this.accountId = accountId;
    }

    /** The refusal of a call that reached a stage. */
    Response render(Call call, GatewayException refusal) {
        DeployedGatewayResponse response = call.api().gatewayResponses().of(refusal.type());
        var values = new ErrorValues(call, refusal);
        MediaTypeTable.Entry<SimpleTemplate> template =
                response.templates().best(call.request().headers().first("Accept"));
        Headers headers = headers(
                call.requestId(), call.extendedRequestId(), refusal.type().errorType());
        headers.add("Content-Type", template == null ? "application/json" : template.mediaType());
        MappedHeaders.set(response.headers(), values, headers);
        String body = template == null ? "" : template.value().render(values);
        return new Response(response.status(), headers, new Body.Bytes(body.getBytes(UTF_8)));
    }

    /** An answer that no API can word: the request reached none, or something is broken here. */
    static Response plain(int status, String errorType, String message, String requestId, String extendedRequestId) {
        Headers headers = headers(requestId, extendedRequestId, errorType).add("Content-Type", "application/json");
        String body = "{\"message\":" + JsonText.quote(message) + "}";
        return new Response(status, headers, new Body.Bytes(body.getBytes(UTF_8)));
    }

    private static Headers headers(String requestId, String extendedRequestId, String errorType) {
        return new Headers()
                .add("x-amzn-RequestId", requestId)
                .add("x-amz-apigw-id", extendedRequestId)
                .add("x-amzn-ErrorType", errorType);
    }

    /** What a gateway response can read: {@code $context.error.*} besides what every mapping can. */
    private final class ErrorValues implements ValueReader {
        private final GatewayException refusal;
        private final CallValues call;

        ErrorValues(Call call, GatewayException refusal) {
            this.refusal = refusal;
            Body body = call.request().body();
            this.call = new CallValues(
                    call,
                    call.api().routes().match(call.httpMethod(), call.path()),
                    accountId,
                    body instanceof Body.Bytes ? body : Body.Bytes.EMPTY);
        }

        @Override
        public @Nullable String read(ValueSource source) {
            if (source.kind() == ValueSource.Kind.CONTEXT && source.name().startsWith("error.")) {
                return switch (source.name()) {
                    case "error.message" -> refusal.getMessage();
                    case "error.messageString" -> JsonText.quote(refusal.getMessage());
                    case "error.validationErrorString" -> refusal.validationErrorString();
                    case "error.responseType" -> refusal.type().name();
                    default -> null;
                };
            }
            try {
                return call.read(source);
            } catch (GatewayException bodyIsNotJson) {
                return null;
            }
        }
    }
}
