package io.gatehouse.control.operation;

import static io.gatehouse.control.operation.DomainNames.ARN;
import static io.gatehouse.control.operation.DomainNames.NAME;
import static io.gatehouse.control.operation.DomainNames.REGIONAL_CERTIFICATE;
import static io.gatehouse.control.operation.DomainNames.types;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Custom domain names: their addresses, their endpoint types, and how they are listed. */
class DomainNamesTest {
    private final ControlPlane plane = new ControlPlane();
    private final DomainNames domains = new DomainNames(plane);

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void edgeOptimizedNameIsTheDefault() {
        var answer = plane.answer(
                "CreateDomainName", "{'domainName': '%s', 'certificateName': 'c', 'certificateArn': '%s'}", NAME, ARN);
        assertThat(answer.status()).isEqualTo(201);
        JsonObject domain = answer.body();
        assertThat(domain.getString("domainName")).isEqualTo(NAME);
        assertThat(domain.getString("domainNameArn")).isEqualTo("arn:aws:apigateway:us-east-1::/domainnames/" + NAME);
        assertThat(domain.getString("certificateName")).isEqualTo("c");
        assertThat(domain.getString("certificateArn")).isEqualTo(ARN);
        assertThat(domain.getInt("certificateUploadDate")).isPositive();
        assertThat(domain.getString("distributionDomainName")).matches("d[a-z0-9]{13}\\.cloudfront\\.localhost");
        assertThat(domain.getString("distributionHostedZoneId")).isEqualTo("Z2FDTNDATAQYW2");
        assertThat(domain.getJsonObject("endpointConfiguration"))
                .isEqualTo(Json.parse("{\"types\":[\"EDGE\"],\"ipAddressType\":\"ipv4\"}"));
        assertThat(domain.getString("domainNameStatus")).isEqualTo("AVAILABLE");
        assertThat(domain.getString("securityPolicy")).isEqualTo("TLS_1_0");
        assertThat(domain.getString("routingMode")).isEqualTo("BASE_PATH_MAPPING_ONLY");
        assertThat(domain).doesNotContainKeys("tags", "domainNameId", "regionalDomainName");
        JsonObject shown = domains.get(NAME);
        assertThat(shown.getJsonObject("tags")).isEmpty();
        assertThat(shown.getString("distributionDomainName")).isEqualTo(domain.getString("distributionDomainName"));
    }

    @Test
    void regionalNameHasAnAddressInTheRegion() {
        JsonObject domain = domains.regional(NAME, "'tags': {'a': 'b'}");
        assertThat(domain.getString("regionalDomainName")).matches("d-[a-z0-9]{10}\\.execute-api\\.localhost");
        assertThat(domain.getString("regionalHostedZoneId")).isNotEmpty();
        assertThat(domain.getJsonObject("tags")).hasToString("{\"a\":\"b\"}");
        assertThat(domain)
                .doesNotContainKeys("certificateUploadDate", "distributionDomainName", "distributionHostedZoneId");
    }

    @Test
    void privateNameIsNamedWithItsIdentifier() {
        JsonObject first = domains.privateName("'policy': '{\\'Version\\': \\'2012-10-17\\'}'");
        JsonObject second = domains.privateName("'x': ''");
        String id = first.getString("domainNameId");
        assertThat(first.getString("domainNameArn"))
                .isEqualTo("arn:aws:apigateway:us-east-1:000000000000:/domainnames/" + NAME + "+" + id);
        assertThat(first.getJsonObject("endpointConfiguration").getString("ipAddressType"))
                .isEqualTo("dualstack");
        assertThat(first.getString("securityPolicy")).isEqualTo("TLS_1_2");
        assertThat(first.getString("policy")).isEqualTo("{\"Version\":\"2012-10-17\"}");
        assertThat(second.getString("domainNameId")).isNotEqualTo(id);
        assertThat(plane.refusal("GetDomainName", "{'domainName': '%s'}", NAME))
                .isEqualTo("404 NotFound: Invalid domain name identifier specified");
        assertThat(plane.call("GetDomainName", "{'domainName': '%s', 'domainNameId': '%s'}", NAME, id)
                        .getString("domainNameId"))
                .isEqualTo(id);
        plane.call("DeleteDomainName", "{'domainName': '%s', 'domainNameId': '%s'}", NAME, id);
        assertThat(domains.names()).containsExactly(NAME);
    }

