package io.gatehouse.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents with a part of the wrong kind: each is refused with the place or does no harm, and never half of it is made. */
class BrokenDocumentsTest {
    private static final int BROKEN = 30;
    private static final List<JsonValue> WRONG = List.of(
            JsonValue.NULL,
            JsonValue.TRUE,
            JsonValue.EMPTY_JSON_OBJECT,
            JsonValue.EMPTY_JSON_ARRAY,
            Json.number(7),
            Json.text(""),
            Json.text("\u0000 {x}"),
            Json.array().add(JsonValue.NULL).build(),
            Json.object().add("$ref", "#/paths").build(),
            Json.object().add("$ref", 7).build(),
            nested(150));

    private final DocumentPlane apis = new DocumentPlane();

    @AfterEach
    void close() {
        apis.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bookshop-3.0.yaml",
                "library-2.0.json",
                "guarded-3.0.json",
                "zoo-3.0.yaml",
                "zoo-2.0.json",
                "everything-3.0.yaml"
            })
    void aBrokenDocumentIsRefusedOrDoesNoHarm(String file) {
        JsonObject document = Documents.read(Documents.file(file));
        List<List<Object>> places = places(document);
        // The same ones at each run.
        var random = new Random(file.hashCode());
        List<String> before = apis.everything();
        for (int i = 0; i < BROKEN; i++) {
            List<Object> place = places.get(random.nextInt(places.size()));
            JsonValue wrong = WRONG.get(random.nextInt(WRONG.size()));
            JsonObject broken = replaced(document, place, wrong).asJsonObject();
            String tried = place + " <- " + wrong;
            AwsException refusal = catchThrowableOfType(AwsException.class, () -> {
                String api = apis.imported(broken.toString()).getString("id");
                apis.plane.call("DeleteRestApi", "{'restApiId': '%s'}", api);
            });
            if (refusal != null) {
                assertThat(refusal.status()).as(tried).isEqualTo(400);
                assertThat(apis.everything()).as(tried).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "paths: []|paths is not of type `object`",
                "paths: {/a: 1}|paths.'/a' is not of type `object`",
                "paths: {/a: {get: []}}|paths.'/a'(get) is not of type `object`",
                "paths: {/a: {get: {responses: []}}}|paths.'/a'(get).responses is not of type `object`",
                "paths: {/a: {get: {parameters: [1]}}}|paths.'/a'(get).parameters.[0] is not of type `object`",
                "paths: {/a: {get: {operationId: {}}}}|paths.'/a'(get).operationId is not of type `string`",
                "paths: {/a: {get: {security: {}}}}|paths.'/a'(get).security is not of type `array`",
                "paths: {/a: {get: {x-amazon-apigateway-integration: {timeoutInMillis: soon}}}}"
                        + "|paths.'/a'(get).x-amazon-apigateway-integration.timeoutInMillis is not of type `number`",
                "paths: {/a: {$ref: 1}}|paths.'/a'.$ref is not of type `string`",
                "components: {schemas: {A: {properties: []}}}"
                        + "|components.schemas.A.properties is not of type `object`",
                "components: {schemas: {A: {allOf: [{items: 1}]}}}"
                        + "|components.schemas.A.allOf.[0].items is not of type `object`",
                "info: 7|info is not of type `object`",
                "tags: [x]|tags.[0] is not of type `object`",
                "x-amazon-apigateway-binary-media-types: [[]]"
                        + "|x-amazon-apigateway-binary-media-types.[0] is not of type `string`",
                "x-amazon-apigateway-documentation: {documentationParts: [{location: {type: API}, properties: 7}]}"
                        + "|x-amazon-apigateway-documentation.documentationParts.[0].properties is not of type `object`"
            })
    void theRefusalTellsThePlace(String member, String refusal) {
        String info = member.startsWith("info") ? "" : "info: {title: T}, ";
        assertThat(apis.refusal("{openapi: 3.0.0, " + info + member + "}"))
                .isEqualTo("400 BadRequest: Invalid OpenAPI input. attribute " + refusal);
        assertThat(apis.everything()).isEmpty();
    }

    @Test
    void newerDocumentsAreRefusedWithThePlaceToo() {
        String document = "{openapi: 3.1.0, info: {title: T}, %s}";
        assertThat(apis.refusal(document.formatted("paths: {/a: {get: {parameters: {}}}}")))
                .endsWith("attribute paths.'/a'(get).parameters is not of type `array`");
        assertThat(apis.refusal(document.formatted("components: {schemas: {A: {properties: {b: 1}}}}")))
                .endsWith("attribute #/components/schemas/A/properties/b is not of type `object`");
    }

    private static JsonValue nested(int depth) {
        JsonValue value = JsonValue.EMPTY_JSON_OBJECT;
        for (int i = 0; i < depth; i++) {
            value = Json.object().add("a", value).build();
        }
        return value;
    }

    private static List<List<Object>> places(JsonStructure document) {
        List<List<Object>> places = new ArrayList<>();
        addPlaces(document, List.of(), places);
        return places;
    }

    private static void addPlaces(JsonValue here, List<Object> place, List<List<Object>> places) {
        if (!place.isEmpty()) {
            places.add(place);
        }
        if (here instanceof JsonObject object) {
            object.forEach((name, value) -> addPlaces(value, with(place, name), places));
        } else if (here instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                addPlaces(array.get(i), with(place, i), places);
            }
        }
    }

    private static List<Object> with(List<Object> place, Object step) {
        List<Object> longer = new ArrayList<>(place);
        longer.add(step);
        return longer;
    }

    private static JsonValue replaced(JsonValue here, List<Object> place, JsonValue by) {
        if (place.isEmpty()) {
            return by;
        }
        List<Object> rest = place.subList(1, place.size());
        if (here instanceof JsonObject object) {
            String name = (String) place.get(0);
            return Tree.with(object, name, replaced(object.getOrDefault(name, JsonValue.NULL), rest, by));
        }
        var items = new ArrayList<>((JsonArray) here);
        int index = (Integer) place.get(0);
        items.set(index, replaced(items.get(index), rest, by));
        var array = Json.array();
        items.forEach(array::add);
        return array.build();
    }
}
