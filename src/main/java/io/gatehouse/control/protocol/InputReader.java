package io.gatehouse.control.protocol;

import io.gatehouse.control.protocol.Shape.Location;
import io.gatehouse.control.protocol.Shape.Member;
import io.gatehouse.execute.Headers;
import io.gatehouse.execute.authorize.QueryString;
import io.gatehouse.model.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers an operation's input from path, query, headers and body, where the model says. */
final class InputReader {
    private static final byte[] NOTHING = {};

    private InputReader() {}

    /**
     * Reads the input. Members inside structures keep their wire names, which are those of the records.
     *
     * @param labels of the path, by wire name
     * @throws io.gatehouse.model.AwsException {@code SerializationException} for values of a wrong type
     */
    static Input read(
            Operation operation, Map<String, String> labels, QueryString query, Headers headers, byte[] body) {
        JsonObject json =
                operation.readsJson() ? BodyReader.read(operation.input(), body) : JsonValue.EMPTY_JSON_OBJECT;
        JsonObjectBuilder members = Json.object();
        for (Member member : operation.input().members().values()) {
            JsonValue value =
                    switch (member.location()) {
                        case URI -> text(labels.get(member.wireName()));
                        case QUERY -> query(operation, member, query);
                        case HEADER -> text(headers.first(member.wireName()));
                        case BODY -> json.get(member.wireName());
                        case PAYLOAD -> null;
                    };
            if (value != null) {
                members.add(member.name(), value);
            }
        }
        boolean raw = operation.input().first(Location.PAYLOAD).isPresent();
        return new Input(operation.name(), members.build(), raw ? body : NOTHING);
    }

    private static @Nullable JsonValue query(Operation operation, Member member, QueryString query) {
        return switch (member.shape().type()) {
            case LIST -> list(query.all(member.wireName()));
            case MAP -> rest(operation, query);
            default ->
                query.first(member.wireName())
                        .map(text -> scalar(member.shape(), text))
                        .orElse(null);
        };
    }

    private static JsonValue scalar(Shape shape, String text) {
        return switch (shape.type()) {
            case BOOLEAN -> BodyReader.bool(text);
            case INTEGER, LONG, DOUBLE ->
                number(text)
                        .<JsonValue>map(number -> BodyReader.number(shape, number))
                        .orElseThrow(() -> BodyReader.refused(
                                "class java.lang.String can not be converted to an " + BodyReader.typeName(shape)));
            default -> Json.text(text);
        };
    }

    private static Optional<BigDecimal> number(String text) {
        return text.matches("[+-]?[0-9]{1,20}(\\.[0-9]{1,20})?") ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    private static @Nullable JsonValue list(List<String> texts) {
        JsonArrayBuilder list = Json.array();
        texts.forEach(list::add);
        return texts.isEmpty() ? null : list.build();
    }

    /** The parameters nobody else takes: what the model calls {@code parameters} on import and export. */
    private static @Nullable JsonValue rest(Operation operation, QueryString query) {
        Set<String> taken = new HashSet<>(operation.fixedQuery().keySet());
        operation.input().members().values().stream()
                .filter(member -> member.location() == Location.QUERY)
                .forEach(member -> taken.add(member.wireName()));
        JsonObjectBuilder rest = Json.object();
        boolean any = false;
        for (QueryString.Parameter parameter : query.parameters()) {
            boolean signing = parameter.name().toLowerCase(Locale.ROOT).startsWith("x-amz-");
            if (!signing && !taken.contains(parameter.name())) {
                rest.add(parameter.name(), parameter.value());
                any = true;
            }
        }
        return any ? rest.build() : null;
    }

    private static @Nullable JsonValue text(@Nullable String text) {
        return text == null ? null : Json.text(text);
    }
}
