package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Which operations an SDK's client was answered, each with the status that the service model gives it. */
final class SeenOperations implements ExecutionInterceptor {
    private final JsonObject model = model();
    private final Set<String> seen = new TreeSet<>();

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        int status = context.httpResponse().statusCode();
        if (status < 300) {
            assertThat(status).as(operation).isEqualTo(expected(operation));
            seen.add(operation);
        }
    }

    private int expected(String operation) {
        return model.getJsonObject(operation).getJsonObject("http").getInt("responseCode", 200);
    }

    /** The operations of the model that were not answered yet. */
    Set<String> missing() {
        var missing = new TreeSet<>(model.keySet());
        missing.removeAll(seen);
        return missing;
    }

    private static JsonObject model() {
        try (InputStream in = SeenOperations.class.getResourceAsStream("/aws/apigateway-2015-07-09.json");
                JsonReader reader = Json.createReader(in)) {
            return reader.readObject().getJsonObject("operations");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
