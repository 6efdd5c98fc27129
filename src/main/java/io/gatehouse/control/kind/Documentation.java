package io.gatehouse.control.kind;

import io.gatehouse.control.kind.patch.Tree;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is written about the parts of an API. What is written of a more general location holds for the more specific
 * ones below, unless something is written of those themselves.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api-content-representation.html">
 *     AWS: inherit content from an API entity of more general specifications</a>
 */
public final class Documentation {
    private static final Set<String> NOT_INHERITED = Set.of("API", "AUTHORIZER", "MODEL", "RESOURCE");
    // AWS: the path decides before the status.
    private static final Comparator<Part> BY_PRECEDENCE = Comparator.comparing(
                    (Part part) -> part.location.path().length())
            .thenComparing(part -> !part.location.statusCode().equals(DocumentationLocation.ANY))
            .thenComparing(part -> !part.location.method().equals(DocumentationLocation.ANY));

    private record Part(DocumentationLocation location, JsonObject properties) {}

    private record Named(String type, String name) {}

    private final Map<Named, List<Part>> parts = new HashMap<>();

    /** @param stored documentation parts as they are stored */
    public Documentation(List<JsonObject> stored) {
        for (JsonObject each : stored) {
            DocumentationLocation location = DocumentationRules.location(each);
            JsonObject properties =
                    Tree.parse(Tree.text(each, "properties", "")).orElse(JsonValue.EMPTY_JSON_OBJECT);
            parts.computeIfAbsent(new Named(location.type(), location.name()), named -> new ArrayList<>())
                    .add(new Part(location, properties));
        }
    }

    /** What holds for a location, its own or inherited; the empty object when nothing does. */
    public JsonObject effective(DocumentationLocation location) {
        return parts.getOrDefault(new Named(location.type(), location.name()), List.of()).stream()
                .filter(part -> covers(part.location, location))
                .max(BY_PRECEDENCE)
                .map(Part::properties)
                .orElse(JsonValue.EMPTY_JSON_OBJECT);
    }

    /** What is written of the location itself. */
    public Optional<JsonObject> own(DocumentationLocation location) {
        return parts.getOrDefault(new Named(location.type(), location.name()), List.of()).stream()
                .filter(part -> part.location.equals(location))
                .findFirst()
                .map(Part::properties);
    }

    private static boolean covers(DocumentationLocation general, DocumentationLocation specific) {
        if (NOT_INHERITED.contains(general.type())) {
            return general.equals(specific);
        }
        return isAbove(general.path(), specific.path())
                && isAnyOr(general.method(), specific.method())
                && isAnyOr(general.statusCode(), specific.statusCode());
    }

    private static boolean isAbove(String above, String below) {
        return above.equals("/") || below.equals(above) || below.startsWith(above + "/");
    }

    private static boolean isAnyOr(String general, String specific) {
        return general.equals(DocumentationLocation.ANY) || general.equals(specific);
    }
}
