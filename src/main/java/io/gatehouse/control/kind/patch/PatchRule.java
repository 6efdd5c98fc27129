package io.gatehouse.control.kind.patch;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What may be patched at one path.
 *
 * @param path with {@code {name}} where any text may stand, {@code {name+}} for any number of texts, empty ones too
 * @param ops allowed there
 * @param guard on the segments as sent, beyond their number and the fixed ones
 * @param wrongOp what to say to other operations; null for the kind's usual words
 */
public record PatchRule(
        String path, Set<PatchOp> ops, PatchEdit edit, Predicate<List<String>> guard, @Nullable String wrongOp) {

    public PatchRule(String path, Set<PatchOp> ops, PatchEdit edit) {
        this(path, ops, edit, segments -> true, null);
    }

    public PatchRule onlyWhen(Predicate<List<String>> condition) {
        return new PatchRule(path, ops, edit, condition, wrongOp);
    }

    public PatchRule refusing(String text) {
        return new PatchRule(path, ops, edit, guard, text);
    }

    public boolean matches(List<String> segments) {
        List<String> pattern = PatchStep.split(path);
        for (int i = 0; i < pattern.size(); i++) {
            if (pattern.get(i).endsWith("+}")) {
                int after = pattern.size() - i - 1;
                return segments.size() >= pattern.size()
                        && matches(pattern.subList(i + 1, pattern.size()), tail(segments, after))
                        && matches(pattern.subList(0, i), segments.subList(0, i))
                        && guard.test(segments);
            }
        }
        return matches(pattern, segments) && guard.test(segments);
    }

    private static List<String> tail(List<String> segments, int count) {
        return segments.subList(segments.size() - count, segments.size());
    }

    private static boolean matches(List<String> pattern, List<String> segments) {
        if (pattern.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < pattern.size(); i++) {
            boolean free = pattern.get(i).startsWith("{") && !segments.get(i).isEmpty();
            if (!free && !pattern.get(i).equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }
}