    @Test
    void namesAreHostNames() {
        for (String wrong : List.of(
                "",
                "localhost",
                "a_b.com",
                "-a.com",
                "a-.com",
                "a..com",
                "a.com.",
                "A.com",
                "*",
                "*.*.com",
                "a.*.com",
                "x/y.com",
                "ü.com",
                "a b.com",
                "a".repeat(64) + ".com",
                "a.".repeat(130) + "com")) {
            assertThat(plane.refusal("CreateDomainName", "{'domainName': '%s', 'certificateArn': '%s'}", wrong, ARN))
                    .as(wrong)
                    .isEqualTo("400 BadRequest: Invalid domain name specified: " + wrong);
        }
        domains.regional("*.example.com", "'x': ''");
        assertThat(plane.refusal(
                        "CreateDomainName",
                        "{'domainName': '*.example.com', 'certificateArn': '%s', " + types("PRIVATE") + "}",
                        ARN))
                .isEqualTo("400 BadRequest: Wildcard domain names are not supported for private custom domain names.");
        assertThat(plane.refusal("CreateDomainName", "{'certificateArn': '%s'}", ARN))
                .contains(
                        "at 'createDomainNameInput.domainName' failed to satisfy constraint: Member must not be null");
    }

    @Test
    void nameIsTakenOnce() {
        domains.regional(NAME, "'x': ''");
        assertThat(domains.refused(REGIONAL_CERTIFICATE + ", " + types("REGIONAL")))
                .isEqualTo("400 BadRequest: The domain name you provided already exists.");
    }

    @Test
    void thereAreAsManyNamesAsTheLimitSays() {
        try (var small = new ControlPlane(Map.of("gatehouse.limits.domain-names", "1"))) {
            small.call("CreateDomainName", "{'domainName': 'a.b', 'certificateArn': '%s'}", ARN);
            assertThat(small.refusal("CreateDomainName", "{'domainName': 'a.c', 'certificateArn': '%s'}", ARN))
                    .startsWith("429 LimitExceeded: Maximum number of Domain Names has been reached.");
            String isPrivate = "{'domainName': 'a.c', 'certificateArn': '%s', " + types("PRIVATE") + "}";
            small.call("CreateDomainName", isPrivate, ARN);
        }
    }

