package io.gatehouse.control.openapi.export;

import io.gatehouse.model.AwsException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Which of AWS's extensions an export carries.
 *
 * @param integrations the integration of each method
 * @param validators request validators and which method uses which
 * @param authorizers what the security schemes of authorizers stand for
 * @param postman how Postman signs requests
 * @param api all else: gateway responses, policy, media types
 * @param documentation what is written about the API; AWS leaves it out only when others are asked for
 */
public record ExportExtensions(
        boolean integrations,
        boolean validators,
        boolean authorizers,
        boolean postman,
        boolean api,
        boolean documentation) {
    private static final List<String> KNOWN =
            List.of("integrations", "apigateway", "authorizers", "postman", "validators", "documentation");

    /**
     * Reads the parameter {@code extensions}: names with commas between them.
     *
     * @throws AwsException {@code BadRequestException} on a name that is none
     */
    public static ExportExtensions of(String text) {
        List<String> names = Arrays.stream(text.split(","))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .toList();
        for (String name : names) {
            if (!KNOWN.contains(name)) {
                throw AwsException.badRequest(
                        "Invalid extension specified: " + name + ". Valid options are " + String.join(",", KNOWN));
            }
        }
        boolean all = names.contains("apigateway");
        return new ExportExtensions(
                all || names.contains("integrations"),
                all || names.contains("validators"),
                all || names.contains("authorizers"),
                names.contains("postman"),
                all,
                all || names.isEmpty() || names.contains("documentation"));
    }
}
