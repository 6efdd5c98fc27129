package io.gatehouse.config;

import io.gatehouse.config.Settings.Admin;
import io.gatehouse.config.Settings.Aws;
import io.gatehouse.config.Settings.Credentials;
import io.gatehouse.config.Settings.Database;
import io.gatehouse.config.Settings.Limits;
import io.gatehouse.config.Settings.Listener;
import io.gatehouse.config.Settings.Mode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Makes {@link Settings} of named texts. Knows nothing of where they come from; a blank text counts as absent. Not for
 * use by several threads.
 */
public final class SettingsReader {
    private static final String ENDPOINT_URL = "aws.endpoint-url";
    private static final Pattern REGION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern DOMAIN = Pattern.compile(
            "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*(:\\d{1,5})?");
    private static final Pattern ACCESS_KEY_ID = Pattern.compile("\\w{3,128}");
    private static final Pattern JNDI = Pattern.compile("(java:)?[A-Za-z0-9_/.-]+");
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");

    private final Function<String, Optional<String>> lookup;
    private final Collection<String> names;
    private final Set<String> known = new HashSet<>();

    /**
     * @param lookup a setting's text by name
     * @param names those that are set, in property form or in the form of environment variables; more may be in it
     */
    public SettingsReader(Function<String, Optional<String>> lookup, Collection<String> names) {
        this.lookup = lookup;
        this.names = names;
    }

    /** Reads from a map of names in property form. */
    public static SettingsReader of(Map<String, String> texts) {
        return new SettingsReader(name -> Optional.ofNullable(texts.get(name)), texts.keySet());
    }

    /**
     * The settings, checked.
     *
     * @throws SettingsException at the first setting that cannot be used
     */
    public Settings read() {
        cluster();
        return new Settings(
                matching("gatehouse.region", REGION, "is not an AWS region", "eu-central-1")
                        .orElse("us-east-1"),
                matching("gatehouse.account-id", Pattern.compile("\\d{12}"), "is not twelve digits", "123456789012")
                        .orElse("000000000000"),
                domain(),
                dataDir(),
                database(),
                admin(),
                listener(),
                limits(),
                mode(),
                aws(),
                sealingKey(),
                flag("gatehouse.quickstart"));
    }

    /** Names that begin with {@code gatehouse} and mean nothing to us, sorted; to be asked after {@link #read()}. */
    public List<String> unknownNames() {
        Set<String> knownAsVariables = new HashSet<>();
        known.forEach(name -> knownAsVariables.add(asVariable(name)));
        return names.stream()
                .filter(name -> name.startsWith("gatehouse.") || name.startsWith("GATEHOUSE_"))
                .filter(name -> !known.contains(name))
                // A variable is also listed by the name that a server guesses for it: gatehouse.data.dir.
                .filter(name -> !knownAsVariables.contains(asVariable(name)))
                .sorted()
                .toList();
    }

    private void cluster() {
        text("gatehouse.cluster").filter(mode -> !mode.equals("off")).ifPresent(mode -> {
            throw bad("gatehouse.cluster", shown(mode) + " is not available in this version, only off is", "off");
        });
    }

    private String domain() {
        Optional<String> domain = matching(
                "gatehouse.domain", DOMAIN, "is not a host name with an optional port", "api.example.com:8080");
        domain.map(text -> text.substring(text.indexOf(':') + 1))
                .filter(port -> port.length() <= 5 && port.chars().allMatch(Character::isDigit))
                .filter(port -> Integer.parseInt(port) > 65_535)
                .ifPresent(port -> {
                    throw bad("gatehouse.domain", shown(port) + " is not a port", "api.example.com:8080");
                });
        return domain.orElse("localhost:8080").toLowerCase(Locale.ROOT);
    }

    private Path dataDir() {
        Optional<String> text = text("gatehouse.data-dir")
                .or(() -> text("jboss.server.data.dir").map(dir -> dir + "/gatehouse"))
                .or(() -> text("com.sun.aas.instanceRoot").map(dir -> dir + "/data/gatehouse"));
        String dir = text.orElseThrow(() -> bad(
                "gatehouse.data-dir", "it is needed because this server names no data folder", "/var/lib/gatehouse"));
        try {
            return Path.of(dir).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw bad("gatehouse.data-dir", shown(dir) + " is not a path", "/var/lib/gatehouse");
        }
    }

    private Database database() {
        String urlExample = "jdbc:postgresql://localhost:5432/gatehouse";
        Optional<String> jndi = matching(
                "gatehouse.db.jndi",
                JNDI,
                "is not a name in the server's directory",
                "java:jboss/datasources/GatehouseDS");
        Optional<String> url = secret(
                "gatehouse.db.url",
                text -> text.startsWith("jdbc:postgresql:") || text.startsWith("jdbc:h2:"),
                "does not begin with jdbc:postgresql: or jdbc:h2:",
                urlExample);
        Optional<String> user = text("gatehouse.db.user");
        Optional<String> password = text("gatehouse.db.password");
        if (jndi.isEmpty() && url.isEmpty() && (user.isPresent() || password.isPresent())) {
            throw bad("gatehouse.db.url", "it is missing although a database user or password is set", urlExample);
        }
        return new Database(jndi, url, user, password);
    }

    private Admin admin() {
        return new Admin(
                matching(
                        "gatehouse.admin.access-key-id",
                        ACCESS_KEY_ID,
                        "is not 3 to 128 letters, digits and underscores",
                        "AKIAIOSFODNN7EXAMPLE"),
                secret(
                        "gatehouse.admin.secret-access-key",
                        text -> VISIBLE.matcher(text).matches(),
                        "has characters other than visible ASCII",
                        "(40 random characters)"),
                text("gatehouse.admin.password"));
    }

