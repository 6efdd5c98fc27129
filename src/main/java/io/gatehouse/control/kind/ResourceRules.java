package io.gatehouse.control.kind;

import static io.gatehouse.control.kind.patch.PatchRules.replace;

import io.gatehouse.control.kind.Kind.Reason;
import io.gatehouse.control.kind.patch.PatchRules;
import io.gatehouse.control.kind.patch.PatchType;
import io.gatehouse.control.kind.patch.PatchWording;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the resource tree of an API. The whole path is kept in each resource and follows when a parent moves or
 * is renamed.
 */
public final class ResourceRules {
    static final String UNKNOWN = "Invalid Resource identifier specified";
    private static final Pattern PATH_PART = Pattern.compile("[a-zA-Z0-9._:,-]+|\\{[a-zA-Z0-9._:-]+\\+?\\}");

    private ResourceRules() {}

    static PatchRules patch() {
        return PatchRules.of(
                PatchWording.LISTING,
                replace("/parentId", PatchType.EXACT_TEXT),
                replace("/pathPart", PatchType.EXACT_TEXT));
    }

    /**
     * Checks a path part by itself.
     *
     * @throws AwsException {@code BadRequestException} when it is empty or no literal, {@code {name}} or {@code {name+}}
     */
    public static void checkPathPart(String pathPart) {
        if (pathPart.isBlank()) {
            throw AwsException.badRequest("Resource's path part must be specified");
        }
        if (!PATH_PART.matcher(pathPart).matches()) {
            throw AwsException.badRequest("Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path"
                    + " variable and curly braces at the beginning and the end.");
        }
    }

    /**
     * Checks a path part beside its siblings and below its parent.
     *
     * @param siblings path parts of the other children of the parent
     * @throws AwsException {@code BadRequestException} below a greedy parent and for a second variable; {@code
     *     ConflictException} when a sibling has this name
     */
    public static void checkPlace(String parentPart, String pathPart, Iterable<String> siblings) {
        if (isGreedy(parentPart)) {
            throw AwsException.badRequest(
                    "Cannot create a child of a resource with a greedy path variable: " + parentPart);
        }
        for (String sibling : siblings) {
            if (sibling.equals(pathPart)) {
                throw AwsException.conflict("Another resource with the same parent already has this name: " + pathPart);
            }
        }
        for (String sibling : siblings) {
            if (isVariable(sibling) && isVariable(pathPart)) {
                throw AwsException.badRequest("A sibling (" + sibling
                        + ") of this resource already has a variable path part -- only one is allowed");
            }
        }
    }

    /** The path of a child. */
    public static String join(String parentPath, String pathPart) {
        return parentPath.equals("/") ? "/" + pathPart : parentPath + "/" + pathPart;
    }

    private static boolean isVariable(String pathPart) {
        return pathPart.startsWith("{");
    }

    private static boolean isGreedy(String pathPart) {
        return pathPart.endsWith("+}");
    }

    static JsonObject check(Scope scope, @Nullable JsonObject before, JsonObject after) {
        Map<String, JsonObject> all = resources(scope);
        if (before == null) {
            return placed(all, after);
        }
        if (after.equals(before)) {
            return after;
        }
        checkRoot(before, after);
        String id = Tree.text(after, "id", "");
        if (!all.containsKey(Tree.text(after, "parentId", ""))) {
            throw AwsException.notFound(UNKNOWN);
        }
        if (descendants(all, id).contains(Tree.text(after, "parentId", ""))
                || id.equals(Tree.text(after, "parentId"))) {
            throw AwsException.badRequest("Resources cannot be cyclical.");
        }
        JsonObject moved = placed(all, after);
        if (isGreedy(Tree.text(moved, "pathPart", "")) && !descendants(all, id).isEmpty()) {
            throw AwsException.badRequest(
                    "Cannot create a child of a resource with a greedy path variable: " + Tree.text(moved, "pathPart"));
        }
        movePaths(scope, all, moved);
        return moved;
    }

