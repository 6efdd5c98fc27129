package io.gatehouse.control.openapi.document;

import io.gatehouse.model.AwsException;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.Set;

/** A part of a document is not of the kind that it must be. Whoever has the whole document can say where it stands. */
public final class WrongKindException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "x-amazon-apigateway-any-method");

    private final transient JsonStructure parent;
    private final String member;
    private final String kind;

    WrongKindException(JsonStructure parent, String member, String kind) {
        super(member + " is not of type " + kind, null, false, false);
        this.parent = parent;
        this.member = member;
        this.kind = kind;
    }

    /** The refusal of the document, with the place. */
    public AwsException refusal(JsonObject document) {
        String owner = place(document, "").orElse("");
        String place = (owner + step(owner, member)).substring(1);
        // AWS: the words are those of the parser that it uses: paths.'/pets'(get).responses
        return Tree.invalid("attribute " + place + " is not of type `" + kind + "`");
    }

    private Optional<String> place(JsonValue here, String place) {
        if (here == parent) {
            return Optional.of(place);
        }
        if (here instanceof JsonObject object) {
            return object.entrySet().stream()
                    .flatMap(member -> place(member.getValue(), place + step(place, member.getKey())).stream())
                    .findFirst();
        }
        if (here instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                Optional<String> found = place(array.get(i), place + ".[" + i + "]");
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static String step(String place, String name) {
        if (place.equals(".paths")) {
            return ".'" + name + "'";
        }
        boolean operation = place.startsWith(".paths.'") && place.endsWith("'") && METHODS.contains(name);
        return operation ? '(' + name + ')' : '.' + name;
    }
}
