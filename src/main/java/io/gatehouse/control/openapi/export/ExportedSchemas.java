package io.gatehouse.control.openapi.export;

import io.gatehouse.control.openapi.document.References;
import io.gatehouse.model.Json;
import io.gatehouse.model.rest.Model;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The models that an export needs: those that methods use and those that these refer to. AWS leaves out the others. */
final class ExportedSchemas {
    private final Map<String, Model> models = new HashMap<>();
    private final String prefix;
    private final Map<String, JsonObject> referenced = new TreeMap<>();

    ExportedSchemas(List<Model> all, String prefix) {
        this.prefix = prefix;
        all.forEach(model -> models.put(String.valueOf(model.name()), model));
    }

    /** A reference to a model, which is then part of the export; the empty schema when the model is gone. */
    JsonObject reference(String name) {
        if (!include(name)) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        return Json.object().add("$ref", prefix + name).build();
    }

    /** Everything referred to so far. */
    JsonObject referenced() {
        JsonObjectBuilder result = Json.object();
        referenced.forEach(result::add);
        return result.build();
    }

    private boolean include(String name) {
        Model model = models.get(name);
        if (model == null) {
            return false;
        }
        if (!referenced.containsKey(name)) {
            referenced.put(name, JsonValue.EMPTY_JSON_OBJECT);
            referenced.put(name, rewrite(parse(model)).asJsonObject());
        }
        return true;
    }

    private static JsonObject parse(Model model) {
        try {
            return Json.parse(Objects.requireNonNullElse(model.schema(), "{}"));
        } catch (JsonException notAnObject) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }

    private JsonValue rewrite(JsonValue value) {
        if (value instanceof JsonArray array) {
            JsonArrayBuilder result = Json.array();
            array.forEach(item -> result.add(rewrite(item)));
            return result.build();
        }
        if (value instanceof JsonObject object) {
            JsonObjectBuilder result = Json.object();
            object.forEach((name, member) -> result.add(name, rewriteMember(name, member)));
            return result.build();
        }
        return value;
    }

    private JsonValue rewriteMember(String name, JsonValue member) {
        if (name.equals("$ref") && member instanceof JsonString text) {
            Optional<String> model = References.canonicalName(text.getString()).filter(this::include);
            return model.<JsonValue>map(target -> Json.text(prefix + target)).orElse(member);
        }
        return rewrite(member);
    }
}
