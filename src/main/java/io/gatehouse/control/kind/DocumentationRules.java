package io.gatehouse.control.kind;

import static io.gatehouse.control.kind.patch.PatchRules.replace;

import io.gatehouse.control.kind.patch.PatchRules;
import io.gatehouse.control.kind.patch.PatchType;
import io.gatehouse.control.kind.patch.PatchWording;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of documentation parts and of their versions. */
public final class DocumentationRules {
    static final String UNKNOWN = "Invalid Documentation part identifier specified";
    static final String UNKNOWN_VERSION = "Invalid Documentation version specified";
    /** The version is part of the key it is stored under. */
    private static final int MOST_VERSION = 255;

    private DocumentationRules() {}

    static PatchRules patch() {
        return PatchRules.of(PatchWording.LISTING, replace("/properties", PatchType.EXACT_TEXT));
    }

    static JsonObject check(Scope scope, @Nullable JsonObject before, JsonObject after) {
        DocumentationLocation location = DocumentationLocation.of(Tree.object(after, "location"));
        checkProperties(Tree.text(after, "properties", ""));
        if (before == null) {
            List<Entry> parts = scope.tx().children(scope.api().path(), "documentationparts");
            if (parts.stream().anyMatch(part -> location(part.value()).equals(location))) {
                throw AwsException.conflict(
                        "Documentation part already exists for the specified location: " + location + ".");
            }
        }
        return Tree.with(after, "location", location.tree());
    }

    /** The location of a stored part. */
    public static DocumentationLocation location(JsonObject part) {
        return DocumentationLocation.of(Tree.object(part, "location"));
    }

    /**
     * Checks the properties of a part.
     *
     * @throws AwsException {@code BadRequestException} when the text is no JSON object
     */
    public static void checkProperties(String properties) {
        if (Tree.parse(properties).isEmpty()) {
            throw AwsException.badRequest("Invalid documentation part properties specified: must be a JSON object");
        }
    }

    static PatchRules versionPatch() {
        return PatchRules.of(PatchWording.LISTING, replace("/description", PatchType.TEXT));
    }

    static JsonObject checkVersion(Scope scope, @Nullable JsonObject before, JsonObject after) {
        String version = Tree.text(after, "version", "");
        if (version.isBlank()) {
            throw AwsException.badRequest("Documentation version must be non-empty");
        }
        if (version.length() > MOST_VERSION) {
            throw AwsException.badRequest("Documentation version can be at most " + MOST_VERSION + " characters");
        }
        JsonObject dated = before == null ? Tree.with(after, "createdDate", scope.now()) : after;
        return Tree.withoutBlank(dated, "description");
    }

    static void removeVersion(Scope scope, Key key, JsonObject version) {
        for (Entry stage : scope.tx().children(scope.api().path(), "stages")) {
            if (key.id().equals(Tree.text(stage.value(), "documentationVersion"))) {
                throw AwsException.badRequest(
                        "Active stages pointing to this documentation version must be moved or deleted");
            }
        }
    }

    /** Keeps all parts of an API as they are now. */
    public static void snapshot(Transaction tx, Key version) {
        var parts = tx.children(version.parent(), "documentationparts").stream()
                .map(Entry::value)
                .toList();
        tx.put(parts(version), Tree.builder().add("parts", Tree.list(parts)).build());
    }

    /** What a version kept. */
    public static List<JsonObject> kept(Transaction tx, Key version) {
        return tx.find(parts(version))
                .map(kept -> kept.getJsonArray("parts").getValuesAs(JsonObject.class))
                .orElse(List.of());
    }

    private static Key parts(Key version) {
        return version.child("parts", "parts");
    }
}
