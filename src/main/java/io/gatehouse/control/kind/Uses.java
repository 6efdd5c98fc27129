package io.gatehouse.control.kind;

import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction;
import java.util.List;

/**
 * Who may be using a value, noted below it so that nobody must look through all there is. A note is written when the use
 * begins and goes only with the value: whoever asks sees for himself whether the use lasts.
 */
final class Uses {
    private static final String KIND = "uses";

    private Uses() {}

    /**
     * Notes a use. The used value is locked, so that it is not deleted meanwhile.
     *
     * @return false when there is no such value to use
     */
    static boolean note(Transaction tx, Key used, Key user) {
        if (!tx.lock(used)) {
            return false;
        }
        var note = Tree.builder()
                .add("parent", user.parent())
                .add("kind", user.kind())
                .add("id", user.id())
                .build();
        tx.insert(used.child(KIND, user.path()), note);
        return true;
    }

    /** All that have begun to use the value. */
    static List<Key> of(Transaction tx, Key used) {
        return tx.children(used.path(), KIND).stream()
                .map(note -> new Key(
                        Tree.text(note.value(), "parent", ""),
                        Tree.text(note.value(), "kind", ""),
                        Tree.text(note.value(), "id", "")))
                .toList();
    }
}
