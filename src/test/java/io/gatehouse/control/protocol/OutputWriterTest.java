package io.gatehouse.control.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.execute.Headers;
import io.gatehouse.model.Json;
import io.gatehouse.model.rest.GatewayResponse;
import jakarta.json.JsonObject;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutputWriterTest {
    private static final OutputWriter WRITER = new OutputWriter(ServiceModel.all());

    @Test
    void onlyMembersOfTheShapeAreWrittenAndTimesAreSeconds() {
        JsonObject api = Json.parse("{\"id\":\"a1\",\"createdDate\":\"2024-05-06T07:08:09.987Z\",\"secret\":\"x\","
                + "\"endpointConfiguration\":{\"types\":[\"EDGE\"],\"inner\":1},\"description\":null,\"tags\":{}}");
        WireAnswer answer = write("apigateway.CreateRestApi", api);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers().first("Content-Type")).isEqualTo("application/json");
        assertThat(body(answer))
                .isEqualTo(Json.parse("{\"id\":\"a1\",\"createdDate\":1714979289,"
                        + "\"endpointConfiguration\":{\"types\":[\"EDGE\"]},\"tags\":{}}"));
    }

    @Test
    void version2WritesTimesAsTexts() {
        JsonObject api = Json.parse("{\"apiId\":\"a1\",\"createdDate\":\"2024-05-06T07:08:09.987Z\"}");
        assertThat(body(write("apigatewayv2.GetApi", api)))
                .isEqualTo(Json.parse("{\"apiId\":\"a1\",\"createdDate\":\"2024-05-06T07:08:09Z\"}"));
    }

    @Test
    void listingsCallTheirItemsItem() {
        var one = new GatewayResponse(null, "404", Map.of(), Map.of("application/json", "{}"), true);
        JsonObject listing = body(write("apigateway.GetGatewayResponses", new Page(List.of(one), "next")));
        assertThat(listing)
                .isEqualTo(Json.parse("{\"position\":\"next\",\"item\":[{\"statusCode\":\"404\","
                        + "\"responseParameters\":{},\"responseTemplates\":{\"application/json\":\"{}\"},"
                        + "\"defaultResponse\":true}]}"));
        assertThat(body(write("apigateway.GetStages", new Page(List.of(), null))))
                .isEqualTo(Json.parse("{\"item\":[]}"));
        assertThat(body(write("apigatewayv2.GetApis", new Page(List.of(), "n"))))
                .isEqualTo(Json.parse("{\"items\":[],\"nextToken\":\"n\"}"));
    }

    @Test
    void recordsAreWrittenWithTheirTimes() {
        var deployment = new io.gatehouse.model.rest.Deployment("d1", null, Instant.ofEpochSecond(1_700_000_000), null);
        assertThat(body(write("apigateway.GetDeployment", deployment)))
                .isEqualTo(Json.parse("{\"id\":\"d1\",\"createdDate\":1700000000}"));
    }

    @Test
    void nullTemplatesComeBack() {
        JsonObject response = Json.parse("{\"statusCode\":\"200\",\"responseTemplates\":{\"application/json\":null}}");
        assertThat(body(write("apigateway.GetIntegrationResponse", response))).isEqualTo(response);
    }

    @Test
    void deletionsAreEmpty() {
        WireAnswer answer = write("apigateway.DeleteRestApi", null);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
        assertThat(write("apigateway.DeleteMethod", null).status()).isEqualTo(204);
    }

    @Test
    void anExportIsSentAsIsAndCannotBreakItsHeaders() {
        var export = new RawAnswer(
                Map.of(
                        "contentType",
                        "application/octet-stream",
                        "contentDisposition",
                        "a\r\nSet-Cookie: b\u0000\u00fc"),
                "{}".getBytes(UTF_8));
        WireAnswer answer = write("apigateway.GetExport", export);
        assertThat(answer.headers().first("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(answer.headers().first("Content-Disposition")).isEqualTo("a__Set-Cookie: b__");
        assertThat(answer.headers().size()).isEqualTo(2);
        assertThat(answer.body()).asString(UTF_8).isEqualTo("{}");
    }

    @Test
    void whoAsksForLinksGetsThem() {
        JsonObject api = hal("apigateway.GetRestApi", Json.parse("{\"id\":\"a1\",\"name\":\"x\"}"), "/restapis/a1");
        JsonObject links = api.getJsonObject("_links");
        assertThat(links.getJsonObject("self").getString("href")).isEqualTo("/restapis/a1");
        assertThat(links.getJsonObject("curies").getString("name")).isEqualTo("restapi");
        assertThat(links.getJsonObject("restapi:update").getString("href")).isEqualTo("/restapis/a1");
        assertThat(links.getJsonObject("restapi:resources").getString("href")).isEqualTo("/restapis/a1/resources");
        assertThat(links.getJsonObject("stage:create").getString("href")).isEqualTo("/restapis/a1/stages");
        assertThat(api.getString("name")).isEqualTo("x");
        JsonObject resource = hal("apigateway.GetResource", Json.parse("{\"id\":\"b2\"}"), "/restapis/a1/resources/b2");
        assertThat(resource.getJsonObject("_links").getJsonObject("resource:create"))
                .isEqualTo(Json.parse("{\"href\":\"/restapis/a1/resources/b2\"}"));
    }

    @Test
    void oneEmbeddedItemStandsAloneAndSeveralInAnArray() {
        JsonObject first = Json.parse("{\"id\":\"a/1\"}");
        JsonObject one = hal("apigateway.GetRestApis", new Page(List.of(first), "p q"), "/restapis");
        assertThat(one.getJsonObject("_embedded").getJsonObject("item").getJsonObject("_links"))
                .containsKeys("self", "restapi:delete")
                .extracting(links -> links.get("self"))
                .isEqualTo(Json.parse("{\"href\":\"/restapis/a%2F1\"}"));
        assertThat(one.getJsonObject("_links").getJsonObject("next").getString("href"))
                .isEqualTo("/restapis?position=p%20q");
        assertThat(one.getJsonObject("_links").getJsonObject("restapi:by-id").getBoolean("templated"))
                .isTrue();
        JsonObject two = hal("apigateway.GetRestApis", new Page(List.of(first, first), null), "/restapis");
        assertThat(two.getJsonObject("_embedded").getJsonArray("item")).hasSize(2);
        JsonObject none = hal("apigateway.GetRestApis", new Page(List.of(), null), "/restapis");
        assertThat(none).doesNotContainKey("_embedded").containsKey("_links");
    }

    private static JsonObject hal(String key, Object result, String path) {
        Headers accept = new Headers().add("Accept", "application/HAL+json");
        WireAnswer answer = WRITER.write(
                ServiceModelTest.operation(key),
                result,
                new WireRequest("GET", path, "", accept, InputStream.nullInputStream()));
        assertThat(answer.headers().first("Content-Type")).isEqualTo("application/hal+json");
        return body(answer);
    }

    private static WireAnswer write(String key, @Nullable Object result) {
        return WRITER.write(
                ServiceModelTest.operation(key),
                result,
                new WireRequest("GET", "/", "", new Headers(), InputStream.nullInputStream()));
    }

    private static JsonObject body(WireAnswer answer) {
        return Json.parse(new String(answer.body(), UTF_8));
    }
}