    @Test
    void nameMovesFromEdgeToRegionInTwoSteps() {
        plane.call("CreateDomainName", "{'domainName': '%s', 'certificateArn': '%s'}", NAME, ARN);
        assertThat(domains.patchRefused(
                        "remove /endpointConfiguration/types EDGE",
                        "add /endpointConfiguration/types REGIONAL",
                        "add /regionalCertificateArn " + ARN))
                .isEqualTo("400 BadRequest: Can only perform one update operation at a time. Request would delete edge"
                        + " endpoint, create regional endpoint");
        assertThat(domains.patchRefused("add /endpointConfiguration/types REGIONAL"))
                .isEqualTo("400 BadRequest: A certificate was not provided for the endpoint type REGIONAL.");
        JsonObject both =
                domains.patch("add /endpointConfiguration/types REGIONAL", "add /regionalCertificateArn " + ARN);
        assertThat(both).containsKeys("distributionDomainName", "regionalDomainName");
        assertThat(domains.patchRefused("replace /securityPolicy TLS_1_2"))
                .startsWith("400 BadRequest: Cannot update the security policy of a domain name with multiple");
        JsonObject moved = domains.patch("remove /endpointConfiguration/types EDGE");
        assertThat(moved)
                .doesNotContainKeys(
                        "distributionDomainName", "certificateArn", "certificateUploadDate", "distributionHostedZoneId")
                .containsEntry("regionalDomainName", both.get("regionalDomainName"));
        assertThat(domains.patchRefused("remove /endpointConfiguration/types REGIONAL"))
                .isEqualTo("400 BadRequest: REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.");
        assertThat(domains.patchRefused(
                        "remove /endpointConfiguration/types REGIONAL", "add /endpointConfiguration/types PRIVATE"))
                .isEqualTo("400 BadRequest: Cannot migrate a domain name between public and private endpoint types.");
        assertThat(domains.patchRefused("add /endpointConfiguration/types LOCAL"))
                .startsWith("400 BadRequest: Invalid EndpointTypes specified.");
        assertThat(domains.patchRefused("replace /endpointConfiguration/types/0 EDGE"))
                .isEqualTo("400 BadRequest: /endpointConfiguration/types/0 Invalid request input");
        assertThat(domains.patch("replace /endpointConfiguration/ipAddressType dualstack")
                        .getJsonObject("endpointConfiguration")
                        .getString("ipAddressType"))
                .isEqualTo("dualstack");
    }

    @Test
    void otherPatchesAreRefusedAndChangeNothing() {
        JsonObject domain = domains.regional(NAME, "'x': ''");
        assertThat(domains.patchRefused("replace /routingMode ROUTING_RULE_ONLY", "replace /domainName other.com"))
                .isEqualTo("400 BadRequest: Invalid patch path /domainName");
        assertThat(domains.patchRefused("add /routingMode ROUTING_RULE_ONLY"))
                .isEqualTo("400 BadRequest: Invalid patch operation specified. Must be one of: [replace]");
        assertThat(domains.patchRefused("replace /routingMode NONE")).startsWith("400 BadRequest: Invalid routingMode");
        assertThat(domains.get(NAME).getString("routingMode")).isEqualTo(domain.getString("routingMode"));
        assertThat(domains.patch("replace /routingMode ROUTING_RULE_ONLY").getString("routingMode"))
                .isEqualTo("ROUTING_RULE_ONLY");
        assertThat(plane.refusal("UpdateDomainName", "{'domainName': 'no.such', 'patchOperations': []}"))
                .isEqualTo("404 NotFound: Invalid domain name identifier specified");
        assertThat(plane.refusal("DeleteDomainName", "{'domainName': 'no.such'}"))
                .isEqualTo("404 NotFound: Invalid domain name identifier specified");
    }

    @Test
    void listingIsPagedAndKnowsItsOwner() {
        for (String name : List.of("c.x.org", "a.x.org", "b.x.org")) {
            domains.regional(name, "'x': ''");
        }
        JsonObject page = plane.call("GetDomainNames", "{'limit': 2}");
        assertThat(page.getJsonArray("item")).hasSize(2);
        JsonObject rest = plane.call("GetDomainNames", "{'position': '%s'}", page.getString("position"));
        assertThat(rest.getJsonArray("item").getJsonObject(0).getString("domainName"))
                .isEqualTo("c.x.org");
        assertThat(rest).doesNotContainKey("position");
        assertThat(plane.call("GetDomainNames", "{'resourceOwner': 'SELF'}").getJsonArray("item"))
                .hasSize(3);
        assertThat(plane.call("GetDomainNames", "{'resourceOwner': 'OTHER_ACCOUNTS'}")
                        .getJsonArray("item"))
                .isEmpty();
        assertThat(plane.refusal("GetDomainNames", "{'resourceOwner': 'ME'}")).startsWith("400 Validation: ");
        assertThat(plane.answer("DeleteDomainName", "{'domainName': 'a.x.org'}").status())
                .isEqualTo(202);
        assertThat(domains.names()).containsExactly("b.x.org", "c.x.org");
    }
}
