package io.gatehouse.control.protocol;

import io.gatehouse.execute.authorize.QueryString;
import io.gatehouse.snapshot.mapping.PercentEncoding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the operation of a verb and a path, over all three services. Immutable. */
final class OperationRouter {

    /**
     * An operation with the labels of its path.
     *
     * @param labels by wire name, decoded once
     */
    record Match(Operation operation, Map<String, String> labels) {}

    private final Map<String, List<Operation>> byMethod = new HashMap<>();

    OperationRouter(List<ServiceModel> models) {
        for (ServiceModel model : models) {
            for (Operation operation : model.operations()) {
                byMethod.computeIfAbsent(operation.method(), m -> new ArrayList<>())
                        .add(operation);
            }
        }
        // What names more of the request comes first: mode=import before plain, a word before a label.
        Comparator<Operation> mostSpecific =
                Comparator.comparingInt(o -> -100 * o.fixedQuery().size()
                        + (int) o.path().stream().filter(Operation::isLabel).count());
        byMethod.values().forEach(operations -> operations.sort(mostSpecific));
    }

    /**
     * Finds the operation; empty when AWS has none there.
     *
     * @param rawPath as it came, not decoded
     * @throws IllegalArgumentException when a label is not percent-encoded UTF-8
     */
    Optional<Match> find(String method, String rawPath, QueryString query) {
        List<String> segments =
                List.of(rawPath.substring(rawPath.startsWith("/") ? 1 : 0).split("/", -1));
        for (Operation operation : byMethod.getOrDefault(method, List.of())) {
            boolean queryFits = operation.fixedQuery().entrySet().stream()
                    .allMatch(e -> query.all(e.getKey()).contains(e.getValue()));
            if (queryFits && fits(operation.path(), segments)) {
                return Optional.of(new Match(operation, labels(operation.path(), segments)));
            }
        }
        return Optional.empty();
    }

    private static boolean fits(List<String> template, List<String> segments) {
        int last = template.size() - 1;
        boolean enough =
                takesRest(template.get(last)) ? segments.size() >= template.size() : segments.size() == template.size();
        if (!enough) {
            return false;
        }
        for (int i = 0; i <= last; i++) {
            boolean same = Operation.isLabel(template.get(i))
                    ? !segments.get(i).isEmpty()
                    : template.get(i).equals(segments.get(i));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> labels(List<String> template, List<String> segments) {
        Map<String, String> labels = new HashMap<>();
        for (int i = 0; i < template.size(); i++) {
            String part = template.get(i);
            if (Operation.isLabel(part)) {
                String raw = takesRest(part) ? String.join("/", segments.subList(i, segments.size())) : segments.get(i);
                labels.put(part.substring(1, part.length() - 1), PercentEncoding.decodeStrictly(raw));
            }
        }
        return labels;
    }

    /** ARNs hold slashes; the SDKs encode them, people with curl do not. */
    private static boolean takesRest(String segment) {
        return Operation.isLabel(segment) && segment.toLowerCase(Locale.ROOT).endsWith("arn}");
    }
}
