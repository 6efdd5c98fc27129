package io.gatehouse.execute.validate;

import jakarta.json.JsonString;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The formats of draft 4 for texts. What it does not know is not checked. */
final class FormatKeyword {
    private static final Pattern EMAIL = Pattern.compile("[^@.\\s]{1,64}(\\.[^@.\\s]{1,64}){0,32}@[^@\\s]{1,255}");
    private static final Pattern DATE_TIME = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(\\.\\d{1,12})?(Z|[+-]\\d\\d:\\d\\d)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?");
    private static final Pattern BYTE = Pattern.compile("0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5]");
    private static final Pattern IPV6 = Pattern.compile("(?=[^:]*:)[0-9a-fA-F:]{2,39}(\\d{1,3}(\\.\\d{1,3}){3})?");
    private static final int MOST_ADDRESS = 45;

    private FormatKeyword() {}

    /** The check of a format; null when there is none. */
    static @Nullable Keyword of(String format) {
        return switch (format) {
            case "date-time" ->
                keyword(
                        FormatKeyword::isDateTime,
                        " is invalid against requested date format(s) [yyyy-MM-dd'T'HH:mm:ssZ,"
                                + " yyyy-MM-dd'T'HH:mm:ss.[0-9]{1,12}Z]");
            case "email" -> keyword(text -> EMAIL.matcher(text).matches(), " is not a valid email address");
            case "hostname" -> keyword(FormatKeyword::isHostname, " is not a valid hostname");
            case "ipv4" -> keyword(FormatKeyword::isIpv4, " is not a valid IPv4 address");
            case "ipv6" -> keyword(FormatKeyword::isIpv6, " is not a valid IPv6 address");
            case "uri" -> keyword(FormatKeyword::isUri, " is not a valid URI");
            default -> null;
        };
    }

    private static Keyword keyword(Predicate<String> format, String finding) {
        return (instance, findings) -> {
            if (instance instanceof JsonString string && !format.test(string.getString())) {
                findings.add("string \"" + Values.told(instance) + "\"" + finding);
            }
        };
    }

    private static boolean isDateTime(String text) {
        Matcher parts = DATE_TIME.matcher(text);
        if (!parts.matches()) {
            return false;
        }
        try {
            OffsetDateTime.parse(parts.group(1) + parts.group(3));
            return true;
        } catch (DateTimeParseException none) {
            return false;
        }
    }

    private static boolean isHostname(String text) {
        if (text.length() > 253) {
            return false;
        }
        for (String label : text.split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIpv4(String text) {
        String[] parts = text.length() > MOST_ADDRESS ? new String[0] : text.split("\\.", -1);
        for (String part : parts) {
            if (!BYTE.matcher(part).matches()) {
                return false;
            }
        }
        return parts.length == 4;
    }

    private static boolean isIpv6(String text) {
        int last = text.lastIndexOf(':');
        boolean endsInIpv4 = text.indexOf('.') >= 0;
        if (text.length() > MOST_ADDRESS
                || !IPV6.matcher(text).matches()
                || (endsInIpv4 && !isIpv4(text.substring(last + 1)))) {
            return false;
        }
        try {
            var unused = InetAddress.getByName(text); // with a colon in it nobody is asked for a name
            return true;
        } catch (UnknownHostException none) {
            return false;
        }
    }

    private static boolean isUri(String text) {
        try {
            var unused = new URI(text);
            return true;
        } catch (URISyntaxException none) {
            return false;
        }
    }
}
