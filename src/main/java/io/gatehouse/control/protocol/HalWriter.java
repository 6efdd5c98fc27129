package io.gatehouse.control.protocol;

import io.gatehouse.control.protocol.Shape.Location;
import io.gatehouse.control.protocol.Shape.Member;
import io.gatehouse.model.Json;
import io.gatehouse.snapshot.mapping.PercentEncoding;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Adds links to an answer: to itself, and to the operations that the model has at its path and one step below.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_GetRestApis.html">AWS: an answer with links</a>
 */
final class HalWriter {
    private static final String CURIES =
            "https://docs.aws.amazon.com/apigateway/latest/developerguide/restapi-%s-{rel}.html";

    private final List<Operation> operations;

    HalWriter(List<ServiceModel> models) {
        operations =
                models.stream().flatMap(model -> model.operations().stream()).toList();
    }

    /**
     * The answer with {@code _links}; a listing's items go to {@code _embedded}.
     *
     * @param path of the request, not decoded
     */
    JsonObject write(Operation operation, JsonObject body, String path) {
        if (!(body.get("item") instanceof JsonArray items)) {
            return value(operation, operation.path(), body, path);
        }
        JsonObjectBuilder listing = Json.object();
        JsonObjectBuilder links = links(operation, operation.path(), path);
        if (body.get("position") instanceof JsonString next) {
            links.add("next", link(path + "?position=" + PercentEncoding.encode(next.getString())));
        }
        listing.add("_links", links);
        List<JsonObject> embedded = items.stream()
                .map(item -> item(operation, item.asJsonObject(), path))
                .toList();
        if (!embedded.isEmpty()) {
            // AWS: one item stands alone, several in an array.
            listing.add("_embedded", Json.object().add("item", oneOrMany(embedded)));
        }
        body.forEach((name, value) -> {
            if (!name.equals("item")) {
                listing.add(name, value);
            }
        });
        return listing.build();
    }

    private JsonObject item(Operation listing, JsonObject item, String path) {
        return operations.stream()
                .filter(one ->
                        one.service().equals(listing.service()) && one.method().equals("GET"))
                .filter(one -> isStepBelow(listing.path(), one.path()) && Operation.isLabel(last(one.path())))
                .findFirst()
                .flatMap(one ->
                        id(one, item).map(id -> value(one, one.path(), item, path + '/' + PercentEncoding.encode(id))))
                .orElse(item);
    }

    /** An item's place in the path: the member that the label is called after, or its id or name. */
    private static Optional<String> id(Operation one, JsonObject item) {
        String label = last(one.path()).substring(1, last(one.path()).length() - 1);
        List<String> names = new ArrayList<>();
        one.input().members().values().stream()
                .filter(member ->
                        member.location() == Location.URI && member.wireName().equals(label))
                .map(Member::name)
                .forEach(names::add);
        names.addAll(List.of("id", "name", "version"));
        return names.stream()
                .map(item::get)
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).getString())
                .findFirst();
    }

    private JsonObject value(Operation operation, List<String> template, JsonObject body, String path) {
        JsonObjectBuilder value = Json.object().add("_links", links(operation, template, path));
        body.forEach(value::add);
        return value.build();
    }

    private JsonObjectBuilder links(Operation operation, List<String> template, String path) {
        String noun = noun(operation);
        JsonObjectBuilder links = Json.object()
                .add(
                        "curies",
                        Json.object()
                                .add("href", CURIES.formatted(noun))
                                .add("name", noun)
                                .add("templated", true))
                .add("self", link(path));
        for (Operation other : operations) {
            if (!other.service().equals(operation.service())) {
                continue;
            }
            boolean here = isSamePlace(template, other.path());
            if (here && !other.method().equals("GET")) {
                links.add(noun(other) + ':' + verb(other), link(path));
            } else if (isStepBelow(template, other.path())) {
                below(links, noun, other, path);
            }
        }
        return links;
    }

    private static void below(JsonObjectBuilder links, String noun, Operation other, String path) {
        String step = last(other.path());
        boolean reads = other.method().equals("GET");
        if (Operation.isLabel(step)) {
            String rel = noun(other) + ':' + (reads ? "by-id" : verb(other));
            links.add(rel, Json.object().add("href", path + '/' + step).add("templated", true));
        } else {
            links.add(reads ? noun + ':' + step : noun(other) + ':' + verb(other), link(path + '/' + step));
        }
    }

    private static boolean isStepBelow(List<String> template, List<String> other) {
        return other.size() == template.size() + 1 && isSamePlace(template, other.subList(0, template.size()));
    }

    /** AWS: one place has several labels, a resource's id is also the {@code parent_id} of what is made below it. */
    private static boolean isSamePlace(List<String> template, List<String> other) {
        if (template.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < template.size(); i++) {
            boolean labels = Operation.isLabel(template.get(i)) && Operation.isLabel(other.get(i));
            if (!labels && !template.get(i).equals(other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static JsonValue oneOrMany(List<JsonObject> items) {
        if (items.size() == 1) {
            return items.get(0);
        }
        JsonArrayBuilder many = Json.array();
        items.forEach(many::add);
        return many.build();
    }

    private static JsonObject link(String href) {
        return Json.object().add("href", href).build();
    }

    private static String last(List<String> path) {
        return path.get(path.size() - 1);
    }

    /** {@code GetRestApis} is about a {@code restapi}. */
    private static String noun(Operation operation) {
        String noun = operation.name().substring(verb(operation).length()).toLowerCase(Locale.ROOT);
        boolean several = operation.output().stream().anyMatch(output -> output.members().values().stream()
                .anyMatch(member -> member.wireName().equals("item")));
        return several && noun.endsWith("s") ? noun.substring(0, noun.length() - 1) : noun;
    }

    private static String verb(Operation operation) {
        String name = operation.name();
        int end = 1;
        while (end < name.length() && Character.isLowerCase(name.charAt(end))) {
            end++;
        }
        return name.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
