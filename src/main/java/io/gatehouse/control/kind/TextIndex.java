package io.gatehouse.control.kind;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction;
import io.gatehouse.store.Transaction.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A second way to values at the top: in the order of one of their texts, so that those that begin with a text lie side
 * by side. An entry is {@code {"id": …}}, written in the transaction that writes the value.
 *
 * @param kind the collection of the entries
 */
record TextIndex(String kind) {
    /** Paths have room for a thousand bytes, and a character takes up to four. */
    private static final int KEPT = 200;

    /** Follows a text that comes, goes or changes; an empty one has no entry. */
    void move(Transaction tx, String id, String before, String after) {
        if (before.equals(after)) {
            return;
        }
        if (!before.isEmpty()) {
            tx.delete(key(before, id));
        }
        if (!after.isEmpty()) {
            tx.put(key(after, id), Tree.builder().add("id", id).build());
        }
    }

    /**
     * Entries of texts that may begin with this one; long texts are not told apart.
     *
     * @param afterEntry the id of the entry after which to begin
     */
    List<Entry> beginningWith(Transaction tx, String text, @Nullable String afterEntry, int limit) {
        String start = head(text);
        List<Entry> found = tx.children("", kind, afterEntry == null ? start : afterEntry, limit);
        int end = 0;
        while (end < found.size() && found.get(end).id().startsWith(start)) {
            end++;
        }
        return found.subList(0, end);
    }

    private Key key(String text, String id) {
        return Key.root(kind, head(text) + ' ' + id);
    }

    /** As much of a text as a key has room for, in characters that can be stored. */
    private static String head(String text) {
        int end = text.offsetByCodePoints(0, Math.min(KEPT, text.codePointCount(0, text.length())));
        String storable = new String(text.substring(0, end).getBytes(UTF_8), UTF_8);
        return storable.replace('\0', ' ');
    }
}
