package io.gatehouse.execute.validate;

import com.google.re2j.Pattern;
import io.gatehouse.model.Json;
import io.gatehouse.snapshot.BodySchema;
import io.gatehouse.snapshot.mapping.PercentEncoding;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of one API's models, each compiled once with all that it refers to: within itself ({@code #/definitions/A})
 * and to other models ({@code https://apigateway.amazonaws.com/restapis/id/models/A}). Nothing is ever fetched.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-zyp-json-schema-04">JSON Schema draft 4</a>
 */
public final class ModelSchemas {
    private static final java.util.regex.Pattern MODEL = java.util.regex.Pattern.compile(
            "https://apigateway\\.amazonaws\\.com/restapis/[^/\\s]+/models/([a-zA-Z0-9]+)(#.*)?");

    /** One place in one model. */
    private record Place(String model, String pointer) {}

    private final Map<String, String> texts;
    private final Map<String, Optional<JsonObject>> documents = new HashMap<>();
    private final Map<Place, Schema> schemas = new HashMap<>();
    private final Map<String, BodySchema> bodies = new HashMap<>();

    /** @param texts the schema texts by model name */
    public ModelSchemas(Map<String, String> texts) {
        this.texts = Map.copyOf(texts);
    }

    /**
     * The schema of a model. What is no JSON schema, such as XML's, accepts every body.
     *
     * @throws IllegalArgumentException when there is no such model or its schema cannot be used
     */
    public BodySchema of(String model) {
        BodySchema known = bodies.get(model);
        if (known == null) {
            known = read(model);
            bodies.put(model, known);
        }
        return known;
    }

    private BodySchema read(String model) {
        if (document(model).isEmpty()) {
            return body -> List.of();
        }
        try {
            Schema schema = at(new Place(model, ""));
            return body -> violations(schema, body);
        } catch (IllegalArgumentException unfit) {
            throw new IllegalArgumentException("Invalid schema of model " + model + ": " + unfit.getMessage(), unfit);
        } catch (StackOverflowError deep) {
            throw new IllegalArgumentException("Invalid schema of model " + model + ": too deep", deep);
        }
    }

    private static List<String> violations(Schema schema, String body) {
        JsonValue instance;
        try {
            // AWS: no body at all is validated as an empty object (recorded).
            instance = body.isBlank() ? JsonValue.EMPTY_JSON_OBJECT : Json.value(body);
        } catch (RuntimeException | StackOverflowError notJson) {
            // Too deep a nesting is a plain RuntimeException of the parser, not a JsonException.
            return List.of("the body is no JSON");
        }
        var findings = new Findings();
        try {
            schema.check(instance, findings);
        } catch (Findings.ExhaustedException exhausted) {
            findings.add(String.valueOf(exhausted.getMessage()));
        }
        return findings.texts();
    }

    private Optional<JsonObject> document(String model) {
        Optional<JsonObject> known = documents.get(model);
        if (known == null) {
            String text = texts.get(model);
            if (text == null) {
                throw new IllegalArgumentException("Invalid model identifier specified: " + model);
            }
            known = parse(text);
            documents.put(model, known);
        }
        return known;
    }

    private static Optional<JsonObject> parse(String text) {
        try {
            return Json.value(text) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
        } catch (RuntimeException | StackOverflowError notJson) {
            return Optional.empty();
        }
    }

    /** The schema at a place. It may be in the making still: it is complete when the outermost call returns. */
    private Schema at(Place place) {
        Schema known = schemas.get(place);
        if (known != null) {
            return known;
        }
        var schema = new Schema();
        schemas.put(place, schema);
        schema.demands(new Compiling(place).keywords());
        return schema;
    }

    private @Nullable JsonValue value(Place place) {
        JsonValue at =
                document(place.model).<JsonValue>map(document -> document).orElse(null);
        String[] steps = place.pointer.split("/", -1);
        for (int i = 1; i < steps.length && at != null; i++) {
            String step = steps[i].replace("~1", "/").replace("~0", "~");
            if (at instanceof JsonArray array) {
                at = step.matches("\\d{1,6}") && Integer.parseInt(step) < array.size()
                        ? array.get(Integer.parseInt(step))
                        : null;
            } else {
                at = at instanceof JsonObject object ? object.get(step) : null;
            }
        }
        return at;
    }

    /** One schema on its way to its keywords. */
    private final class Compiling {
        private final Place place;
        private final JsonObject schema;
        private final List<Keyword> keywords = new ArrayList<>();

        Compiling(Place place) {
            this.place = place;
            JsonValue value = value(place);
            if (!(value instanceof JsonObject object)) {
                throw new IllegalArgumentException("there is no schema at #" + place.pointer);
            }
            schema = object;
        }

        List<Keyword> keywords() {
            if (schema.get("$ref") instanceof JsonString reference) {
                Schema target = at(resolve(reference.getString()));
                return List.of(target::check);
            }
            ofAnyValue();
            ofNumbers();
            ofTexts();
            ofArrays();
            ofObjects();
            combining();
            return keywords;
        }

        private Place resolve(String reference) {
            Matcher other = MODEL.matcher(reference);
            if (other.matches()) {
                return new Place(other.group(1), pointer(other.group(2)));
            }
            if (!reference.startsWith("#")) {
                throw new IllegalArgumentException("the reference " + reference + " leads to no model");
            }
            return new Place(place.model, pointer(reference));
        }

        private static String pointer(@Nullable String fragment) {
            return fragment == null || fragment.length() < 2
                    ? ""
                    : PercentEncoding.decode(fragment, 1, fragment.length());
        }

        private void ofAnyValue() {
            add("type", ScalarKeywords::type);
            add("enum", ScalarKeywords::oneOfValues);
        }

        private void ofNumbers() {
            add("minimum", limit -> ScalarKeywords.minimum(limit, isTrue("exclusiveMinimum")));
            add("maximum", limit -> ScalarKeywords.maximum(limit, isTrue("exclusiveMaximum")));
            add("multipleOf", ScalarKeywords::multipleOf);
        }

        private void ofTexts() {
            add("minLength", ScalarKeywords::minLength);
            add("maxLength", ScalarKeywords::maxLength);
            add("pattern", ScalarKeywords::pattern);
            if (schema.get("format") instanceof JsonString format) {
                Keyword check = FormatKeyword.of(format.getString());
                if (check != null) {
                    keywords.add(check);
                }
            }
        }

        private void ofArrays() {
            add("minItems", ArrayKeywords::minItems);
            add("maxItems", ArrayKeywords::maxItems);
            if (isTrue("uniqueItems")) {
                keywords.add(ArrayKeywords.uniqueItems());
            }
            JsonValue items = schema.get("items");
            if (items instanceof JsonArray first) {
                boolean closed = JsonValue.FALSE.equals(schema.get("additionalItems"));
                keywords.add(ArrayKeywords.items(list(first, "items"), closed ? null : schemaOrAny("additionalItems")));
            } else if (items != null) {
                keywords.add(ArrayKeywords.items(List.of(), below("items")));
            }
        }

        private void ofObjects() {
            add("required", ObjectKeywords::required);
            add("minProperties", ObjectKeywords::minProperties);
            add("maxProperties", ObjectKeywords::maxProperties);
            dependencies();
            if (schema.containsKey("properties")
                    || schema.containsKey("patternProperties")
                    || schema.containsKey("additionalProperties")) {
                var matching = new LinkedHashMap<Pattern, Schema>();
                named("patternProperties").forEach((name, each) -> matching.put(Values.pattern(name), each));
                boolean closed = JsonValue.FALSE.equals(schema.get("additionalProperties"));
                keywords.add(ObjectKeywords.members(
                        named("properties"), matching, closed ? null : schemaOrAny("additionalProperties")));
            }
        }

        private void dependencies() {
            JsonValue dependencies = schema.getOrDefault("dependencies", JsonValue.EMPTY_JSON_OBJECT);
            Values.object(dependencies, "dependencies").forEach((name, needed) -> {
                if (needed instanceof JsonObject) {
                    keywords.add(ObjectKeywords.dependsOnSchema(name, below("dependencies", name)));
                } else {
                    var names = new TreeSet<String>();
                    Values.array(needed, "dependencies").forEach(each -> names.add(Values.text(each, "dependencies")));
                    keywords.add(ObjectKeywords.dependsOnProperties(name, names));
                }
            });
        }

        private void combining() {
            add("allOf", value -> CombiningKeywords.allOf(list(value, "allOf")));
            add("anyOf", value -> CombiningKeywords.anyOf(list(value, "anyOf")));
            add("oneOf", value -> CombiningKeywords.oneOf(list(value, "oneOf")));
            add("not", value -> CombiningKeywords.not(below("not")));
        }

        private void add(String keyword, Function<JsonValue, Keyword> reader) {
            JsonValue value = schema.get(keyword);
            if (value != null) {
                keywords.add(reader.apply(value));
            }
        }

        private boolean isTrue(String keyword) {
            return JsonValue.TRUE.equals(schema.get(keyword));
        }

        private Schema schemaOrAny(String keyword) {
            return schema.get(keyword) instanceof JsonObject ? below(keyword) : new Schema();
        }

        private Map<String, Schema> named(String keyword) {
            var all = new LinkedHashMap<String, Schema>();
            JsonValue value = schema.getOrDefault(keyword, JsonValue.EMPTY_JSON_OBJECT);
            Values.object(value, keyword).keySet().forEach(name -> all.put(name, below(keyword, name)));
            return all;
        }

        private List<Schema> list(JsonValue value, String keyword) {
            JsonArray list = Values.array(value, keyword);
            var all = new ArrayList<Schema>();
            for (int i = 0; i < list.size(); i++) {
                all.add(below(keyword, Integer.toString(i)));
            }
            return all;
        }

        private Schema below(String... steps) {
            var pointer = new StringBuilder(place.pointer);
            for (String step : steps) {
                pointer.append('/').append(step.replace("~", "~0").replace("/", "~1"));
            }
            return at(new Place(place.model, pointer.toString()));
        }
    }
}
