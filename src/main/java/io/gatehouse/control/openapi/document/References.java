package io.gatehouse.control.openapi.document;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Follows {@code $ref} within one document. A reference to a file or a URL makes the document invalid; it is never
 * fetched.
 */
public final class References {
    private static final String REF = "$ref";
    private static final int MAX_HOPS = 50;
    /** Members that hold data, not parts of the document. */
    private static final Set<String> DATA = Set.of("example", "examples", "default", "enum", "const");
    /** Members whose own members are named by the author: one called {@code default} is a part of the document. */
    private static final Set<String> MAPS =
            Set.of("properties", "patternProperties", "definitions", "schemas", "responses");

    private static final Pattern CANONICAL =
            Pattern.compile("https://apigateway\\.amazonaws\\.com/restapis/[^/]{1,64}/models/([^/#?]{1,255})");

    private final JsonObject root;

    /** @throws io.gatehouse.model.AwsException when the document refers to anything outside of itself */
    public References(JsonObject root) {
        this.root = root;
        refuseForeign("", root);
    }

    /** The object itself, or what its {@code $ref} leads to. */
    public JsonObject resolve(JsonObject object) {
        JsonObject here = object;
        for (int hop = 0; hop < MAX_HOPS; hop++) {
            Optional<String> reference = reference(here);
            if (reference.isEmpty()) {
                return here;
            }
            here = Tree.object(target(reference.get()).orElseThrow(Tree::invalid));
        }
        throw Tree.invalid("A reference must not lead to itself.");
    }

    /** The text of an object's {@code $ref}. */
    public static Optional<String> reference(JsonObject object) {
        return object.get(REF) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }

    /** The name of the model that a reference in AWS's own form names. */
    public static Optional<String> canonicalName(String reference) {
        Matcher matcher = CANONICAL.matcher(reference);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private Optional<JsonValue> target(String reference) {
        if (!reference.startsWith("#/")) {
            return Optional.empty();
        }
        JsonValue here = root;
        for (String step : reference.substring(2).split("/", -1)) {
            here = step(here, decode(step));
            if (here == null) {
                return Optional.empty();
            }
        }
        return Optional.of(here);
    }

    private static @Nullable JsonValue step(JsonValue here, String name) {
        return here instanceof JsonObject object ? object.get(name) : null;
    }

    private static String decode(String step) {
        String plain = step;
        if (step.indexOf('%') >= 0) {
            try {
                plain = URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException badEscape) {
                throw Tree.invalid();
            }
        }
        return plain.replace("~1", "/").replace("~0", "~");
    }

    private static void refuseForeign(String parent, JsonValue value) {
        if (value instanceof JsonArray array) {
            array.forEach(item -> refuseForeign(parent, item));
        } else if (value instanceof JsonObject object) {
            object.forEach((name, member) -> refuseForeign(parent, name, member));
        }
    }

    private static void refuseForeign(String parent, String name, JsonValue value) {
        if (name.equals(REF) && value instanceof JsonString text) {
            String reference = text.getString();
            if (!reference.startsWith("#/") && canonicalName(reference).isEmpty()) {
                throw Tree.invalid();
            }
        } else if (!DATA.contains(name) || MAPS.contains(parent)) {
            refuseForeign(name, value);
        }
    }
}
