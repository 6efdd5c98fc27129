package io.gatehouse.control.kind;

import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The models of one API and how their schemas refer to each other. */
public final class ModelGraph {
    private static final Pattern REFERENCE =
            Pattern.compile("https://apigateway\\.amazonaws\\.com/restapis/[^/\\s]+/models/([a-zA-Z0-9]+)");

    private final Map<String, JsonObject> schemas = new HashMap<>();

    public ModelGraph(Scope scope) {
        for (Entry model : scope.tx().children(scope.api().path(), "models")) {
            Tree.parse(Tree.text(model.value(), "schema", "")).ifPresent(schema -> schemas.put(model.id(), schema));
        }
    }

    /** What a reference to a model of an API begins with. */
    public static String place(String restApiId) {
        return "https://apigateway.amazonaws.com/restapis/" + restApiId + "/models/";
    }

    /** The name of the model that a reference in AWS's form names. */
    static Optional<String> named(String reference) {
        Matcher matcher = REFERENCE.matcher(reference);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The schema of a model; empty when there is none, or it is no JSON. */
    public Optional<JsonObject> schema(String name) {
        return Optional.ofNullable(schemas.get(name));
    }

    /** The schema that a reference leads to: in a model, of the API's, or in the same schema. */
    public Optional<JsonObject> target(String reference, JsonObject within) {
        if (!reference.startsWith("#")) {
            return named(reference).flatMap(this::schema);
        }
        JsonValue at = within;
        for (String step : reference.substring(1).split("/", -1)) {
            if (!step.isEmpty()) {
                String member = step.replace("~1", "/").replace("~0", "~");
                at = at instanceof JsonObject object ? object.getOrDefault(member, JsonValue.NULL) : JsonValue.NULL;
            }
        }
        return at instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }

    /** A model whose schema refers to this one. */
    Optional<String> user(String name) {
        return schemas.keySet().stream()
                .sorted()
                .filter(other ->
                        !other.equals(name) && refers(schemas.getOrDefault(other, JsonValue.EMPTY_JSON_OBJECT), name))
                .findFirst();
    }

    private static boolean refers(JsonObject schema, String name) {
        return references(schema).stream()
                .anyMatch(reference -> named(reference).equals(Optional.of(name)));
    }

    /** The texts of all {@code $ref} in a schema, at any depth. */
    static List<String> references(JsonObject schema) {
        List<String> references = new ArrayList<>();
        Deque<JsonValue> open = new ArrayDeque<>();
        open.add(schema);
        while (!open.isEmpty()) {
            JsonValue value = open.remove();
            if (value instanceof JsonArray array) {
                open.addAll(array);
            } else if (value instanceof JsonObject object) {
                open.addAll(object.values());
                if (object.get("$ref") instanceof JsonString text) {
                    references.add(text.getString());
                }
            }
        }
        return references;
    }

    /**
     * A model's schema with all that it refers to: each model it needs, directly or not, stands once among its {@code
     * definitions}, so that models may refer to each other in circles.
     */
    public JsonObject flat(String name, JsonObject schema) {
        return new Flattening(name, schema).flat();
    }

    /** One schema being gathered from several. */
    private final class Flattening {
        private final String root;
        private final JsonObject schema;
        private final JsonObject own;
        private final Map<String, JsonValue> gathered = new LinkedHashMap<>();
        private final Deque<String> open = new ArrayDeque<>();

        Flattening(String root, JsonObject schema) {
            this.root = root;
            this.schema = schema;
            this.own = Tree.object(schema, "definitions");
        }

        JsonObject flat() {
            JsonObject result = rewrite(schema, "#").asJsonObject();
            while (!open.isEmpty()) {
                String name = open.remove();
                gathered.put(name, rewrite(schemas.getOrDefault(name, JsonValue.EMPTY_JSON_OBJECT), place(name)));
            }
            if (gathered.isEmpty()) {
                return result;
            }
            var definitions = Tree.builder(Tree.object(result, "definitions"));
            gathered.forEach((name, gatheredSchema) -> definitions.add(key(name), gatheredSchema));
            return Tree.with(result, "definitions", definitions.build());
        }

        /** @param here where the schema that this is a part of comes to stand */
        private JsonValue rewrite(JsonValue value, String here) {
            if (value instanceof JsonArray array) {
                return Tree.list(array.stream().map(each -> rewrite(each, here)).toList());
            }
            if (!(value instanceof JsonObject object)) {
                return value;
            }
            var result = Tree.builder();
            object.forEach((member, each) -> result.add(
                    member,
                    member.equals("$ref") && each instanceof JsonString text
                            ? Tree.of(reference(text.getString(), here))
                            : rewrite(each, here)));
            return result.build();
        }

        private String reference(String reference, String here) {
            if (reference.startsWith("#")) {
                return here + reference.substring(1);
            }
            Optional<String> model = named(reference).filter(schemas::containsKey);
            if (model.isEmpty()) {
                return reference;
            }
            if (model.get().equals(root)) {
                return "#";
            }
            if (gathered.putIfAbsent(model.get(), JsonValue.NULL) == null) {
                open.add(model.get());
            }
            return place(model.get());
        }

        private String place(String name) {
            return "#/definitions/" + key(name);
        }

        /** The schema's own definitions keep their names. */
        private String key(String name) {
            String key = name;
            while (own.containsKey(key)) {
                key += "Model";
            }
            return key;
        }
    }
}
