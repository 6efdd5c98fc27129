package io.gatehouse.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An application server of the tests: a process with a folder, ports and data of its own. Its distribution is shared
 * and only read. Data survive {@link #stop}, {@link #kill} and a change from WAR to EAR.
 */
abstract class Server implements AutoCloseable {
    static final Path WAR = Path.of(System.getProperty("it.war"));
    static final Path EAR = Path.of(System.getProperty("it.ear"));

    private static final Duration START = Duration.ofMinutes(3);
    private static final HttpClient PROBE =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final String name;
    private final Path folder;
    private final int port = freePort();
    private final int listenerPort = freePort();
    private @Nullable Process process;

    /** @param name also the name of its folder, emptied first */
    Server(String name) {
        this.name = name;
        folder = Path.of(System.getProperty("it.folder"), name);
        delete(folder);
    }

    /**
     * The server this run of the tests is for, with the WAR unless a test changed that. Started when first asked for;
     * ends with the JVM.
     */
    static Server running() {
        return Running.SERVER;
    }

    /** Writes the server's own files for one start. */
    abstract void prepare(Path home, Path archive) throws IOException;

    /** What starts the server in the foreground. */
    abstract List<String> command(Path home);

    /** What the server says of a deployment that failed. */
    abstract Optional<String> failure(Path home) throws IOException;

    /** Starts with this WAR or EAR and waits until Gatehouse answers. */
    final void start(Path archive) {
        Path home = folder.resolve(archive.getFileName().toString());
        try {
            Files.createDirectories(home);
            prepare(home, archive);
            var builder = new ProcessBuilder(command(home));
            builder.environment().putAll(settings());
            builder.redirectErrorStream(true)
                    .redirectOutput(home.resolve("console.log").toFile());
            Process started = builder.start();
            process = started;
            awaitAnswer(started, home);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Ends the server as an administrator would, and waits for it. */
    final void stop() {
        end(ProcessHandle::destroy);
    }

    /** Ends the server as a power cut would. */
    final void kill() {
        end(ProcessHandle::destroyForcibly);
    }

    @Override
    public final void close() {
        stop();
    }

    /** The server's own port: control plane and data plane. */
    final URI uri() {
        return URI.create("http://localhost:" + port);
    }

    /** The own listener: data plane only. */
    final URI listener() {
        return URI.create("http://localhost:" + listenerPort);
    }

    /** Lines of {@code {data-dir}/admin-credentials}, by name. */
    final Map<String, String> credentials() {
        try (Stream<String> lines = Files.lines(credentialsFile(), StandardCharsets.UTF_8)) {
            return lines.map(line -> line.split("=", 2))
                    .filter(pair -> pair.length == 2)
                    .collect(Collectors.toMap(pair -> pair[0].strip(), pair -> pair[1].strip()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    final int port() {
        return port;
    }

    @Override
    public final String toString() {
        return name;
    }

    /** Environment variables, because an EAR on Payara does not see the WAR's own configuration file. */
    private Map<String, String> settings() {
        return Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "AS_JAVA", System.getProperty("java.home"),
                "GATEHOUSE_DATA_DIR", folder.resolve("data").toString(),
                "GATEHOUSE_DOMAIN", "localhost:" + port,
                "GATEHOUSE_LISTENER_PORT", Integer.toString(listenerPort));
    }

    private void awaitAnswer(Process started, Path home) throws IOException {
        long deadline = System.nanoTime() + START.toNanos();
        // On a slow machine the store may open, and the first administrator be made, after the doors.
        while (!Files.exists(credentialsFile()) || !answers()) {
            Optional<String> failure = failure(home);
            if (failure.isPresent() || !started.isAlive() || System.nanoTime() > deadline) {
                kill();
                throw new IllegalStateException("%s did not start: %s%n%s"
                        .formatted(name, failure.orElse("see the log"), lastLines(home.resolve("console.log"))));
            }
            pause();
        }
    }

    /** What the AWS CLI takes as its shared credentials file. */
    final Path credentialsFile() {
        return folder.resolve("data").resolve("admin-credentials");
    }

    /** Gatehouse and nobody else refuses an unsigned call with an error type. */
    private boolean answers() {
        try {
            var request = HttpRequest.newBuilder(uri().resolve("/restapis"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return PROBE.send(request, BodyHandlers.discarding())
                    .headers()
                    .firstValue("x-amzn-ErrorType")
                    .isPresent();
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private void end(Consumer<ProcessHandle> how) {
        Process started = process;
        if (started == null) {
            return;
        }
        process = null;
        // The start scripts stay as parents of the server: the youngest is the server itself.
        List<ProcessHandle> family = Stream.concat(started.descendants(), Stream.of(started.toHandle()))
                .toList();
        family.forEach(how);
        for (ProcessHandle member : family) {
            member.onExit().completeOnTimeout(member, 40, TimeUnit.SECONDS).join();
            member.destroyForcibly();
        }
    }

    private static String lastLines(Path log) throws IOException {
        var text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        return text.substring(Math.max(0, text.length() - 6000));
    }

    private static void pause() {
        try {
            Thread.sleep(250);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** A port nobody listens on, below the range from which systems take ports for outgoing connections. */
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // the next one
            }
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static final class Running {
        static final Server SERVER = started(System.getProperty("it.server", "wildfly"));

        private static Server started(String name) {
            Server server =
                    switch (name) {
                        case "wildfly" -> new WildFlyServer(name);
                        case "payara" -> new PayaraServer(name);
                        default -> throw new IllegalArgumentException("it.server is wildfly or payara, not " + name);
                    };
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            server.start(WAR);
            return server;
        }
    }
}
