package io.gatehouse.execute;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server for tests that does with each connection what it is told, byte by byte. */
public final class RawServer implements AutoCloseable {
    /** What is done with a connection; it is closed afterwards. */
    public interface Script {
        void play(Connection connection) throws Exception;
    }

    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();

    public RawServer(Script script) {
        this(listening(), script);
    }

    public RawServer(ServerSocket listening, Script script) {
        this.listening = listening;
        threads.execute(() -> accept(script));
    }

    private static ServerSocket listening() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void accept(Script script) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                open.add(socket);
                int number = connections.incrementAndGet();
                threads.execute(() -> {
                    try (socket) {
                        script.play(new Connection(socket, number));
                    } catch (Exception ended) {
                        // the other side went away, or the test is over
                    }
                });
            } catch (IOException closed) {
                return;
            }
        }
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** How many connections there have been. */
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }

    /** One connection, with which number since the start. */
    public static final class Connection {
        private final Socket socket;
        private final InputStream in;
        private final int number;

        private Connection(Socket socket, int number) throws IOException {
            this.socket = socket;
            this.number = number;
            in = new BufferedInputStream(socket.getInputStream());
        }

        public int number() {
            return number;
        }

        /** The next request's line and fields; empty at the end of the connection. */
        public String head() throws IOException {
            var head = new StringBuilder();
            int c;
            while (head.indexOf("\r\n\r\n") < 0 && (c = in.read()) >= 0) {
                head.append((char) c);
            }
            return head.toString();
        }

        public byte[] body(int length) throws IOException {
            return in.readNBytes(length);
        }

        /** All that comes until the other side closes. */
        public byte[] rest() throws IOException {
            return in.readAllBytes();
        }

        public void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        public void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }
    }
}
