package io.gatehouse.control.kind;

import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that lies below one key, read at once, from which methods are put together again. */
public final class Subtree {
    private final Map<String, List<Entry>> byOwner = new HashMap<>();

    private Subtree(List<Entry> entries) {
        for (Entry entry : entries) {
            byOwner.computeIfAbsent(entry.key().parent() + "/" + entry.key().kind(), place -> new ArrayList<>())
                    .add(entry);
        }
    }

    /** Of values that were read already. */
    public static Subtree of(List<Entry> entries) {
        return new Subtree(entries);
    }

    public static Subtree below(Transaction tx, Key key) {
        return new Subtree(tx.subtree(key));
    }

    /** All resources of an API with what lies below them. */
    public static Subtree ofResources(Transaction tx, String restApiId) {
        return below(tx, RestKeys.resources(restApiId));
    }

    public List<Entry> children(String parent, String kind) {
        return byOwner.getOrDefault(parent + "/" + kind, List.of());
    }

    /** A resource with all its methods as {@code resourceMethods}. */
    public JsonObject resource(Entry resource) {
        var methods = Tree.builder();
        children(resource.key().path(), "methods").forEach(each -> methods.add(each.id(), method(each)));
        return Tree.withoutEmpty(Tree.with(resource.value(), "resourceMethods", methods.build()), "resourceMethods");
    }

    /** A method with its responses and its integration. */
    public JsonObject method(Entry method) {
        return method(method.key(), method.value());
    }

    /** A method with its responses and its integration. */
    public JsonObject method(Key key, JsonObject method) {
        JsonObject whole = Tree.with(method, "methodResponses", responses(key));
        Optional<Entry> integration =
                children(key.path(), "integration").stream().findFirst();
        if (integration.isPresent()) {
            whole = Tree.with(
                    whole,
                    "methodIntegration",
                    integration(integration.get().key(), integration.get().value()));
        }
        return Tree.withoutEmpty(whole, "methodResponses");
    }

    /** An integration with its responses. */
    public JsonObject integration(Key key, JsonObject integration) {
        return Tree.withoutEmpty(
                Tree.with(integration, "integrationResponses", responses(key)), "integrationResponses");
    }

    private JsonObject responses(Key owner) {
        var responses = Tree.builder();
        children(owner.path(), "responses").forEach(each -> responses.add(each.id(), each.value()));
        return responses.build();
    }
}
