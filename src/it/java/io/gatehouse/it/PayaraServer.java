package io.gatehouse.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Payara as {@code server-config/payara} sets it up, with a domain of its own. */
final class PayaraServer extends Server {
    private static final Path DISTRIBUTION = Path.of(System.getProperty("it.payara.home"));
    private static final Path SETUP = Path.of(System.getProperty("it.payara.setup"));
    private static final String LISTENERS =
            "set configs.config.server-config.network-config.network-listeners.network-listener.";

    private final int adminPort = freePort();

    PayaraServer(String name) {
        super(name);
    }

    @Override
    void prepare(Path home, Path archive) throws IOException {
        Path domain = home.resolve("domain1");
        if (!Files.exists(domain)) {
            copy(DISTRIBUTION.resolve("glassfish/domains/domain1"), domain);
            Path setup = domain.resolve("config/domain.xml");
            Files.writeString(setup, Files.readString(setup).replace("\"7676\"", "\"" + freePort() + "\""));
            Files.createDirectories(domain.resolve("autodeploy"));
            Files.copy(archive, domain.resolve("autodeploy").resolve(archive.getFileName()));
            Files.writeString(
                    home.resolve("before-start.asadmin"),
                    """
                    %s
                    %shttp-listener-1.port=%d
                    %sadmin-listener.port=%d
                    """
                            .formatted(Files.readString(SETUP), LISTENERS, port(), LISTENERS, adminPort));
        }
    }

    @Override
    List<String> command(Path home) {
        return List.of(
                DISTRIBUTION.resolve("bin/asadmin").toString(),
                "start-domain",
                "--verbose",
                "--domaindir",
                home.toString(),
                "--prebootcommandfile",
                home.resolve("before-start.asadmin").toString(),
                "--postbootcommandfile",
                SETUP.resolveSibling("gatehouse-running.asadmin").toString(),
                "domain1");
    }

    @Override
    Optional<String> failure(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("domain1/autodeploy"))) {
            boolean failed = files.anyMatch(file -> file.toString().endsWith("_deployFailed"));
            return failed ? Optional.of("deployment failed") : Optional.empty();
        }
    }
}