    private static void checkRoot(JsonObject before, JsonObject after) {
        if (before.containsKey("parentId")) {
            return;
        }
        String member = after.containsKey("parentId") ? "parentId" : "pathPart";
        throw AwsException.badRequest("Root resource cannot update its " + member + ".");
    }

    /** The resource with its path, after all checks of its place. */
    private static JsonObject placed(Map<String, JsonObject> all, JsonObject resource) {
        String parentId = Tree.text(resource, "parentId", "");
        String pathPart = Tree.text(resource, "pathPart", "");
        checkPathPart(pathPart);
        JsonObject parent = all.get(parentId);
        if (parent == null) {
            throw AwsException.notFound(UNKNOWN);
        }
        var siblings = new ArrayList<String>();
        for (JsonObject other : all.values()) {
            boolean itself = Tree.text(other, "id", "").equals(Tree.text(resource, "id"));
            if (!itself && parentId.equals(Tree.text(other, "parentId"))) {
                siblings.add(Tree.text(other, "pathPart", ""));
            }
        }
        checkPlace(Tree.text(parent, "pathPart", ""), pathPart, siblings);
        return Tree.with(resource, "path", join(Tree.text(parent, "path", "/"), pathPart));
    }

    private static void movePaths(Scope scope, Map<String, JsonObject> all, JsonObject moved) {
        for (JsonObject child : all.values()) {
            if (Tree.text(moved, "id", "").equals(Tree.text(child, "parentId"))) {
                JsonObject follows =
                        Tree.with(child, "path", join(Tree.text(moved, "path", "/"), Tree.text(child, "pathPart", "")));
                scope.tx().put(RestKeys.resource(scope.apiId(), Tree.text(child, "id", "")), follows);
                movePaths(scope, all, follows);
            }
        }
    }

    static void remove(Scope scope, Key key, JsonObject resource) {
        if (!resource.containsKey("parentId")) {
            throw AwsException.badRequest("Root resource cannot be deleted.");
        }
        for (String child : descendants(resources(scope), key.id())) {
            scope.tx().delete(RestKeys.resource(scope.apiId(), child));
        }
    }

    private static Map<String, JsonObject> resources(Scope scope) {
        var all = new LinkedHashMap<String, JsonObject>();
        for (Entry entry : scope.tx().children(scope.api().path(), "resources")) {
            all.put(entry.id(), entry.value());
        }
        return all;
    }

    private static Set<String> descendants(Map<String, JsonObject> all, String id) {
        var found = new HashSet<String>();
        List<String> open = new ArrayList<>(List.of(id));
        while (!open.isEmpty()) {
            String parent = open.remove(open.size() - 1);
            all.forEach((child, resource) -> {
                if (parent.equals(Tree.text(resource, "parentId")) && found.add(child)) {
                    open.add(child);
                }
            });
        }
        return found;
    }

    /** The resource with its methods: only their names, or all of them with {@code embed=methods}. */
    static JsonObject answer(Scope scope, Key key, JsonObject resource, Reason reason) {
        return reason == Reason.CREATED
                ? resource
                : answers(scope, List.of(new Entry(key, resource))).get(0);
    }

    /** Neighbouring resources, each with its methods. */
    static List<JsonObject> answers(Scope scope, List<Entry> page) {
        if (page.isEmpty()) {
            return List.of();
        }
        boolean embed = scope.asksFor("embed", "methods");
        Key first = page.get(0).key();
        Key last = page.get(page.size() - 1).key();
        Subtree subtree = Subtree.of(scope.tx().descendants(first, last, embed ? null : "methods"));
        var answers = new ArrayList<JsonObject>();
        for (Entry resource : page) {
            answers.add(embed ? subtree.resource(resource) : withMethodNames(resource, subtree));
        }
        return answers;
    }

    private static JsonObject withMethodNames(Entry resource, Subtree subtree) {
        var methods = Tree.builder();
        subtree.children(resource.key().path(), "methods")
                .forEach(each -> methods.add(each.id(), JsonValue.EMPTY_JSON_OBJECT));
        return Tree.withoutEmpty(Tree.with(resource.value(), "resourceMethods", methods.build()), "resourceMethods");
    }
}
