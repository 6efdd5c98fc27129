package io.gatehouse.control.operation;

import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import java.util.List;

/** The domain names of a test's control plane, in few words. */
final class DomainNames {
    static final String NAME = "api.example.com";
    static final String ARN = "arn:aws:acm:us-east-1:123456789012:certificate/fb1b9770-a305-495d-aefb-27e5e101ff3";
    static final String REGIONAL_CERTIFICATE = "'regionalCertificateArn': '" + ARN + "'";

    private final ControlPlane plane;

    DomainNames(ControlPlane plane) {
        this.plane = plane;
    }

    /** The members that make a domain name one of this endpoint type. */
    static String types(String type) {
        return "'endpointConfiguration': {'types': ['" + type + "']}";
    }

    JsonObject regional(String name, String members) {
        return plane.call(
                "CreateDomainName",
                "{'domainName': '%s', " + REGIONAL_CERTIFICATE + ", " + types("REGIONAL") + ", " + members + "}",
                name);
    }

    /** A new private name; quotes inside texts are written {@code \'}. */
    JsonObject privateName(String members) {
        return plane.calls()
                .call(
                        "CreateDomainName",
                        Json.parse(("{'domainName': '" + NAME + "', 'certificateArn': '" + ARN + "', "
                                        + types("PRIVATE") + ", " + members.replace("\\'", "\\\"") + "}")
                                .replace("'", "\"")))
                .body();
    }

    /** The refusal of a new {@link #NAME}. */
    String refused(String members) {
        return plane.refusal("CreateDomainName", "{'domainName': '" + NAME + "', " + members + "}");
    }

    JsonObject get(String name) {
        return plane.call("GetDomainName", "{'domainName': '%s'}", name);
    }

    List<String> names() {
        return plane.call("GetDomainNames", "{}").getJsonArray("item").getValuesAs(JsonObject.class).stream()
                .map(each -> each.getString("domainName"))
                .toList();
    }

    /** Patches {@link #NAME}. */
    JsonObject patch(String... operations) {
        return plane.call("UpdateDomainName", Patches.of("'domainName': '" + NAME + "'", operations));
    }

    String patchRefused(String... operations) {
        return plane.refusal("UpdateDomainName", Patches.of("'domainName': '" + NAME + "'", operations));
    }
}
