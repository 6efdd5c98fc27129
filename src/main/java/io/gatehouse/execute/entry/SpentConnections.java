package io.gatehouse.execute.entry;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Connections of the server's port on which nothing more may be served, because the end of a request was not certain.
 * Answering {@code Connection: close} is not enough: Payara goes on with the bytes that have already arrived.
 */
final class SpentConnections {
    /** What is left over on a connection is read at once; by then these many others have not come. */
    private static final int KEPT = 4096;

    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final ArrayDeque<String> oldestFirst = new ArrayDeque<>();

    /** The request under way is the last on its connection. */
    void add(HttpServletRequest request) {
        String id = request.getServletConnection().getConnectionId();
        if (!ids.add(id)) {
            return;
        }
        synchronized (oldestFirst) {
            oldestFirst.addLast(id);
            if (oldestFirst.size() > KEPT) {
                ids.remove(oldestFirst.removeFirst());
            }
        }
    }

    boolean contains(HttpServletRequest request) {
        return !ids.isEmpty() && ids.contains(request.getServletConnection().getConnectionId());
    }
}
