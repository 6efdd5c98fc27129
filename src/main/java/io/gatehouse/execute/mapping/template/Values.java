package io.gatehouse.execute.mapping.template;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every value can: be printed, be true or false, be compared. Null is what nothing is known of; it prints empty. */
final class Values {
    private Values() {}

    /** AWS: recorded; only false is false: not zero, not the empty text, and not what is undefined. */
    static boolean isTrue(@Nullable Object value) {
        return value != null && !Boolean.FALSE.equals(value);
    }

    /** The value as a text of its own. */
    static String text(Budget budget, @Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        var text = new Text(budget);
        print(budget, value, text);
        return text.toString();
    }

    /** Prints a value; nothing for null. */
    static void print(Budget budget, @Nullable Object value, Text out) {
        if (value instanceof ListValue || value instanceof MapValue || value instanceof MapEntry) {
            budget.enter();
            if (value instanceof ListValue list) {
                printList(budget, list, out);
            } else if (value instanceof MapValue map) {
                printMap(budget, map, out);
            } else {
                printEntry(budget, (MapEntry) value, out);
            }
            budget.leave();
        } else if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            out.append(value.toString());
        }
    }

    private static void printInner(Budget budget, @Nullable Object value, Text out) {
        if (value == null) {
            out.append("null");
        } else {
            print(budget, value, out);
        }
    }

    // AWS: recorded; an array of a document prints as JSON, an object as Java prints maps.
    private static void printList(Budget budget, ListValue list, Text out) {
        if (list.isJson()) {
            JsonValues.write(budget, list, out);
            return;
        }
        out.append('[');
        List<@Nullable Object> elements = list.elements();
        for (int i = 0; i < elements.size(); i++) {
            if (i > 0) {
                out.append(", ");
            }
            printInner(budget, elements.get(i), out);
        }
        out.append(']');
    }

    private static void printMap(Budget budget, MapValue map, Text out) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<Object, @Nullable Object> member : map.members().entrySet()) {
            if (!first) {
                out.append(", ");
            }
            first = false;
            out.append(member.getKey().toString()).append('=');
            printInner(budget, member.getValue(), out);
        }
        out.append('}');
    }

    private static void printEntry(Budget budget, MapEntry entry, Text out) {
        out.append(entry.key().toString()).append('=');
        printInner(budget, entry.value(), out);
    }

    /** Whether two values are the same for {@code ==}: numbers by their value, what differs in kind by its text. */
    static boolean same(Budget budget, @Nullable Object left, @Nullable Object right) {
        Object a = left == null ? "" : left;
        Object b = right == null ? "" : right;
        if (a instanceof Number x && b instanceof Number y) {
            return Numbers.compare(x, y) == 0;
        }
        if ((a instanceof ListValue && b instanceof ListValue) || (a instanceof MapValue && b instanceof MapValue)) {
            return equal(budget, a, b);
        }
        if (a.getClass() == b.getClass()) {
            return a.equals(b);
        }
        return text(budget, a).equals(text(budget, b));
    }

    /** Whether two values are equal as Java says. */
    static boolean equal(Budget budget, @Nullable Object a, @Nullable Object b) {
        budget.enter();
        try {
            if (a instanceof ListValue left && b instanceof ListValue right) {
                return equalLists(budget, left, right);
            }
            if (a instanceof MapValue left && b instanceof MapValue right) {
                return equalMaps(budget, left, right);
            }
            return a == null ? b == null : a.equals(b);
        } finally {
            budget.leave();
        }
    }

    private static boolean equalLists(Budget budget, ListValue left, ListValue right) {
        if (left.size() != right.size()) {
            return false;
        }
        Iterator<@Nullable Object> others = right.elements().iterator();
        for (Object element : left.elements()) {
            if (!equal(budget, element, others.next())) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalMaps(Budget budget, MapValue left, MapValue right) {
        if (left.members().size() != right.members().size()) {
            return false;
        }
        for (Map.Entry<Object, @Nullable Object> member : left.members().entrySet()) {
            if (!right.members().containsKey(member.getKey())
                    || !equal(budget, member.getValue(), right.members().get(member.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
