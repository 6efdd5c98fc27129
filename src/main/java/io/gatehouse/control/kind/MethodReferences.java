package io.gatehouse.control.kind;

import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonObject;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The methods of an API, asked whether they refer to something that is to go. */
final class MethodReferences {
    private final Map<String, String> resources;
    private final Subtree subtree;

    /** A method, by the path of its resource. */
    record Found(String path, String httpMethod) {
        /** As AWS names it in most refusals. */
        @Override
        public String toString() {
            // AWS: the root's slash is doubled, //ANY (recorded).
            return path + "/" + httpMethod;
        }
    }

    MethodReferences(Scope scope) {
        // AWS: of several, one below is named before the root (recorded).
        resources = new TreeMap<>(Comparator.reverseOrder());
        for (Entry resource : scope.tx().children(scope.api().path(), "resources")) {
            resources.put(
                    Tree.text(resource.value(), "path", "/"), resource.key().path());
        }
        subtree = Subtree.ofResources(scope.tx(), scope.apiId());
    }

    Optional<Found> method(Predicate<JsonObject> refers) {
        return first(method -> refers.test(method.value()));
    }

    /** A method that has a response which refers. */
    Optional<Found> response(Predicate<JsonObject> refers) {
        return first(method -> subtree.children(method.key().path(), "responses").stream()
                .anyMatch(response -> refers.test(response.value())));
    }

    private Optional<Found> first(Predicate<Entry> refers) {
        for (Map.Entry<String, String> resource : resources.entrySet()) {
            for (Entry method : subtree.children(resource.getValue(), "methods")) {
                if (refers.test(method)) {
                    return Optional.of(new Found(resource.getKey(), method.id()));
                }
            }
        }
        return Optional.empty();
    }
}