    private Listener listener() {
        OptionalInt port = number("gatehouse.listener.port", 0, 65_535, "8443");
        String address = matching(
                        "gatehouse.listener.address",
                        Pattern.compile("[0-9A-Za-z.:%_-]+"),
                        "is not an address to listen on",
                        "0.0.0.0")
                .orElse("127.0.0.1");
        return new Listener(port, address);
    }

    private Limits limits() {
        int most = Integer.MAX_VALUE;
        return new Limits(
                limit("payload-bytes", 1, most, Limits.AWS.payloadBytes()),
                limit("header-bytes", 256, 1 << 20, Limits.AWS.headerBytes()),
                limit("url-length", 256, 1 << 20, Limits.AWS.urlLength()),
                limit("import-bytes", 1, most, Limits.AWS.importBytes()),
                limit("connections-per-backend", 1, 65_536, Limits.AWS.connectionsPerBackend()),
                limit("waiting-threads", 0, 65_536, Limits.AWS.waitingThreads()),
                quotas());
    }

    private Map<Quota, Integer> quotas() {
        var quotas = new EnumMap<Quota, Integer>(Quota.class);
        for (Quota quota : Quota.values()) {
            int most = limit(quota.settingName(), 1, 1_000_000, quota.byDefault());
            if (most != quota.byDefault()) {
                quotas.put(quota, most);
            }
        }
        return quotas;
    }

    private int limit(String name, int least, int most, int standard) {
        return number("gatehouse.limits." + name, least, most, Integer.toString(standard))
                .orElse(standard);
    }

    private Mode mode() {
        Optional<String> text = text("gatehouse.mode");
        return text.map(value -> Arrays.stream(Mode.values())
                        .filter(mode -> mode.text().equals(value))
                        .findFirst()
                        .orElseThrow(() -> bad(
                                "gatehouse.mode",
                                shown(value) + " is not " + Mode.AWS_STRICT.text(),
                                Mode.AWS_STRICT.text())))
                .orElse(Mode.AWS_STRICT);
    }

    private Aws aws() {
        Map<String, URI> services = new TreeMap<>();
        for (String name : names) {
            String property =
                    name.startsWith(asVariable(ENDPOINT_URL) + '_') ? ENDPOINT_URL + '.' + service(name) : name;
            if (property.startsWith(ENDPOINT_URL + '.')) {
                endpoint(property).ifPresent(uri -> services.put(property.substring(ENDPOINT_URL.length() + 1), uri));
            }
        }
        return new Aws(endpoint(ENDPOINT_URL), services, credentials());
    }

    private static String service(String variable) {
        return variable.substring(ENDPOINT_URL.length() + 1)
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }

    private Optional<URI> endpoint(String name) {
        return text(name).map(text -> {
            try {
                URI uri = new URI(text);
                if (uri.getHost() != null
                        && uri.getUserInfo() == null
                        && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                    return uri;
                }
            } catch (URISyntaxException e) {
                // said below
            }
            throw bad(name, "the value (not shown) is not an http or https address", "http://localhost:4566");
        });
    }

    private Optional<Credentials> credentials() {
        Optional<String> id = text("aws.access-key-id");
        Optional<String> secret = text("aws.secret-access-key");
        Optional<String> token = text("aws.session-token");
        if (id.isPresent() != secret.isPresent()) {
            String missing = id.isPresent() ? "aws.secret-access-key" : "aws.access-key-id";
            String present = id.isPresent() ? "aws.access-key-id" : "aws.secret-access-key";
            throw bad(missing, "it is missing although " + present + " is set", "(from the AWS console)");
        }
        return id.map(keyId -> new Credentials(keyId, secret.orElseThrow(), token));
    }

    private Optional<String> sealingKey() {
        return secret(
                "gatehouse.sealing-key",
                text -> {
                    try {
                        return Base64.getDecoder().decode(text).length == 32;
                    } catch (IllegalArgumentException e) {
                        return false;
                    }
                },
                "is not 32 bytes in base64",
                "(output of: openssl rand -base64 32)");
    }

    private boolean flag(String name) {
        return text(name)
                .map(text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw bad(name, shown(text) + " is neither true nor false", "true");
                })
                .orElse(false);
    }

    private OptionalInt number(String name, int least, int most, String example) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw bad(name, shown(text.get()) + " is not a whole number from " + least + " to " + most, example);
    }

    private Optional<String> matching(String name, Pattern pattern, String problem, String example) {
        Optional<String> text = text(name);
        text.filter(value -> !pattern.matcher(value).matches()).ifPresent(value -> {
            throw bad(name, shown(value) + " " + problem, example);
        });
        return text;
    }

    private Optional<String> secret(String name, Predicate<String> good, String problem, String example) {
        Optional<String> text = text(name);
        text.filter(good.negate()).ifPresent(value -> {
            throw bad(name, "the value (not shown) " + problem, example);
        });
        return text;
    }

    private Optional<String> text(String name) {
        known.add(name);
        return lookup.apply(name).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static String asVariable(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** The value in quotes, in one line, shortened. */
    private static String shown(String value) {
        String line = value.replaceAll("\\p{Cntrl}", "?");
        return '"' + (line.length() > 80 ? line.substring(0, 80) + "..." : line) + '"';
    }

    private static SettingsException bad(String name, String problem, String example) {
        return new SettingsException(name, problem, example);
    }
}
