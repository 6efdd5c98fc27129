package io.gatehouse.execute.mapping.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The methods of lists. */
final class ListMethods {
    private ListMethods() {}

    static @Nullable Object call(Budget budget, ListValue list, String name, Arguments arguments) {
        return switch (arguments.count()) {
            case 0 -> plain(budget, list, name);
            case 1 -> withOne(budget, list, name, arguments);
            case 2 -> withTwo(budget, list, name, arguments);
            default -> null;
        };
    }

    private static @Nullable Object plain(Budget budget, ListValue list, String name) {
        return switch (name) {
            case "size" -> list.size();
            case "isEmpty" -> list.size() == 0;
            case "iterator", "toArray" -> Methods.list(budget, list.elements());
            case "clear" -> {
                list.elements().clear();
                yield null;
            }
            default -> null;
        };
    }

    private static @Nullable Object withOne(Budget budget, ListValue list, String name, Arguments arguments) {
        Object argument = arguments.get(0);
        return switch (name) {
            case "get" -> list.get(index(list, arguments));
            case "add" -> {
                list.add(budget, argument);
                yield true;
            }
            case "addAll" -> addAll(budget, list, Methods.elements(argument));
            case "contains" -> indexOf(budget, list, argument) >= 0;
            case "containsAll" ->
                Methods.elements(argument).stream().allMatch(each -> indexOf(budget, list, each) >= 0);
            case "indexOf" -> indexOf(budget, list, argument);
            case "lastIndexOf" -> lastIndexOf(budget, list, argument);
            case "remove" -> remove(budget, list, arguments);
            case "removeAll" -> keep(budget, list, argument, false);
            case "retainAll" -> keep(budget, list, argument, true);
            default -> null;
        };
    }

    private static @Nullable Object withTwo(Budget budget, ListValue list, String name, Arguments arguments) {
        return switch (name) {
            case "set" -> list.set(index(list, arguments), arguments.get(1));
            case "add" -> {
                int at = arguments.integer(0);
                if (at < 0 || at > list.size()) {
                    throw outside(at, list);
                }
                budget.take(Budget.ELEMENT + list.size() - at);
                list.elements().add(at, arguments.get(1));
                yield null;
            }
            case "subList" -> {
                int from = arguments.integer(0);
                int to = arguments.integer(1);
                if (from < 0 || to > list.size() || from > to) {
                    throw outside(from < 0 || from > list.size() ? from : to, list);
                }
                yield Methods.list(budget, list.elements().subList(from, to));
            }
            default -> null;
        };
    }

    /** Only brackets count backwards from the end. */
    private static int index(ListValue list, Arguments arguments) {
        int index = arguments.integer(0);
        if (index < 0) {
            throw outside(index, list);
        }
        return index;
    }

    private static TemplateFailure outside(int index, ListValue list) {
        return new TemplateFailure("Index " + index + " out of bounds for length " + list.size());
    }

    private static boolean addAll(Budget budget, ListValue list, List<@Nullable Object> more) {
        int count = more.size();
        for (int i = 0; i < count; i++) {
            list.add(budget, more.get(i));
        }
        return count > 0;
    }

    private static int indexOf(Budget budget, ListValue list, @Nullable Object value) {
        for (int i = 0; i < list.size(); i++) {
            if (Values.equal(budget, list.get(i), value)) {
                return i;
            }
        }
        return -1;
    }

    private static int lastIndexOf(Budget budget, ListValue list, @Nullable Object value) {
        for (int i = list.size() - 1; i >= 0; i--) {
            if (Values.equal(budget, list.get(i), value)) {
                return i;
            }
        }
        return -1;
    }

    private static @Nullable Object remove(Budget budget, ListValue list, Arguments arguments) {
        budget.take(list.size());
        if (arguments.get(0) instanceof Integer) {
            int index = index(list, arguments);
            Object removed = list.get(index);
            list.elements().remove(index);
            return removed;
        }
        int index = indexOf(budget, list, arguments.get(0));
        if (index >= 0) {
            list.elements().remove(index);
        }
        return index >= 0;
    }

    private static boolean keep(Budget budget, ListValue list, @Nullable Object others, boolean those) {
        ListValue kept = Methods.list(budget, Methods.elements(others));
        return list.elements().removeIf(each -> (indexOf(budget, kept, each) >= 0) != those);
    }
}
