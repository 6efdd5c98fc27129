package io.gatehouse.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Every setting, read once at start by {@link SettingsReader}. Names and defaults are listed in the README. The texts of
 * these records ({@code toString}) leave secrets out.
 *
 * @param region AWS region this installation speaks for
 * @param accountId twelve digits
 * @param domain host and port of addresses shown to users, such as {@code localhost:8080}
 * @param dataDir absolute; see {@link DataFolder}
 * @param sealingKey 32 bytes in base64; absent: a file in the data folder has it
 * @param quickstart makes the example API at first start
 */
public record Settings(
        String region,
        String accountId,
        String domain,
        Path dataDir,
        Database database,
        Admin admin,
        Listener listener,
        Limits limits,
        Mode mode,
        Aws aws,
        Optional<String> sealingKey,
        boolean quickstart) {

    @Override
    public String toString() {
        return "Settings[region=" + region + ", accountId=" + accountId + ", domain=" + domain + ", dataDir=" + dataDir
                + ", database=" + database + ", admin=" + admin + ", listener=" + listener + ", limits=" + limits
                + ", mode=" + mode + ", aws=" + aws + ", sealingKey=" + shown(sealingKey) + ", quickstart=" + quickstart
                + "]";
    }

    private static String shown(Optional<String> secret) {
        return secret.isPresent() ? "(set)" : "(unset)";
    }

    /** How close to AWS we stay. */
    public enum Mode {
        /** AWS's behaviour and limits, nothing of our own. */
        AWS_STRICT;

        /** The setting's value: {@code aws-strict}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Where documents are kept: a JNDI name, else a JDBC URL, else an H2 file in the data folder. */
    public record Database(
            Optional<String> jndi, Optional<String> url, Optional<String> user, Optional<String> password) {
        @Override
        public String toString() {
            return "Database[jndi=" + jndi.orElse("(unset)") + ", url=" + shown(url) + ", user="
                    + user.orElse("(unset)") + ", password=" + shown(password) + "]";
        }
    }

    /** The first administrator; what is absent is made at random at first start. */
    public record Admin(Optional<String> accessKeyId, Optional<String> secretAccessKey, Optional<String> password) {
        @Override
        public String toString() {
            return "Admin[accessKeyId=" + accessKeyId.orElse("(unset)") + ", secretAccessKey=" + shown(secretAccessKey)
                    + ", password=" + shown(password) + "]";
        }
    }

    /** The own listener; closed when no port is set. Port 0 picks a free one. */
    public record Listener(OptionalInt port, String address) {}

    /**
     * What calls to Lambda and AWS services are sent to and signed with.
     *
     * @param endpointUrl replaces AWS's public endpoints
     * @param endpointUrls the same for one service, by its name in lower case with dashes: {@code lambda}
     */
    public record Aws(Optional<URI> endpointUrl, Map<String, URI> endpointUrls, Optional<Credentials> credentials) {

        public Aws {
            endpointUrls = Map.copyOf(endpointUrls);
        }

        /** Where {@code service} is, unless it is AWS's own. */
        public Optional<URI> endpointUrl(String service) {
            return Optional.ofNullable(endpointUrls.get(service)).or(() -> endpointUrl);
        }
    }

    /** An AWS access key. */
    public record Credentials(String accessKeyId, String secretAccessKey, Optional<String> sessionToken) {
        @Override
        public String toString() {
            return "Credentials[accessKeyId=" + accessKeyId + "]";
        }
    }

    /**
     * Bounds on what comes from outside; AWS's own by default.
     *
     * @param payloadBytes of a request or a buffered answer
     * @param headerBytes names, values and separators of one message
     * @param urlLength characters
     * @param importBytes of an OpenAPI document
     * @param connectionsPerBackend requests under way at once to one host and port
     * @param waitingThreads of the container that may do a fast backend's work themselves at once, a moment each
     * @param quotas those that are not AWS's
     */
    public record Limits(
            int payloadBytes,
            int headerBytes,
            int urlLength,
            int importBytes,
            int connectionsPerBackend,
            int waitingThreads,
            Map<Quota, Integer> quotas) {

        public static final Limits AWS = new Limits(
                10 * 1024 * 1024,
                20_480,
                10_240,
                6 * 1024 * 1024,
                8192,
                4 * Runtime.getRuntime().availableProcessors(),
                Map.of());

        public Limits {
            quotas = Map.copyOf(quotas);
        }

        /** How many there may be. */
        public int of(Quota quota) {
            return quotas.getOrDefault(quota, quota.byDefault());
        }
    }
}
