package io.gatehouse.control.kind.patch;

import io.gatehouse.model.AwsException;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The edits that kinds share: of a member, of an entry of a map, of an element of a list. */
public final class PatchEdits {
    private PatchEdits() {}

    /** Sets or removes the member at the path. */
    public static PatchEdit member(PatchType type) {
        return (tree, step) -> step.op() == PatchOp.REMOVE
                ? step.place().remove(tree)
                : type.convert(step.valueOrEmpty())
                        .map(value -> step.place().set(tree, value))
                        .orElseGet(() -> step.place().remove(tree));
    }

    /**
     * Sets or removes an entry of a map; replacing and removing need it to be there.
     *
     * @param unknown what to say when it is not
     */
    public static PatchEdit entry(PatchType type, String unknown) {
        return (tree, step) -> {
            if (step.op() != PatchOp.ADD && step.place().get(tree) == null) {
                throw AwsException.notFound(unknown);
            }
            return member(type).apply(tree, step);
        };
    }

    /** A template: AWS keeps an empty one as null. */
    public static PatchEdit template(String unknown) {
        return entry(text -> Optional.of(text.isEmpty() ? JsonValue.NULL : Tree.of(text)), unknown);
    }

    /** An element of a list of texts that the path names; a new name for it may be the value. */
    public static PatchEdit named(String list, String unknown) {
        return (tree, step) -> {
            List<String> elements = new ArrayList<>(Tree.texts(tree, list));
            int at = elements.indexOf(step.last());
            if (step.op() == PatchOp.ADD) {
                return at < 0 ? append(tree, list, elements, step.last()) : tree;
            }
            if (at < 0) {
                throw AwsException.notFound(unknown);
            }
            elements.remove(at);
            if (step.op() == PatchOp.REPLACE) {
                String renamed = step.hasValue() ? step.valueOrEmpty() : step.last();
                if (!elements.contains(renamed)) {
                    elements.add(at, renamed);
                }
            }
            return set(tree, list, elements);
        };
    }

    /** An element of a list of texts that the value names. */
    public static PatchEdit valued(TreePath list) {
        return (tree, step) -> {
            List<String> elements = new ArrayList<>();
            if (list.get(tree) instanceof JsonArray array) {
                array.forEach(each -> elements.add(Tree.plain(each)));
            }
            for (String value : step.valueOrEmpty().split(",", -1)) {
                String element = value.strip();
                if (step.op() == PatchOp.REMOVE) {
                    elements.remove(element);
                } else if (!element.isEmpty() && !elements.contains(element)) {
                    elements.add(element);
                }
            }
            return elements.isEmpty() ? list.remove(tree) : list.set(tree, Tree.of(elements));
        };
    }

    private static JsonObject append(JsonObject tree, String list, List<String> elements, String element) {
        elements.add(element);
        return set(tree, list, elements);
    }

    private static JsonObject set(JsonObject tree, String list, List<String> elements) {
        return elements.isEmpty() ? Tree.without(tree, list) : Tree.with(tree, list, Tree.of(elements));
    }
}
