package io.gatehouse.control.openapi.document;

import io.gatehouse.model.AwsException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows {@code $ref} within one document. What a reference names outside of it is never fetched. */
public final class References {
    private static final String REF = "$ref";
    private static final int MAX_HOPS = 50;
    private static final Pattern CANONICAL =
            Pattern.compile("https://apigateway\\.amazonaws\\.com/restapis/[^/]{1,64}/models/([^/#?]{1,255})");

    private final JsonObject root;

    public References(JsonObject root) {
        this.root = root;
    }

    /**
     * The object itself, or what its {@code $ref} leads to.
     *
     * @throws io.gatehouse.model.AwsException {@code BadRequestException} when that is outside of the document, or nothing
     */
    public JsonObject resolve(JsonObject object) {
        JsonObject here = object;
        for (int hop = 0; hop < MAX_HOPS; hop++) {
            Optional<String> reference = reference(here);
            if (reference.isEmpty()) {
                return here;
            }
            here = target(reference.get());
        }
        throw Tree.invalid("Reference '" + reference(object).orElse("") + "' leads to itself.");
    }

    /** The text of an object's {@code $ref}. */
    public static Optional<String> reference(JsonObject object) {
        if (object.containsKey(REF) && !(object.get(REF) instanceof JsonString)) {
            throw new WrongKindException(object, REF, "string");
        }
        return Tree.text(object, REF);
    }

    /** The name of the model that a reference in AWS's own form names. */
    public static Optional<String> canonicalName(String reference) {
        Matcher matcher = CANONICAL.matcher(reference);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private JsonObject target(String reference) {
        JsonValue here = reference.startsWith("#/") ? root : JsonValue.NULL;
        for (String step : reference.substring(Math.min(2, reference.length())).split("/", -1)) {
            here = here instanceof JsonObject object
                    ? object.getOrDefault(decode(step), JsonValue.NULL)
                    : JsonValue.NULL;
        }
        if (here instanceof JsonObject found) {
            return found;
        }
        throw notFound(reference);
    }

    /** Whether a reference leads out of its document, but not to a model. */
    public static boolean isForeign(String reference) {
        return !reference.startsWith("#") && canonicalName(reference).isEmpty();
    }

    public static AwsException notFound(String reference) {
        return Tree.invalid("Reference '" + reference + "' not found.");
    }

    private static String decode(String step) {
        try {
            return URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8)
                    .replace("~1", "/")
                    .replace("~0", "~");
        } catch (IllegalArgumentException badEscape) {
            return step;
        }
    }
}
