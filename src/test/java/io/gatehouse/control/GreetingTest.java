package io.gatehouse.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GreetingTest {
    @Test
    void waitsUntilGatehouseItselfAnswers() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/restapis", exchange -> {
            boolean served = asked.incrementAndGet() > 1;
            if (served) {
                exchange.getResponseHeaders().set("x-amzn-ErrorType", "MissingAuthenticationTokenException");
            }
            exchange.sendResponseHeaders(served ? 403 : 404, -1);
            exchange.close();
        });
        server.start();
        try {
            URI home = URI.create("http://127.0.0.1:" + server.getAddress().getPort());

            new Greeting(home, List.of()).run();

            assertThat(asked).hasValue(2);
        } finally {
            server.stop(0);
        }
    }
}
