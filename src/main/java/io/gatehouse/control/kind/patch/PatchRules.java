package io.gatehouse.control.kind.patch;

import io.gatehouse.model.AwsException;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one patcher: a kind's table of what may be patched, and its use. Operations apply in their order, all or none.
 * Values are text and become the component's type; {@code ~1} in a path is a slash, {@code ~0} a tilde.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html">AWS: patch operations</a>
 */
public final class PatchRules {
    /** Of what cannot be patched. */
    public static final PatchRules NONE = new PatchRules(PatchWording.PLAIN, List.of(), null);

    /** Each operation copies what it changes, so many of them on something large would take forever. */
    private static final int MOST_OPERATIONS = 1000;

    private final PatchWording wording;
    private final List<PatchRule> rules;
    private final @Nullable PatchEdit copy;

    private PatchRules(PatchWording wording, List<PatchRule> rules, @Nullable PatchEdit copy) {
        this.wording = wording;
        this.rules = rules;
        this.copy = copy;
    }

    public static PatchRules of(PatchWording wording, PatchRule... rules) {
        return new PatchRules(wording, List.copyOf(Arrays.asList(rules)), null);
    }

    public static PatchRules of(PatchWording wording, List<PatchRule> rules) {
        return new PatchRules(wording, List.copyOf(rules), null);
    }

    /** These rules with copying; which paths may be copied is for the edit to say. */
    public PatchRules copying(PatchEdit edit) {
        return new PatchRules(wording, rules, edit);
    }

    public static PatchRule replace(String path, PatchType type) {
        return new PatchRule(path, EnumSet.of(PatchOp.REPLACE), PatchEdits.member(type));
    }

    public static PatchRule addReplace(String path, PatchEdit edit) {
        return new PatchRule(path, EnumSet.of(PatchOp.ADD, PatchOp.REPLACE), edit);
    }

    public static PatchRule addReplaceRemove(String path, PatchEdit edit) {
        return new PatchRule(path, EnumSet.of(PatchOp.ADD, PatchOp.REPLACE, PatchOp.REMOVE), edit);
    }

    public static PatchRule addRemove(String path, PatchEdit edit) {
        return new PatchRule(path, EnumSet.of(PatchOp.ADD, PatchOp.REMOVE), edit);
    }

    public static PatchRule rule(PatchOp op, String path, PatchEdit edit) {
        return new PatchRule(path, EnumSet.of(op), edit);
    }

    /**
     * The tree after all operations.
     *
     * @param operations as in {@code patchOperations}
     * @throws AwsException when an operation is not allowed or its value does not fit; nothing has changed then
     */
    public JsonObject apply(JsonObject tree, JsonArray operations) {
        if (operations.size() > MOST_OPERATIONS) {
            throw PatchEdits.tooLarge();
        }
        JsonObject result = tree;
        for (JsonValue operation : operations) {
            result = operation instanceof JsonObject object ? apply(result, object) : result;
        }
        return result;
    }

    private JsonObject apply(JsonObject tree, JsonObject operation) {
        String op = Tree.text(operation, "op");
        String path = Tree.text(operation, "path");
        List<String> segments = PatchStep.split(path);
        List<PatchRule> matching = new ArrayList<>();
        for (PatchRule rule : rules) {
            if (rule.matches(segments)) {
                matching.add(rule);
            }
        }
        Optional<PatchOp> named = PatchOp.named(op);
        if (path != null && named.isPresent()) {
            var step = new PatchStep(
                    named.get(),
                    path,
                    PatchStep.decode(segments),
                    Tree.text(operation, "value"),
                    Tree.text(operation, "from"));
            if (copy != null && step.op() == PatchOp.COPY) {
                return copy.apply(tree, step);
            }
            for (PatchRule rule : matching) {
                if (rule.ops().contains(step.op())) {
                    return rule.edit().apply(tree, step);
                }
            }
        }
        throw wording.refusal(rules, matching.isEmpty() ? null : matching.get(0), op, path);
    }
}
