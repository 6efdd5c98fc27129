package io.gatehouse.control.kind;

import io.gatehouse.config.Settings;
import java.util.Optional;
import java.util.Set;

/**
 * The name of a resource of AWS or of this gateway.
 *
 * @param account empty where the resource is named without it
 * @param resource what follows the fifth colon; never empty
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html">AWS: ARNs</a>
 */
public record Arn(String partition, String service, String region, String account, String resource) {
    private static final Set<String> PARTITIONS = Set.of("aws", "aws-cn", "aws-us-gov");
    private static final int PARTS = 6;
    private static final int LONGEST = 2048;

    /** Reads one; empty when the text is none. */
    public static Optional<Arn> parse(String text) {
        String[] parts = text.split(":", PARTS);
        boolean wellFormed = parts.length == PARTS
                && text.length() <= LONGEST
                && parts[0].equals("arn")
                && PARTITIONS.contains(parts[1])
                && !parts[2].isEmpty()
                && !parts[5].isEmpty()
                && text.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
        return wellFormed ? Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5])) : Optional.empty();
    }

    /** Of what lies at this path of the control plane. */
    public static Arn of(Settings settings, String path) {
        return new Arn(partition(settings.region()), "apigateway", settings.region(), "", path);
    }

    /** Of what accounts have apart from each other. */
    public static Arn owned(Settings settings, String path) {
        return new Arn(partition(settings.region()), "apigateway", settings.region(), settings.accountId(), path);
    }

    private static String partition(String region) {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    /** Whether it names something that this gateway could have. */
    public boolean isOurs(Settings settings) {
        return service.equals("apigateway")
                && (region.isEmpty() || region.equals(settings.region()))
                && (account.isEmpty() || account.equals(settings.accountId()));
    }

    @Override
    public String toString() {
        return String.join(":", "arn", partition, service, region, account, resource);
    }
}
