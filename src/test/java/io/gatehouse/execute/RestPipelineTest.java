package io.gatehouse.execute;

import static io.gatehouse.execute.TestApi.answer;
import static io.gatehouse.execute.TestApi.api;
import static io.gatehouse.execute.TestApi.httpProxy;
import static io.gatehouse.execute.TestApi.lines;
import static io.gatehouse.execute.TestApi.mock;
import static io.gatehouse.execute.TestApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How a call goes through the gateway, by example. */
class RestPipelineTest {

    @Test
    void mockAnswersByItself() {
        var api = api().get("/pets/{id}", mock(200, "{\"name\":\"Rex\"}"));

        Response response = api.call("GET", "/pets/1");

        assertThat(response.status()).isEqualTo(200);
        assertThat(text(response)).isEqualTo("{\"name\":\"Rex\"}");
        assertThat(response.headers().first("Content-Type")).isEqualTo("application/json");
        assertThat(response.headers().first("x-amzn-RequestId")).matches("[0-9a-f-]{36}");
        assertThat(response.headers().first("x-amz-apigw-id")).matches("[A-Za-z0-9+/]{15}=");
        assertThat(response.headers().contains("X-Amzn-Trace-Id")).isFalse();
    }

    @Test
    void httpProxyPassesRequestAndAnswer() {
        var api = api().any("/{proxy+}", httpProxy("http://backend.test:9000/base"))
                .backend(request -> answer(201, "made", "Content-Type", "text/plain", "X-Own", "1"));

        Response response = api.send("POST", "/a/b?x=1&y=2", "hello", "Content-Type", "text/csv", "X-Mine", "2");

        assertThat(response.status()).isEqualTo(201);
        assertThat(text(response)).isEqualTo("made");
        assertThat(lines(response.headers())).contains("Content-Type: text/plain", "X-Own: 1");
        assertThat(api.sent().method()).isEqualTo("POST");
        assertThat(api.sent().host()).isEqualTo("backend.test");
        assertThat(api.sent().port()).isEqualTo(9000);
        assertThat(api.sent().target()).isEqualTo("/base?x=1&y=2");
        assertThat(text(api.sent().body())).isEqualTo("hello");
        assertThat(lines(api.sent().headers())).contains("Content-Type: text/csv", "X-Mine: 2");
    }

    @Test
    void unknownPathAndWrongMethodLookAlike() {
        var api = api().get("/pets", mock(200));

        for (Response response : new Response[] {api.call("GET", "/dogs"), api.call("POST", "/pets")}) {
            assertThat(response.status()).isEqualTo(403);
            assertThat(text(response)).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
            assertThat(response.headers().first("x-amzn-ErrorType")).isEqualTo("MissingAuthenticationTokenException");
            assertThat(response.headers().first("Content-Type")).isEqualTo("application/json");
        }
    }

    @Test
    void whatIsNotThereYetSaysSo() {
        var api =
                api().method("GET", "/secret", "{'authorizationType':'AWS_IAM','methodIntegration':" + mock(200) + "}");

        Response response = api.call("GET", "/secret");

        assertThat(response.status()).isEqualTo(501);
        assertThat(text(response)).isEqualTo("{\"message\":\"authorizationType AWS_IAM is not implemented yet\"}");
    }
}
