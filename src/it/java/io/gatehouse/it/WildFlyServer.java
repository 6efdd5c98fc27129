package io.gatehouse.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** WildFly as {@code server-config/wildfly} sets it up, with a base folder of its own. */
final class WildFlyServer extends Server {
    private static final Path DISTRIBUTION = Path.of(System.getProperty("it.wildfly.home"));

    private final int managementPort = freePort();

    WildFlyServer(String name) {
        super(name);
    }

    @Override
    void prepare(Path home, Path archive) throws IOException {
        if (!Files.exists(home.resolve("configuration"))) {
            copy(DISTRIBUTION.resolve("standalone/configuration"), home.resolve("configuration"));
            Files.createDirectories(home.resolve("deployments"));
            Files.copy(archive, home.resolve("deployments").resolve(archive.getFileName()));
        }
    }

    @Override
    List<String> command(Path home) {
        return List.of(
                DISTRIBUTION.resolve("bin/standalone.sh").toString(),
                "-Djboss.server.base.dir=" + home,
                "-Djboss.http.port=" + port(),
                "-Djboss.management.http.port=" + managementPort);
    }

    @Override
    Optional<String> failure(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("deployments"))) {
            Optional<Path> failed =
                    files.filter(file -> file.toString().endsWith(".failed")).findFirst();
            return failed.isEmpty() ? Optional.empty() : Optional.of(Files.readString(failed.get()));
        }
    }
}
