package io.gatehouse.control.kind.patch;

import io.gatehouse.model.AwsException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** AWS's families of words for a patch operation that a kind does not allow. */
@FunctionalInterface
public interface PatchWording {

    /** Most kinds name the operations that the path may have. */
    PatchWording PLAIN = (rules, op, path) -> "Invalid patch path " + path;

    /** Simple kinds name the paths that the operation may have. */
    PatchWording LISTING = new PatchWording() {
        @Override
        public String unknownPath(List<PatchRule> rules, @Nullable String op, @Nullable String path) {
            String allowed = rules.stream()
                    .filter(rule ->
                            rule.ops().stream().anyMatch(each -> each.wire().equals(op)))
                    .map(rule ->
                            rule.path().replace("+}", "}").replace('{', '<').replace('}', '>'))
                    .collect(Collectors.joining(", "));
            // AWS: two spaces after "path" (recorded).
            String start = "Invalid patch path  '" + path + "' specified for op '" + op + "'. ";
            return allowed.isEmpty()
                    ? start + "Please choose supported operations"
                    : start + "Must be one of: [" + allowed + "]";
        }

        @Override
        public String wrongOp(List<PatchRule> rules, PatchRule rule, @Nullable String op, @Nullable String path) {
            return unknownPath(rules, op, path);
        }
    };

    /** Gateway responses do not tell a wrong path from a wrong operation. */
    PatchWording PATH_ONLY = new PatchWording() {
        @Override
        public String unknownPath(List<PatchRule> rules, @Nullable String op, @Nullable String path) {
            return "Invalid patch path " + path;
        }

        @Override
        public String wrongOp(List<PatchRule> rules, PatchRule rule, @Nullable String op, @Nullable String path) {
            return unknownPath(rules, op, path);
        }
    };

    /** No rule has this path. */
    String unknownPath(List<PatchRule> rules, @Nullable String op, @Nullable String path);

    /** The rule of this path does not allow the operation. */
    default String wrongOp(List<PatchRule> rules, PatchRule rule, @Nullable String op, @Nullable String path) {
        return "Invalid patch operation specified. Must be one of: ["
                + rule.ops().stream().sorted().map(PatchOp::wire).collect(Collectors.joining(", ")) + "]";
    }

    default AwsException refusal(
            List<PatchRule> rules, @Nullable PatchRule rule, @Nullable String op, @Nullable String path) {
        if (rule == null) {
            return AwsException.badRequest(unknownPath(rules, op, path));
        }
        String own = rule.wrongOp();
        return AwsException.badRequest(own == null ? wrongOp(rules, rule, op, path) : own);
    }
}
