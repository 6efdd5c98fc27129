package io.gatehouse.execute.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.execute.Body;
import io.gatehouse.model.rest.GatewayResponseType;
import io.gatehouse.snapshot.GatewayException;
import io.gatehouse.snapshot.mapping.JsonPath;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A body as text and as JSON, read once and only when a mapping asks for it. */
final class BodyText {
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private final Body body;
    private @Nullable JsonValue document;

    BodyText(Body body) {
        this.body = body;
    }

    /**
     * The whole body, or what a path leads to; null when it leads nowhere.
     *
     * @param broken the refusal when the body should be JSON and is not
     */
    @Nullable
    String read(@Nullable JsonPath path, GatewayResponseType broken) {
        if (!(body instanceof Body.Bytes whole)) {
            throw new IllegalStateException("The body was not collected");
        }
        String text = new String(whole.bytes(), UTF_8);
        if (path == null) {
            return text;
        }
        if (document == null) {
            document = text.isBlank() ? JsonValue.EMPTY_JSON_OBJECT : parse(text, broken);
        }
        return path.read(document);
    }

    private static JsonValue parse(String text, GatewayResponseType broken) {
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return reader.readValue();
        } catch (RuntimeException | StackOverflowError notJson) {
            // Too deep a nesting is a plain RuntimeException of the parser, not a JsonException.
            throw new GatewayException(
                    broken,
                    broken == GatewayResponseType.BAD_REQUEST_BODY
                            ? "Invalid JSON in request body"
                            : "Internal server error");
        }
    }
}
