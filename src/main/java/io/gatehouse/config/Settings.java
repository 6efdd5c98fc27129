package io.gatehouse.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Every setting, read once at start. Names and defaults are listed in the README. */
public record Settings(
        String region,
        String accountId,
        String domain,
        Path dataDir,
        Database database,
        Admin admin,
        Listener listener,
        Limits limits,
        boolean quickstart) {

    /** Where documents are kept: a JNDI name, else a JDBC URL, else an H2 file in the data folder. */
    public record Database(
            Optional<String> jndi, Optional<String> url, Optional<String> user, Optional<String> password) {}

    /** The first administrator; what is absent is made at random at first start. */
    public record Admin(Optional<String> accessKeyId, Optional<String> secretAccessKey, Optional<String> password) {}

    /** The own listener; closed when no port is set. */
    public record Listener(OptionalInt port, String address) {}

    /**
     * Bounds on what comes from outside; AWS's own by default.
     *
     * @param payloadBytes of a request or a buffered answer
     * @param headerBytes names, values and separators of one message
     * @param urlLength characters
     * @param importBytes of an OpenAPI document
     * @param resourcesPerApi of a REST API
     * @param stagesPerApi of a REST API
     * @param connectionsPerBackend open at once to one host and port
     */
    public record Limits(
            int payloadBytes,
            int headerBytes,
            int urlLength,
            int importBytes,
            int resourcesPerApi,
            int stagesPerApi,
            int connectionsPerBackend) {

        public static final Limits AWS = new Limits(10 * 1024 * 1024, 20_480, 10_240, 6 * 1024 * 1024, 300, 10, 8192);
    }
}
