package io.gatehouse.control.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.control.protocol.Shape.Location;
import io.gatehouse.control.protocol.Shape.Member;
import io.gatehouse.execute.Headers;
import io.gatehouse.model.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes what a handler returned as the output shape says; members the shape does not know are left out. */
final class OutputWriter {
    private static final byte[] NOTHING = {};

    private final HalWriter halWriter;

    OutputWriter(List<ServiceModel> models) {
        halWriter = new HalWriter(models);
    }

    /** The answer to a successful call. */
    WireAnswer write(Operation operation, @Nullable Object result, WireRequest request) {
        Headers headers = new Headers();
        Shape output = operation.output().orElse(null);
        if (output == null) {
            return new WireAnswer(operation.status(), headers, NOTHING);
        }
        if (result instanceof RawAnswer raw) {
            return raw(operation, output, raw, headers);
        }
        JsonObject body = structure(output, tree(output, result));
        if (wantsHal(request.headers())) {
            headers.add("Content-Type", "application/hal+json");
            body = halWriter.write(operation, body, request.rawPath());
        } else {
            headers.add("Content-Type", "application/json");
        }
        return new WireAnswer(operation.status(), headers, body.toString().getBytes(UTF_8));
    }

    private static WireAnswer raw(Operation operation, Shape output, RawAnswer raw, Headers headers) {
        headers.add("Content-Type", headerValue(raw.members().getOrDefault("contentType", "application/octet-stream")));
        for (Member member : output.members().values()) {
            String value = raw.members().get(member.name());
            if (value != null
                    && member.location() == Location.HEADER
                    && !member.wireName().equalsIgnoreCase("Content-Type")) {
                headers.add(member.wireName(), headerValue(value));
            }
        }
        return new WireAnswer(operation.status(), headers, raw.payload());
    }

    /** Names of APIs and the like end up in headers: only what cannot break out of a header line passes. */
    private static String headerValue(String value) {
        return value.replaceAll("[^\\x20-\\x7E]", "_");
    }

    private static JsonObject tree(Shape output, @Nullable Object result) {
        if (result == null) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        if (result instanceof Page page) {
            return page(output, page);
        }
        return result instanceof JsonObject tree ? tree : Json.tree(result);
    }

    private static JsonObject page(Shape output, Page page) {
        Member list = output.members().values().stream()
                .filter(member -> member.shape().type() == Shape.Type.LIST)
                .filter(member -> !member.name().equals("warnings"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(output.name() + " is no listing"));
        JsonArrayBuilder items = Json.array();
        page.items().forEach(item -> items.add(item instanceof JsonObject tree ? tree : Json.tree(item)));
        JsonObjectBuilder tree = Json.object().add(list.name(), items);
        if (page.position() != null) {
            String next = output.members().containsKey("NextToken") ? "NextToken" : "position";
            tree.add(next, page.position());
        }
        return tree.build();
    }

    private static JsonObject structure(Shape shape, JsonObject tree) {
        JsonObjectBuilder known = Json.object();
        for (Member member : shape.members().values()) {
            JsonValue value = Optional.ofNullable(tree.get(member.name())).orElseGet(() -> tree.get(member.wireName()));
            if (member.location() == Location.BODY && value != null && value.getValueType() != ValueType.NULL) {
                known.add(member.wireName(), value(member.shape(), value));
            }
        }
        return known.build();
    }

    private static JsonValue value(Shape shape, JsonValue value) {
        if (shape.type() == Shape.Type.STRUCTURE && value instanceof JsonObject object) {
            return structure(shape, object);
        }
        if (shape.type() == Shape.Type.LIST && value.getValueType() == ValueType.ARRAY) {
            JsonArrayBuilder elements = Json.array();
            value.asJsonArray().forEach(element -> elements.add(value(shape.elements(), element)));
            return elements.build();
        }
        if (shape.type() == Shape.Type.MAP && value instanceof JsonObject object) {
            JsonObjectBuilder entries = Json.object();
            object.forEach((key, element) -> entries.add(key, value(shape.elements(), element)));
            return entries.build();
        }
        return shape.type() == Shape.Type.TIMESTAMP ? time(shape, value) : value;
    }

    /** Times are kept as ISO texts or as epoch seconds; AWS sends one or the other, in whole seconds. */
    private static JsonValue time(Shape shape, JsonValue value) {
        if (value instanceof JsonString text) {
            Instant instant = Instant.parse(text.getString());
            return shape.isoTime() ? iso(instant) : Json.number(instant.getEpochSecond());
        }
        if (value instanceof JsonNumber seconds) {
            return shape.isoTime() ? iso(Instant.ofEpochSecond(seconds.longValue())) : Json.number(seconds.longValue());
        }
        return value;
    }

    private static JsonValue iso(Instant instant) {
        return Json.text(instant.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static boolean wantsHal(Headers headers) {
        return headers.all("Accept").stream()
                .anyMatch(accept -> accept.toLowerCase(Locale.ROOT).contains("application/hal+json"));
    }
}
