package io.gatehouse.control.kind.patch;

import io.gatehouse.model.AwsException;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The edits that kinds share: of a member, of an entry of a map, of an element of a list. */
public final class PatchEdits {
    /** Each operation copies the list it changes. */
    private static final int MOST_ELEMENTS = 1000;

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
                if (at < 0) {
                    elements.add(step.last());
                }
                return set(tree, TreePath.of(list), elements);
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
            return set(tree, TreePath.of(list), elements);
        };
    }

    /** Elements of a list of texts that the value names, separated by commas. */
    public static PatchEdit valued(TreePath list) {
        return (tree, step) -> {
            Set<String> elements = new LinkedHashSet<>();
            if (list.get(tree) instanceof JsonArray array) {
                array.forEach(each -> elements.add(Tree.plain(each)));
            }
            String[] values = step.valueOrEmpty().split(",", MOST_ELEMENTS + 1);
            if (values.length > MOST_ELEMENTS) {
                throw tooLarge();
            }
            for (String value : values) {
                String element = value.strip();
                if (step.op() == PatchOp.REMOVE) {
                    elements.remove(element);
                } else if (!element.isEmpty()) {
                    elements.add(element);
                }
            }
            return set(tree, list, elements);
        };
    }

    private static JsonObject set(JsonObject tree, TreePath list, Collection<String> elements) {
        if (elements.size() > MOST_ELEMENTS) {
            throw tooLarge();
        }
        return elements.isEmpty() ? list.remove(tree) : list.set(tree, Tree.of(elements));
    }

    static AwsException tooLarge() {
        // AWS: the words are UpdateStage's (observed), the numbers are ours.
        return AwsException.badRequest("Update size too large. Try updating in multiple operations");
    }
}
