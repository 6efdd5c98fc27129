package io.gatehouse.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A backend in the JVM of the tests. {@code /bytes/{n}} answers n bytes; everything else answers one line
 * {@code METHOD target bodyBytes} and the header {@code X-Backend: yes}, and is remembered.
 */
final class EchoBackend implements AutoCloseable {
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private EchoBackend(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    static EchoBackend start() {
        try {
            return new EchoBackend(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** With no slash at its end. */
    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** One line for each request so far, as answered. */
    List<String> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            long received = drain(exchange.getRequestBody());
            String path = exchange.getRequestURI().getRawPath();
            String line = "%s %s %d".formatted(exchange.getRequestMethod(), exchange.getRequestURI(), received);
            seen.add(line);
            byte[] body = path.matches(".*/bytes/\\d+")
                    ? new byte[Integer.parseInt(path.substring(path.lastIndexOf('/') + 1))]
                    : line.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("X-Backend", "yes");
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, head || body.length == 0 ? -1 : body.length);
            if (!head && body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static long drain(InputStream body) throws IOException {
        long bytes = 0;
        byte[] buffer = new byte[65_536];
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            bytes += read;
        }
        return bytes;
    }
}
