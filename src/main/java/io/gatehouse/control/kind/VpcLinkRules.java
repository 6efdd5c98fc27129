package io.gatehouse.control.kind;

import static io.gatehouse.control.kind.patch.PatchRules.addReplaceRemove;
import static io.gatehouse.control.kind.patch.PatchRules.replace;

import io.gatehouse.control.kind.Kind.Reason;
import io.gatehouse.control.kind.patch.PatchRules;
import io.gatehouse.control.kind.patch.PatchStep;
import io.gatehouse.control.kind.patch.PatchType;
import io.gatehouse.control.kind.patch.PatchWording;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rules of VPC links, and of the integrations that go through them. */
public final class VpcLinkRules {
    public static final String UNKNOWN = "Invalid Vpc Link identifier specified";
    private static final String LOAD_BALANCER = "loadbalancer/net/";

    /** AWS: the stage that the API as it is edited counts as. */
    private static final String DRAFT = "test-invoke-stage";

    private VpcLinkRules() {}

    static PatchRules patch() {
        return PatchRules.of(
                PatchWording.PLAIN,
                replace("/name", PatchType.EXACT_TEXT),
                replace("/description", PatchType.TEXT),
                addReplaceRemove("/targetArns", VpcLinkRules::targetsStay),
                addReplaceRemove("/targetArns/{target}", VpcLinkRules::targetsStay));
    }

    private static JsonObject targetsStay(JsonObject link, PatchStep step) {
        throw AwsException.badRequest("Target arns are not allowed to be changed/added.");
    }

    static JsonObject check(Scope scope, @Nullable JsonObject before, JsonObject after) {
        if (Tree.text(after, "name", "").isBlank()) {
            throw AwsException.badRequest("Name cannot be empty");
        }
        JsonObject link = Tree.withoutBlank(Tree.withoutEmpty(after, "tags"), "description");
        if (before != null) {
            return link;
        }
        Tags.check(Tree.object(link, "tags"));
        List<String> targets = Tree.texts(link, "targetArns");
        if (targets.isEmpty()) {
            throw AwsException.badRequest("No target arn specified for vpc link.");
        }
        if (targets.size() > 1) {
            throw AwsException.badRequest("More than one target arn specified for vpc link.");
        }
        Arn target = Arn.parse(targets.get(0))
                .orElseThrow(() -> AwsException.badRequest("Invalid ARN. ARN is not well formed " + targets.get(0)));
        boolean usable = target.service().equals("elasticloadbalancing")
                && target.resource().startsWith(LOAD_BALANCER);
        // AWS: what is no network load balancer is found out only while the link is made.
        return Tree.builder(link)
                .add("status", usable ? "AVAILABLE" : "FAILED")
                .add("statusMessage", usable ? "Your vpc link is ready for use" : "NLB ARN is malformed")
                .build();
    }

    /** A new link is only promised: AWS makes it after its answer. */
    static JsonObject answer(Scope scope, Key key, JsonObject link, Reason reason) {
        return reason == Reason.CREATED
                ? Tree.with(Tree.without(link, "statusMessage"), "status", "PENDING")
                : Tags.told(link, reason);
    }

    /**
     * Sees that the link of an integration is there, and notes that its API uses it.
     *
     * @throws AwsException {@code BadRequestException} when there is none of this identifier
     */
    static void use(Transaction tx, String restApiId, @Nullable JsonObject before, JsonObject integration) {
        String link = linkOf(integration);
        boolean same = before != null && link.equals(linkOf(before));
        if (!link.isEmpty() && !same && !Uses.note(tx, AccountKeys.vpcLink(link), RestKeys.restApi(restApiId))) {
            throw AwsException.badRequest(UNKNOWN);
        }
    }

    /** Notes the links of an API that is made as a copy. */
    public static void useAgain(Transaction tx, Key copy) {
        for (Entry entry : tx.subtree(RestKeys.resources(copy.id()))) {
            if (entry.key().kind().equals("integration")) {
                use(tx, copy.id(), null, entry.value());
            }
        }
    }

    /**
     * The link that an integration goes through; empty when it goes through none that could be known: a stage variable
     * may name it, and with a target goes a link of the newer version.
     */
    private static String linkOf(JsonObject integration) {
        String id = Tree.text(integration, "connectionId", "");
        boolean known = "VPC_LINK".equals(Tree.text(integration, "connectionType"))
                && !id.contains("${")
                && !integration.containsKey("integrationTarget");
        return known ? id : "";
    }

    static void remove(Scope scope, Key key, JsonObject link) {
        var users = new ArrayList<String>();
        for (Key api : Uses.of(scope.tx(), key)) {
            addDraft(users, scope.tx(), key.id(), api);
            addStages(users, scope.tx(), key.id(), api);
        }
        if (!users.isEmpty()) {
            throw AwsException.badRequest("Cannot delete vpc link. Vpc link '" + key.id() + "', is referenced in "
                    + users + " in format of [RESTApiId:Method:Resource:Stage].");
        }
    }

    private static void addDraft(Collection<String> users, Transaction tx, String link, Key api) {
        for (Entry entry : tx.subtree(RestKeys.resources(api.id()))) {
            String[] path = entry.key().path().split("/", -1);
            if (entry.key().kind().equals("integration") && link.equals(linkOf(entry.value()))) {
                users.add(String.join(":", api.id(), path[6], path[4], DRAFT));
            }
        }
    }

    private static void addStages(Collection<String> users, Transaction tx, String link, Key api) {
        for (Entry stage : tx.children(api.path(), "stages")) {
            var deployments = new TreeSet<String>();
            deployments.add(Tree.text(stage.value(), "deploymentId", ""));
            deployments.add(Tree.text(Tree.object(stage.value(), "canarySettings"), "deploymentId", ""));
            for (String deployment : deployments) {
                tx.find(RestKeys.definition(RestKeys.deployment(api.id(), deployment)))
                        .ifPresent(definition -> addDeployed(users, definition, link, api.id(), stage.id()));
            }
        }
    }

    private static void addDeployed(
            Collection<String> users, JsonObject definition, String link, String api, String stage) {
        if (!(definition.get("resources") instanceof JsonArray resources)) {
            return;
        }
        for (JsonValue resource : resources) {
            String id = Tree.text(resource.asJsonObject(), "id", "");
            Tree.object(resource.asJsonObject(), "resourceMethods").forEach((method, value) -> {
                String user = String.join(":", api, method, id, stage);
                if (link.equals(linkOf(Tree.object(value.asJsonObject(), "methodIntegration")))
                        && !users.contains(user)) {
                    users.add(user);
                }
            });
        }
    }
}
