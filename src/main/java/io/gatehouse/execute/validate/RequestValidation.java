package io.gatehouse.execute.validate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.execute.Body;
import io.gatehouse.execute.Call;
import io.gatehouse.execute.mapping.CallValues;
import io.gatehouse.execute.mapping.RequestMapping;
import io.gatehouse.model.rest.GatewayResponseType;
import io.gatehouse.snapshot.BodySchema;
import io.gatehouse.snapshot.DeployedMethod;
import io.gatehouse.snapshot.GatewayException;
import io.gatehouse.snapshot.mapping.MediaTypeTable;
import io.gatehouse.snapshot.mapping.ValueSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds calls against their methods' request validators.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html">
 *     AWS: request validation</a>
 */
public final class RequestValidation {
    private final String accountId;

    public RequestValidation(String accountId) {
        this.accountId = accountId;
    }

    /** Refuses a call without a required parameter: {@code BAD_REQUEST_PARAMETERS}. */
    public void checkParameters(Call call, DeployedMethod method) {
        List<ValueSource> required = method.requestValidator().parameters();
        if (required.isEmpty()) {
            return;
        }
        var values = new CallValues(call, method, accountId, Body.Bytes.EMPTY);
        var missing = new ArrayList<String>();
        for (ValueSource parameter : required) {
            String value = parameter.kind() == ValueSource.Kind.REQUEST_HEADER
                    ? call.request().headers().last(parameter.name())
                    : values.read(parameter);
            if (value == null || value.isBlank()) {
                missing.add(parameter.name());
            }
        }
        if (!missing.isEmpty()) {
            throw new GatewayException(
                    GatewayResponseType.BAD_REQUEST_PARAMETERS, "Missing required request parameters: " + missing);
        }
    }

    /** Whether {@link #checkBody} needs the whole body of a call. */
    public boolean readsBody(Call call, DeployedMethod method) {
        return schema(call, method) != null;
    }

    /** Refuses a call whose body the model for its content type does not fit: {@code BAD_REQUEST_BODY}. */
    public void checkBody(Call call, DeployedMethod method) {
        MediaTypeTable.Entry<BodySchema> schema = schema(call, method);
        if (schema == null || !(call.request().body() instanceof Body.Bytes body)) {
            return;
        }
        List<String> violations = schema.value().violations(new String(body.bytes(), UTF_8));
        if (!violations.isEmpty()) {
            throw GatewayException.invalidBody(schema.mediaType(), violations);
        }
    }

    private static MediaTypeTable.@Nullable Entry<BodySchema> schema(Call call, DeployedMethod method) {
        return RequestMapping.byContentType(call, method.requestValidator().schemas());
    }
}
