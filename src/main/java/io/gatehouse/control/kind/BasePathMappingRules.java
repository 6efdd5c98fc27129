package io.gatehouse.control.kind;

import io.gatehouse.control.kind.patch.PatchOp;
import io.gatehouse.control.kind.patch.PatchRule;
import io.gatehouse.control.kind.patch.PatchRules;
import io.gatehouse.control.kind.patch.PatchWording;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules of base path mappings. A mapping lies below its domain name; a link to it below its API tells what may not be
 * deleted.
 */
public final class BasePathMappingRules {
    /** How AWS writes that there is none. */
    static final String NONE = "(none)";

    private static final String LINK = "basepathmappings";
    private static final Pattern BASE_PATH = Pattern.compile("[A-Za-z0-9$\\-_.+!*'()]{1,300}");

    private BasePathMappingRules() {}

    static PatchRules patch() {
        return PatchRules.of(
                PatchWording.PLAIN,
                // AWS: its page says basepath and restapiId, its clients send basePath as well.
                member("/basepath", "basePath"),
                member("/basePath", "basePath"),
                member("/restapiId", "restApiId"),
                member("/restApiId", "restApiId"),
                member("/stage", "stage"));
    }

    private static PatchRule member(String path, String member) {
        return PatchRules.rule(
                PatchOp.REPLACE, path, (mapping, step) -> Tree.with(mapping, member, step.valueOrEmpty()));
    }

    /** The base path as it names a mapping. */
    static String id(String basePath) {
        return basePath.isEmpty() ? NONE : basePath;
    }

    /** Completes and checks a mapping of the domain name that the input names. */
    static JsonObject check(Scope scope, @Nullable JsonObject before, JsonObject given) {
        JsonObject domain = scope.require(AccountKinds.domainName(scope.input()), DomainNameRules.UNKNOWN);
        String basePath = id(Tree.text(given, "basePath", ""));
        if (basePath.contains("/")) {
            throw AwsException.badRequest("API Gateway V1 doesn't support the slash character (/) in base path"
                    + " mappings. To create a multi-level base path mapping, use API Gateway V2.");
        }
        if (!BASE_PATH.matcher(basePath).matches()) {
            throw AwsException.badRequest(
                    "Invalid base path specified: a base path may only contain letters, numbers and one of $-_.+!*'()");
        }
        String restApiId = Tree.text(given, "restApiId", "");
        // Nobody may delete the API meanwhile.
        if (!scope.tx().lock(RestKeys.restApi(restApiId))) {
            throw AwsException.badRequest("Invalid REST API identifier specified");
        }
        checkTypes(domain, scope.tx().find(RestKeys.restApi(restApiId)).orElseThrow());
        JsonObject mapping = Tree.with(given, "basePath", basePath);
        String stage = Tree.text(mapping, "stage", "");
        if (stage.isEmpty() || stage.equals(NONE)) {
            return Tree.without(mapping, "stage");
        }
        if (!scope.tx().exists(RestKeys.stage(restApiId, stage))) {
            throw AwsException.badRequest(StageRules.UNKNOWN);
        }
        return mapping;
    }

    private static void checkTypes(JsonObject domain, JsonObject api) {
        List<String> types = DomainNameRules.types(api);
        boolean isPrivate = types.contains(DomainNameRules.PRIVATE);
        if (DomainNameRules.isPrivate(domain) != isPrivate) {
            throw AwsException.badRequest(
                    isPrivate
                            ? "Private APIs can only be mapped to private custom domain names"
                            : "Only private APIs can be mapped to private custom domain names");
        }
        if (domain.containsKey("mutualTlsAuthentication") && !types.contains(DomainNameRules.REGIONAL)) {
            throw AwsException.badRequest("Mutual TLS authentication is supported for Regional APIs only");
        }
    }

    /** Lets the API of a mapping know of it. */
    static void link(Scope scope, Key mapping, @Nullable JsonObject before, JsonObject after) {
        if (before != null) {
            unlink(scope, mapping, before);
        }
        JsonObject link = Tree.only(after, List.of("stage"));
        scope.tx().put(linkKey(mapping, after), link);
    }

    /** Takes back {@link #link}. */
    static void unlink(Scope scope, Key mapping, JsonObject value) {
        scope.tx().delete(linkKey(mapping, value));
    }

    private static Key linkKey(Key mapping, JsonObject value) {
        String domain = mapping.parent().substring(mapping.parent().lastIndexOf('/') + 1);
        return RestKeys.restApi(Tree.text(value, "restApiId", ""))
                .child(LINK, domain + "/" + Tree.text(value, "basePath", ""));
    }

    /** An API is not deleted while a domain name leads to it. */
    static void refuseToDeleteApi(Scope scope, Key api, JsonObject value) {
        refuse("RestApi", api.id(), scope.tx().children(api.path(), LINK));
    }

    /** Nor is a stage. */
    static void refuseToDeleteStage(Scope scope, Key stage, JsonObject value) {
        List<Entry> links = scope.tx().children(scope.api().path(), LINK).stream()
                .filter(link -> stage.id().equals(Tree.text(link.value(), "stage")))
                .toList();
        refuse("Stage", stage.id(), links);
    }

    /** An API that a domain name leads to stays of a type to which the domain name may lead. */
    static void checkMove(Scope scope, JsonObject before, JsonObject after) {
        List<Entry> links = scope.tx().children(scope.api().path(), LINK);
        if (!links.isEmpty() && DomainNameRules.isPrivate(before) != DomainNameRules.isPrivate(after)) {
            throw AwsException.badRequest("Unable to update EndpointType. Please remove all base path mappings related"
                    + " to the RestApi in your domains: " + String.join(", ", domains(links)));
        }
        for (String domain : domains(links)) {
            scope.tx().find(AccountKeys.domainName(domain)).ifPresent(found -> checkTypes(found, after));
        }
    }

    /** A domain name that asks for client certificates leads to regional APIs alone. */
    static void checkMutualTls(Scope scope, JsonObject domain) {
        if (!domain.containsKey("mutualTlsAuthentication")) {
            return;
        }
        Key key = AccountKeys.domainName(DomainNameRules.id(domain));
        for (Entry mapping : scope.tx().children(key.path(), LINK)) {
            scope.tx()
                    .find(RestKeys.restApi(Tree.text(mapping.value(), "restApiId", "")))
                    .ifPresent(api -> checkTypes(domain, api));
        }
    }

    private static Set<String> domains(List<Entry> links) {
        var domains = new TreeSet<String>();
        links.forEach(link -> domains.add(link.id().substring(0, link.id().indexOf('/'))));
        return domains;
    }

    private static void refuse(String noun, String id, List<Entry> links) {
        if (!links.isEmpty()) {
            throw AwsException.badRequest("Deleting " + noun + " " + id + " failed. Please remove all base path"
                    + " mappings related to the " + noun + " in your domains: " + String.join(", ", domains(links)));
        }
    }
}
