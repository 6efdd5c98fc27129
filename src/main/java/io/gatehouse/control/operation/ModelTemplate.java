package io.gatehouse.control.operation;

import io.gatehouse.control.kind.ModelGraph;
import io.gatehouse.control.kind.RestKeys;
import io.gatehouse.control.kind.Scope;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * GetModelTemplate: a mapping template whose output has the shape of a model, with a sample for each value.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_GetModelTemplate.html">AWS: GetModelTemplate</a>
 */
final class ModelTemplate {
    private static final Map<String, String> SAMPLES =
            Map.of("string", "\"foo\"", "integer", "42", "number", "3.1415", "boolean", "true", "null", "null");
    /** Models can refer to each other so that what they stand for doubles with each step. */
    private static final int MOST_CHARACTERS = 100_000;

    private static final int MOST_DEPTH = 50;

    private final ModelGraph models;
    private final StringBuilder template = new StringBuilder("#set($inputRoot = $input.path('$'))\n");
    /** The references on the way to here: one that comes again is a circle. */
    private final Deque<String> references = new ArrayDeque<>();

    private ModelTemplate(ModelGraph models) {
        this.models = models;
    }

    static JsonObject get(Scope scope) {
        String name = scope.text("modelName");
        JsonObject model = scope.require(RestKeys.model(scope.apiId(), name), "Invalid model name specified: " + name);
        var template = new ModelTemplate(new ModelGraph(scope));
        Tree.parse(Tree.text(model, "schema", "")).ifPresent(schema -> template.write(schema, schema, 0));
        return Json.object().add("value", template.template.toString()).build();
    }

    /**
     * Writes a sample of a schema.
     *
     * @param document the schema that this one is a part of
     */
    private void write(JsonObject schema, JsonObject document, int depth) {
        String reference = Tree.text(schema, "$ref");
        if (reference != null) {
            writeTarget(reference, document, depth);
            return;
        }
        if (depth > MOST_DEPTH || template.length() > MOST_CHARACTERS) {
            template.append("{ }");
            return;
        }
        String type = type(schema);
        if (type.equals("array")) {
            writeArray(schema, document, depth);
        } else if (type.equals("object")) {
            writeObject(Tree.object(schema, "properties"), document, depth);
        } else {
            template.append(SAMPLES.getOrDefault(type, "\"foo\""));
        }
    }

    private void writeTarget(String reference, JsonObject document, int depth) {
        JsonObject target = references.contains(reference)
                ? null
                : models.target(reference, document).orElse(null);
        if (target == null) {
            template.append("{ }");
            return;
        }
        references.push(reference);
        write(target, reference.startsWith("#") ? document : target, depth);
        references.pop();
    }

    private static String type(JsonObject schema) {
        String type = text(schema.get("type"));
        if (type == null) {
            return schema.containsKey("properties") ? "object" : schema.containsKey("items") ? "array" : "object";
        }
        return type;
    }

    private static @Nullable String text(@Nullable JsonValue type) {
        if (type instanceof JsonArray types) {
            return types.stream()
                    .map(Tree::plain)
                    .filter(each -> !each.equals("null"))
                    .findFirst()
                    .orElse("null");
        }
        return type instanceof JsonString text ? text.getString() : null;
    }

    private void writeObject(JsonObject properties, JsonObject document, int depth) {
        if (properties.isEmpty()) {
            template.append("{ }");
            return;
        }
        template.append("{\n");
        Iterator<Map.Entry<String, JsonValue>> each = properties.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<String, JsonValue> property = each.next();
            template.append("  ".repeat(depth + 1))
                    .append(Json.text(property.getKey()))
                    .append(" : ");
            write(
                    property.getValue() instanceof JsonObject schema ? schema : JsonValue.EMPTY_JSON_OBJECT,
                    document,
                    depth + 1);
            template.append(each.hasNext() ? ",\n" : "\n");
        }
        template.append("  ".repeat(depth)).append('}');
    }

    private void writeArray(JsonObject schema, JsonObject document, int depth) {
        // AWS: the directives begin their lines, whatever the depth (observed).
        template.append("[\n##TODO: Update this foreach loop to reference array from input json\n"
                + "#foreach($elem in $inputRoot)\n ");
        write(Tree.object(schema, "items"), document, depth);
        template.append(" \n#if($foreach.hasNext),#end\n#end\n")
                .append("  ".repeat(depth))
                .append(']');
    }
}
