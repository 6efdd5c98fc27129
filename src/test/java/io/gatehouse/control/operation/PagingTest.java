package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.control.kind.RestKeys;
import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Listings of many, page by page. */
class PagingTest {
    private static final int MANY = 500;

    private final ControlPlane plane = new ControlPlane();

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void fiveHundredApisComeInPages() {
        plane.store.transaction(tx -> {
            for (int i = 0; i < MANY; i++) {
                String id = "api" + (1000 + i);
                tx.put(
                        RestKeys.restApi(id),
                        Json.object().add("id", id).add("name", "n").build());
            }
            return true;
        });
        assertThat(plane.call("GetRestApis", "{'limit': 500}").getJsonArray("item"))
                .hasSize(MANY);
        assertThat(pages("GetRestApis", "'limit': 25", MANY / 25)).hasSize(MANY);
        assertThat(pages("GetRestApis", "'embed': []", MANY / 25)).hasSize(MANY);
    }

    @Test
    void fiveHundredResourcesComeInPagesWithTheirMethods() {
        String api = plane.call("CreateRestApi", "{'name': 'n'}").getString("id");
        plane.store.transaction(tx -> {
            for (int i = 1; i < MANY; i++) {
                String id = "res" + (1000 + i);
                JsonObject resource =
                        Json.object().add("id", id).add("path", "/" + i).build();
                tx.put(RestKeys.resource(api, id), resource);
                JsonObject method = Json.object().add("httpMethod", "GET").build();
                tx.put(RestKeys.method(api, id, "GET"), method);
                JsonObject integration = Json.object().add("type", "MOCK").build();
                tx.put(RestKeys.integration(RestKeys.method(api, id, "GET")), integration);
            }
            return true;
        });
        String named = "'restApiId': '" + api + "', ";
        for (String members : List.of("'limit': 25", "'limit': 25, 'embed': ['methods']")) {
            List<JsonObject> all = pages("GetResources", named + members, MANY / 25);
            assertThat(all).hasSize(MANY);
            for (JsonObject resource : all) {
                if (resource.getString("id").startsWith("res")) {
                    JsonObject method =
                            resource.getJsonObject("resourceMethods").getJsonObject("GET");
                    boolean whole = method.containsKey("methodIntegration");
                    assertThat(whole).isEqualTo(members.contains("embed"));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"-1", "0"})
    void limitsBelowOneAreRefused(String limit) {
        assertThat(plane.refusal("GetRestApis", "{'limit': " + limit + "}"))
                .isEqualTo("400 BadRequest: Invalid limit specified, must be between 1 and 500");
    }

    private List<JsonObject> pages(String operation, String members, int expected) {
        var all = new ArrayList<JsonObject>();
        var ids = new HashSet<String>();
        String position = "";
        int pages = 0;
        do {
            JsonObject page = plane.call(operation, "{" + members + ", 'position': '" + position + "'}");
            page.getJsonArray("item").forEach(each -> {
                all.add(each.asJsonObject());
                assertThat(ids.add(each.asJsonObject().getString("id"))).isTrue();
            });
            position = page.getString("position", "");
            pages++;
        } while (!position.isEmpty());
        assertThat(pages).isEqualTo(expected);
        return all;
    }
}
