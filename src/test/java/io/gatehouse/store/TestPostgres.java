package io.gatehouse.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real PostgreSQL for tests, started once and ended with the JVM. It does not run as root: then it runs in a user
 * namespace or, where the machine has none to give, as nobody.
 */
final class TestPostgres {
    private static final String NOBODY = "65534";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static final class Running {
        private static final int PORT = start();
    }

    private TestPostgres() {}

    /** The URL of a fresh database, for the user {@code postgres} without a password. */
    static String freshDatabase() {
        String name = "gatehouse" + DATABASES.incrementAndGet();
        execute("create database " + name);
        return url(Running.PORT, name);
    }

    static int port() {
        return Running.PORT;
    }

    /** Runs a statement as the superuser. */
    static void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url(Running.PORT, "postgres"), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static int start() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres)));
            return postgres.getPort();
        } catch (IOException | IllegalStateException e) {
            try {
                return startAsNobody();
            } catch (IOException | InterruptedException | IllegalStateException second) {
                second.addSuppressed(e);
                throw new IllegalStateException(
                        "PostgreSQL does not start here, neither in a user namespace nor as nobody;"
                                + " run the tests as a user other than root",
                        second);
            }
        }
    }

    private static void close(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the first way unpacked is used again. */
    static int startAsNobody() throws IOException, InterruptedException {
        Path initdb;
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg"), 3)) {
            initdb = files.filter(file -> file.endsWith("bin/initdb"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no initdb"));
        }
        Path data = Files.createTempDirectory("gatehouse-postgres");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        for (String view : List.of("unix:uid", "unix:gid")) {
            Files.setAttribute(data, view, Integer.parseInt(NOBODY));
        }
        int port = freePort();
        String pgCtl = initdb.resolveSibling("pg_ctl").toString();
        run(data, initdb.toString(), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-locale", "-D", ".");
        String options = "-p " + port + " -k '' -h 127.0.0.1";
        run(data, pgCtl, "-w", "-t", "60", "-D", ".", "-o", options, "-l", "log", "start");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(pgCtl, data)));
        return port;
    }

    private static void stop(String pgCtl, Path data) {
        try {
            run(data, pgCtl, "-m", "immediate", "-D", ".", "stop");
            try (Stream<Path> files = Files.walk(data)) {
                files.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(File::delete);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        List<String> all =
                new ArrayList<>(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"));
        all.addAll(Arrays.asList(command));
        Process process = new ProcessBuilder(all)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectErrorStream(true)
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(command[0] + " failed");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
