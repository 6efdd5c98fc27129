package io.gatehouse.execute.integrate;

import static io.gatehouse.execute.TestApi.api;
import static io.gatehouse.execute.TestApi.httpProxy;
import static io.gatehouse.execute.TestApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.execute.RawServer;
import io.gatehouse.execute.Response;
import io.gatehouse.execute.TestApi;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** From the gateway to a real socket: the bytes that a backend reads. */
class OnTheWireTest {
    private final List<String> heads = new CopyOnWriteArrayList<>();

    private RawServer server() {
        return new RawServer(connection -> {
            heads.add(connection.head());
            connection.send("HTTP/1.1 200 OK\r\nServer: raw\r\nContent-Length: 2\r\n\r\nok");
            connection.rest();
        });
    }

    @Test
    void aProxiedRequestHasOneHostAndNothingOfTheCallersConnection() throws IOException {
        try (RawServer server = server()) {
            TestApi api = api().get("/pets", httpProxy("http://127.0.0.1:" + server.port() + "/base?own=1"))
                    .slowBackend(Client.BACKEND::send);

            Response response = api.call(
                    "GET",
                    "/pets?q=%20",
                    "Host",
                    TestApi.HOST,
                    "Connection",
                    "keep-alive",
                    "TE",
                    "trailers",
                    "X-A",
                    "1");

            assertThat(text(response)).isEqualTo("ok");
            assertThat(response.headers().first("x-amzn-Remapped-Server")).isEqualTo("raw");
            assertThat(heads).hasSize(1);
            assertThat(heads.get(0).lines().map(line -> line.replaceAll("(?i)(trace-id: Root=).*", "$1")))
                    .containsExactlyInAnyOrder(
                            "GET /base?own=1&q=%20 HTTP/1.1",
                            "X-A: 1",
                            "Accept: application/json",
                            "User-Agent: AmazonAPIGateway_" + TestApi.ID,
                            "X-Amzn-Apigateway-Api-Id: " + TestApi.ID,
                            "X-Amzn-Trace-Id: Root=",
                            "X-Forwarded-For: 203.0.113.7",
                            "X-Forwarded-Port: 443",
                            "X-Forwarded-Proto: https",
                            "host: 127.0.0.1:" + server.port(),
                            "");
        }
    }

    @Test
    void aMappedHostIsTheOnlyOne() throws IOException {
        try (RawServer server = server()) {
            TestApi api = api().get(
                            "/",
                            httpProxy(
                                    "http://127.0.0.1:" + server.port(),
                                    "{'integration.request.header.Host':'`virtual.test`'}"))
                    .slowBackend(Client.BACKEND::send);

            assertThat(text(api.call("GET", "/"))).isEqualTo("ok");
            assertThat(heads.get(0).lines().filter(line -> line.toLowerCase(Locale.ROOT)
                            .startsWith("host:")))
                    .containsExactly("Host: virtual.test");
        }
    }

    @Test
    void aMappedValueCannotAddALine() throws IOException {
        try (RawServer server = server()) {
            TestApi api = api().get(
                            "/{p}",
                            httpProxy(
                                    "http://127.0.0.1:" + server.port() + "/{p}",
                                    "{'integration.request.header.X-P':'method.request.path.p',"
                                            + "'integration.request.path.p':'method.request.path.p',"
                                            + "'integration.request.querystring.p':'method.request.path.p'}"))
                    .slowBackend(Client.BACKEND::send);

            api.call("GET", "/a%0d%0aX-Evil:%201%C4%8D%C4%8AX-Worse:%202");

            assertThat(heads.get(0).lines()).noneMatch(line -> line.startsWith("X-Evil") || line.startsWith("X-Worse"));
            assertThat(heads.get(0)).startsWith("GET /a%0D%0AX-Evil:%201%C4%8D%C4%8AX-Worse:%202?p=a%0D%0AX-Evil");
        }
    }
}
