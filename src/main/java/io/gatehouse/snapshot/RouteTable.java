package io.gatehouse.snapshot;

import io.gatehouse.snapshot.mapping.PercentEncoding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the method for a path and verb: a tree of path segments, made once. At each segment a literal goes before
 * {@code {name}}, that before {@code {name+}}; where the better path ends at a resource without the verb, the search
 * goes on with the next. Every node is visited once at the most, and matching allocates nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html">
 *     AWS: method request</a>
 */
public final class RouteTable {
    private final Node root = new Node();

    public RouteTable(List<DeployedMethod> methods) {
        methods.forEach(this::add);
    }

    private void add(DeployedMethod method) {
        Node node = root;
        String path = method.resourcePath();
        if (!path.equals("/")) {
            for (String segment : path.substring(1).split("/", -1)) {
                node = node.child(segment);
            }
        }
        node.add(method);
    }

    /**
     * The method for a verb and a raw path that begins with a slash or is empty; null when there is none. One slash at
     * the end does not count.
     */
    public @Nullable DeployedMethod match(String httpMethod, String path) {
        return find(root, path, 0, end(path), httpMethod);
    }

    /** Where a path ends for matching: before the one slash that may stand at its end. */
    static int end(String path) {
        return path.endsWith("/") ? path.length() - 1 : path.length();
    }

    private static @Nullable DeployedMethod find(Node node, String path, int from, int end, String httpMethod) {
        if (from >= end) {
            return node.method(httpMethod);
        }
        int start = from + 1;
        int slash = path.indexOf('/', start);
        int stop = slash < 0 || slash > end ? end : slash;
        Node literal = node.literal(path, start, stop);
        DeployedMethod found = literal == null ? null : find(literal, path, stop, end, httpMethod);
        if (found == null && node.variable != null && stop > start) {
            found = find(node.variable, path, stop, end, httpMethod);
        }
        if (found == null && node.greedy != null && end > start) {
            found = node.greedy.method(httpMethod);
        }
        return found;
    }

    /** One segment. Literal children are in an open-addressed table, so that a part of the path needs no copy. */
    private static final class Node {
        private final List<DeployedMethod> methods = new ArrayList<>(2);
        private @Nullable DeployedMethod any;
        private @Nullable Node variable;
        private @Nullable Node greedy;
        private @Nullable String[] names = new String[4];
        private @Nullable Node[] literals = new Node[4];
        private int size;

        Node child(String segment) {
            if (segment.startsWith("{") && segment.endsWith("+}")) {
                greedy = greedy == null ? new Node() : greedy;
                return greedy;
            }
            if (segment.startsWith("{") && segment.endsWith("}")) {
                variable = variable == null ? new Node() : variable;
                return variable;
            }
            Node known = find(segment, 0, segment.length());
            return known == null ? put(segment, new Node()) : known;
        }

        private Node put(String segment, Node child) {
            if (2 * (size + 1) > names.length) {
                grow();
            }
            int slot = slot(segment, 0, segment.length());
            names[slot] = segment;
            literals[slot] = child;
            size++;
            return child;
        }

        private void grow() {
            @Nullable String[] oldNames = names;
            @Nullable Node[] oldLiterals = literals;
            names = new String[2 * oldNames.length];
            literals = new Node[2 * oldNames.length];
            for (int i = 0; i < oldNames.length; i++) {
                String name = oldNames[i];
                if (name != null) {
                    int slot = slot(name, 0, name.length());
                    names[slot] = name;
                    literals[slot] = oldLiterals[i];
                }
            }
        }

        void add(DeployedMethod method) {
            if (method.httpMethod().equals("ANY")) {
                any = method;
            } else {
                methods.add(method);
            }
        }

        @Nullable
        Node literal(String path, int from, int to) {
            if (size == 0) {
                return null;
            }
            int escape = path.indexOf('%', from);
            if (escape < 0 || escape >= to) {
                return find(path, from, to);
            }
            String decoded = PercentEncoding.decode(path, from, to);
            return find(decoded, 0, decoded.length());
        }

        private @Nullable Node find(String text, int from, int to) {
            return literals[slot(text, from, to)];
        }

        /** The place of a name: where it is, or where it would go. */
        private int slot(String text, int from, int to) {
            int hash = 0;
            for (int i = from; i < to; i++) {
                hash = 31 * hash + text.charAt(i);
            }
            int slot = (hash ^ (hash >>> 15)) & (names.length - 1);
            String name = names[slot];
            while (name != null && !(name.length() == to - from && name.regionMatches(0, text, from, to - from))) {
                slot = (slot + 1) & (names.length - 1);
                name = names[slot];
            }
            return slot;
        }

        @Nullable
        DeployedMethod method(String httpMethod) {
            for (int i = 0; i < methods.size(); i++) {
                if (methods.get(i).httpMethod().equals(httpMethod)) {
                    return methods.get(i);
                }
            }
            return any != null && isAny(httpMethod) ? any : null;
        }

        private static boolean isAny(String httpMethod) {
            return switch (httpMethod) {
                case "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS" -> true;
                default -> false;
            };
        }
    }
}
