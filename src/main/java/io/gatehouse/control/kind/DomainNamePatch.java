package io.gatehouse.control.kind;

import static io.gatehouse.control.kind.patch.PatchRules.addRemove;
import static io.gatehouse.control.kind.patch.PatchRules.addReplaceRemove;
import static io.gatehouse.control.kind.patch.PatchRules.replace;

import io.gatehouse.control.kind.patch.PatchEdit;
import io.gatehouse.control.kind.patch.PatchEdits;
import io.gatehouse.control.kind.patch.PatchOp;
import io.gatehouse.control.kind.patch.PatchRules;
import io.gatehouse.control.kind.patch.PatchStep;
import io.gatehouse.control.kind.patch.PatchType;
import io.gatehouse.control.kind.patch.PatchWording;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.control.kind.patch.TreePath;
import io.gatehouse.model.AwsException;
import jakarta.json.JsonObject;
import java.util.List;

/** What may be patched on a domain name. */
final class DomainNamePatch {
    private static final List<String> TYPES = List.of("REGIONAL", "EDGE", "PRIVATE");
    private static final List<String> ROUTING_MODES =
            List.of("BASE_PATH_MAPPING_ONLY", "ROUTING_RULE_ONLY", "ROUTING_RULE_THEN_BASE_PATH_MAPPING");

    private DomainNamePatch() {}

    static PatchRules rules() {
        PatchEdit text = PatchEdits.member(PatchType.TEXT);
        return PatchRules.of(
                PatchWording.PLAIN,
                addReplaceRemove("/certificateName", text),
                addReplaceRemove("/certificateArn", text),
                addReplaceRemove("/regionalCertificateName", text),
                addReplaceRemove("/regionalCertificateArn", text),
                addReplaceRemove("/ownershipVerificationCertificateArn", text),
                addRemove("/endpointConfiguration/types", DomainNamePatch::types),
                // AWS: clients name an index or a type here; no value is taken (observed).
                PatchRules.rule(PatchOp.REPLACE, "/endpointConfiguration/types/{type}", DomainNamePatch::invalid),
                replace("/endpointConfiguration/ipAddressType", oneOf("ipAddressType", List.of("ipv4", "dualstack"))),
                PatchRules.rule(PatchOp.REPLACE, "/endpointAccessMode", publicOnly()),
                PatchRules.rule(PatchOp.REPLACE, "/managementPolicy", privateOnly()),
                PatchRules.rule(PatchOp.REPLACE, "/policy", privateOnly()),
                addReplaceRemove("/mutualTlsAuthentication/truststoreUri", DomainNamePatch::truststore),
                addReplaceRemove("/mutualTlsAuthentication/truststoreVersion", text),
                replace("/routingMode", oneOf("routingMode", ROUTING_MODES)),
                replace("/securityPolicy", PatchType.EXACT_TEXT));
    }

    private static PatchType oneOf(String member, List<String> options) {
        return PatchType.oneOf(
                options, "Invalid " + member + " specified. Valid options are " + String.join(",", options));
    }

    private static JsonObject types(JsonObject domain, PatchStep step) {
        if (!TYPES.contains(step.valueOrEmpty())) {
            throw AwsException.badRequest(
                    "Invalid EndpointTypes specified. Valid options are " + String.join(",", TYPES));
        }
        return PatchEdits.valued(TreePath.of("endpointConfiguration", "types")).apply(domain, step);
    }

    private static JsonObject invalid(JsonObject domain, PatchStep step) {
        throw AwsException.badRequest(step.path() + " Invalid request input");
    }

    /** Without a truststore there is no mutual TLS, whatever version was asked for. */
    private static JsonObject truststore(JsonObject domain, PatchStep step) {
        return step.op() == PatchOp.REMOVE || !step.hasValue()
                ? Tree.without(domain, "mutualTlsAuthentication")
                : step.place().set(domain, Tree.of(step.valueOrEmpty()));
    }

    private static PatchEdit publicOnly() {
        return (domain, step) -> {
            if (DomainNameRules.isPrivate(domain)) {
                throw AwsException.badRequest(
                        "The endpoint access mode can only be updated for public custom domain names.");
            }
            if (domain.containsKey("mutualTlsAuthentication")) {
                // AWS: security policies that have an access mode do not go with mutual TLS (observed).
                return invalid(domain, step);
            }
            return PatchEdits.member(PatchType.TEXT).apply(domain, step);
        };
    }

    private static PatchEdit privateOnly() {
        return (domain, step) -> {
            if (!DomainNameRules.isPrivate(domain)) {
                throw AwsException.badRequest("Policies are only supported for private custom domain names.");
            }
            return PatchEdits.member(PatchType.TEXT).apply(domain, step);
        };
    }
}
