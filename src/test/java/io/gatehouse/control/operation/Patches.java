package io.gatehouse.control.operation;

import java.util.ArrayList;

/** Inputs of Update operations, in few words. */
final class Patches {
    private Patches() {}

    /**
     * The members of an Update.
     *
     * @param place what names the patched value, JSON with single quotes
     * @param operations each as {@code op path value}
     */
    static String of(String place, String... operations) {
        return "{" + place + ", " + operations(operations) + "}";
    }

    /** The member {@code patchOperations}. */
    static String operations(String... operations) {
        var list = new ArrayList<String>();
        for (String operation : operations) {
            String[] parts = operation.split(" ", 3);
            String value = parts.length < 3 ? "" : ", 'value': '" + parts[2] + "'";
            list.add("{'op': '" + parts[0] + "', 'path': '" + parts[1] + "'" + value + "}");
        }
        return "'patchOperations': [" + String.join(", ", list) + "]";
    }
}
