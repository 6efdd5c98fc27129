package io.gatehouse.execute.mapping;

import io.gatehouse.execute.Body;
import io.gatehouse.execute.Call;
import io.gatehouse.execute.Headers;
import io.gatehouse.model.rest.GatewayResponseType;
import io.gatehouse.snapshot.DeployedMethod;
import io.gatehouse.snapshot.mapping.HeaderRules;
import io.gatehouse.snapshot.mapping.ValueReader;
import io.gatehouse.snapshot.mapping.ValueSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the mappings of one call can read: the request and, once it is there, the integration's answer. */
public final class CallValues implements ValueReader {
    private final Call call;
    private final @Nullable DeployedMethod method;
    private final String accountId;
    private final @Nullable Headers answer;
    private final BodyText body;

    /**
     * For a request mapping or a gateway response.
     *
     * @param method null when the call was refused before it reached one
     */
    public CallValues(Call call, @Nullable DeployedMethod method, String accountId, Body body) {
        this.call = call;
        this.method = method;
        this.accountId = accountId;
        this.answer = null;
        this.body = new BodyText(body);
    }

    /**
     * For a response mapping.
     *
     * @param answer the headers of the integration's answer
     * @param body the body of the integration's answer
     */
    CallValues(Call call, DeployedMethod method, String accountId, Headers answer, Body.Bytes body) {
        this.call = call;
        this.method = method;
        this.accountId = accountId;
        this.answer = answer;
        this.body = new BodyText(body);
    }

    @Override
    public @Nullable String read(ValueSource source) {
        String name = source.name();
        return switch (source.kind()) {
            case LITERAL -> name;
            case REQUEST_PATH -> method == null ? null : method.pathParameter(name, call.path());
            case REQUEST_QUERYSTRING -> RawQuery.last(call.request().rawQuery(), name);
            case REQUEST_HEADER -> requestHeader(name);
            case RESPONSE_HEADER -> text(Objects.requireNonNull(answer).last(name));
            case REQUEST_MULTIVALUE_QUERYSTRING, REQUEST_MULTIVALUE_HEADER, RESPONSE_MULTIVALUE_HEADER ->
                joined(readAll(source));
            case REQUEST_BODY -> body.read(source.jsonPath(), GatewayResponseType.BAD_REQUEST_BODY);
            case RESPONSE_BODY -> body.read(source.jsonPath(), GatewayResponseType.API_CONFIGURATION_ERROR);
            case STAGE_VARIABLE -> call.stage().settings().variables().get(name);
            case CONTEXT -> ContextVariables.read(name, call, method, accountId);
        };
    }

    @Override
    public List<String> readAll(ValueSource source) {
        return switch (source.kind()) {
            case REQUEST_MULTIVALUE_QUERYSTRING -> RawQuery.all(call.request().rawQuery(), source.name());
            case REQUEST_MULTIVALUE_HEADER ->
                HeaderRules.unreadable(source.name())
                        ? List.of()
                        : texts(call.request().headers().all(source.name()));
            case RESPONSE_MULTIVALUE_HEADER ->
                texts(Objects.requireNonNull(answer).all(source.name()));
            default -> ValueReader.super.readAll(source);
        };
    }

    private @Nullable String requestHeader(String name) {
        String value = call.request().headers().last(name);
        // AWS: recorded; a header that the gateway takes for itself maps to an empty text.
        return value != null && HeaderRules.unreadable(name) ? "" : text(value);
    }

    private static @Nullable String text(@Nullable String header) {
        return header == null ? null : HeaderText.fromHeader(header);
    }

    private static List<String> texts(List<String> headers) {
        headers.replaceAll(HeaderText::fromHeader);
        return headers;
    }

    private static @Nullable String joined(List<String> values) {
        return values.isEmpty() ? null : String.join(",", values);
    }
}
