package io.gatehouse.control.protocol;

import io.gatehouse.control.protocol.Shape.Location;
import io.gatehouse.control.protocol.Shape.Member;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of AWS's service models: its operations with the shapes of what goes in and out. Immutable.
 *
 * @param name {@code apigateway}, {@code apigatewayv2} or {@code apigatewaymanagementapi}
 * @param errors the HTTP status of each error that the model names
 */
public record ServiceModel(String name, List<Operation> operations, Map<String, Integer> errors) {
    private static final List<String> FILES =
            List.of("apigateway-2015-07-09", "apigatewayv2-2018-11-29", "apigatewaymanagementapi-2018-11-29");

    /** All three, from the class path. */
    public static List<ServiceModel> all() {
        return FILES.stream().map(ServiceModel::load).toList();
    }

    private static ServiceModel load(String file) {
        try (InputStream in = ServiceModel.class.getResourceAsStream("/aws/" + file + ".json")) {
            if (in == null) {
                throw new IllegalStateException("service model " + file + " is not on the class path");
            }
            try (JsonReader reader = Json.createReader(in)) {
                return new Parser(file.substring(0, file.indexOf('-')), reader.readObject()).model();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The handler keys of all operations, such as {@code apigateway.CreateRestApi}. */
    public Set<String> keys() {
        Set<String> keys = new HashSet<>();
        operations.forEach(operation -> keys.add(operation.key()));
        return keys;
    }

    /** Reads one model; each shape is made once. */
    private static final class Parser {
        private final String service;
        private final JsonObject root;
        private final JsonObject shapes;
        private final Map<String, Shape> made = new HashMap<>();

        Parser(String service, JsonObject root) {
            this.service = service;
            this.root = root;
            this.shapes = root.getJsonObject("shapes");
        }

        ServiceModel model() {
            JsonObject metadata = root.getJsonObject("metadata");
            String signingName = metadata.getString("signingName", metadata.getString("endpointPrefix"));
            JsonObject operations = root.getJsonObject("operations");
            return new ServiceModel(
                    service,
                    operations.keySet().stream()
                            .map(name -> operation(signingName, operations.getJsonObject(name)))
                            .toList(),
                    errors());
        }

        private Map<String, Integer> errors() {
            Map<String, Integer> errors = new HashMap<>();
            shapes.forEach(
                    (name, shape) -> Optional.ofNullable(shape.asJsonObject().getJsonObject("error"))
                            .ifPresent(error -> errors.put(name, error.getInt("httpStatusCode"))));
            return Map.copyOf(errors);
        }

        private Operation operation(String signingName, JsonObject json) {
            JsonObject http = json.getJsonObject("http");
            String[] uri = http.getString("requestUri").split("\\?", 2);
            return new Operation(
                    service,
                    signingName,
                    json.getString("name"),
                    http.getString("method"),
                    List.of(uri[0].substring(1).split("/")),
                    uri.length == 1 ? Map.of() : fixedQuery(uri[1]),
                    http.getInt("responseCode", 200),
                    shape(json.getJsonObject("input").getString("shape")),
                    Optional.ofNullable(json.getJsonObject("output")).map(output -> shape(output.getString("shape"))));
        }

        private static Map<String, String> fixedQuery(String query) {
            Map<String, String> fixed = new HashMap<>();
            Arrays.stream(query.split("&"))
                    .map(pair -> pair.split("=", 2))
                    .forEach(pair -> fixed.put(pair[0], pair.length == 1 ? "" : pair[1]));
            return Map.copyOf(fixed);
        }

        private Shape shape(String name) {
            Shape known = made.get(name);
            if (known == null) {
                known = make(name, shapes.getJsonObject(name));
                made.put(name, known);
            }
            return known;
        }

        private Shape make(String name, JsonObject json) {
            Shape.Type type = Shape.Type.valueOf(json.getString("type").toUpperCase(Locale.ROOT));
            JsonObject element = json.getJsonObject(type == Shape.Type.MAP ? "value" : "member");
            return new Shape(
                    name,
                    type,
                    type == Shape.Type.STRUCTURE ? members(json) : Map.of(),
                    element == null ? null : shape(element.getString("shape")),
                    texts(json, "enum"),
                    json.containsKey("pattern") ? Pattern.compile(json.getString("pattern")) : null,
                    number(json, "min"),
                    number(json, "max"),
                    json.getString("timestampFormat", "").equals("iso8601"));
        }

        private Map<String, Member> members(JsonObject json) {
            Set<String> required = Set.copyOf(texts(json, "required"));
            String payload = json.getString("payload", "");
            JsonObject all = json.getJsonObject("members");
            Map<String, Member> members = new LinkedHashMap<>();
            for (String name : all.keySet()) {
                members.put(name, member(name, all.getJsonObject(name), name.equals(payload), required.contains(name)));
            }
            return Collections.unmodifiableMap(members);
        }

        private Member member(String name, JsonObject json, boolean payload, boolean required) {
            Shape shape = shape(json.getString("shape"));
            if (json.containsKey("enum")) {
                shape = new Shape(
                        shape.name(), shape.type(), Map.of(), null, texts(json, "enum"), null, null, null, false);
            }
            Location location =
                    switch (json.getString("location", payload ? "payload" : "body")) {
                        case "uri" -> Location.URI;
                        case "querystring" -> Location.QUERY;
                        case "header" -> Location.HEADER;
                        case "payload" -> Location.PAYLOAD;
                        default -> Location.BODY;
                    };
            boolean catchesAll = location == Location.QUERY && shape.type() == Shape.Type.MAP;
            return new Member(name, json.getString("locationName", catchesAll ? "" : name), location, shape, required);
        }

        private static List<String> texts(JsonObject json, String member) {
            List<String> texts = new ArrayList<>();
            if (json.containsKey(member)) {
                json.getJsonArray(member).getValuesAs(JsonString.class).forEach(text -> texts.add(text.getString()));
            }
            return List.copyOf(texts);
        }

        private static @Nullable Long number(JsonObject json, String member) {
            JsonNumber number = json.getJsonNumber(member);
            return number == null ? null : Long.valueOf(number.longValue());
        }
    }
}
