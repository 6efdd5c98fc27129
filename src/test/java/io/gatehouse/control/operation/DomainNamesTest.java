package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.control.certificate.TestCertificates;
import io.gatehouse.control.certificate.TestCertificates.Made;
import io.gatehouse.control.kind.AccountKeys;
import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Custom domain names, from the first certificate to the last patch. */
class DomainNamesTest {
    private static final String NAME = "api.example.com";
    private static final String ARN =
            "arn:aws:acm:us-east-1:123456789012:certificate/fb1b9770-a305-495d-aefb-27e5e101ff3";
    private static final String REGIONAL_CERTIFICATE = "'regionalCertificateArn': '" + ARN + "'";
    private static final String NO_EDGE = "400 BadRequest: A certificate was not provided for the endpoint type EDGE.";

    private final ControlPlane plane = new ControlPlane();

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
        assertThat(domain.getString("securityPolicy")).isEqualTo("TLS_1_2");
        assertThat(domain.getString("routingMode")).isEqualTo("BASE_PATH_MAPPING_ONLY");
        assertThat(domain).doesNotContainKeys("tags", "domainNameId", "regionalDomainName");
        JsonObject shown = get(NAME);
        assertThat(shown.getJsonObject("tags")).isEmpty();
        assertThat(shown.getString("distributionDomainName")).isEqualTo(domain.getString("distributionDomainName"));
    }

    @Test
    void regionalNameHasAnAddressInTheRegion() {
        JsonObject domain = regional(NAME, "'tags': {'a': 'b'}");
        assertThat(domain.getString("regionalDomainName")).matches("d-[a-z0-9]{10}\\.execute-api\\.localhost");
        assertThat(domain.getString("regionalHostedZoneId")).isNotEmpty();
        assertThat(domain.getJsonObject("tags")).hasToString("{\"a\":\"b\"}");
        assertThat(domain)
                .doesNotContainKeys("certificateUploadDate", "distributionDomainName", "distributionHostedZoneId");
    }

    @Test
    void privateNameIsNamedWithItsIdentifier() {
        JsonObject first = privateName("'policy': '{\\'Version\\': \\'2012-10-17\\'}'");
        JsonObject second = privateName("'x': ''");
        String id = first.getString("domainNameId");
        assertThat(first.getString("domainNameArn"))
                .isEqualTo("arn:aws:apigateway:us-east-1:000000000000:/domainnames/" + NAME + "+" + id);
        assertThat(first.getJsonObject("endpointConfiguration").getString("ipAddressType"))
                .isEqualTo("dualstack");
        assertThat(first.getString("policy")).isEqualTo("{\"Version\":\"2012-10-17\"}");
        assertThat(second.getString("domainNameId")).isNotEqualTo(id);
        assertThat(plane.refusal("GetDomainName", "{'domainName': '%s'}", NAME))
                .isEqualTo("404 NotFound: Invalid domain name identifier specified");
        assertThat(plane.call("GetDomainName", "{'domainName': '%s', 'domainNameId': '%s'}", NAME, id)
                        .getString("domainNameId"))
                .isEqualTo(id);
        plane.call("DeleteDomainName", "{'domainName': '%s', 'domainNameId': '%s'}", NAME, id);
        assertThat(names()).containsExactly(NAME);
    }

    @Test
    void certificateMustFitTheEndpointType() {
        assertThat(refused("'x': ''")).isEqualTo(NO_EDGE);
        assertThat(refused("'certificateName': 'c'")).isEqualTo(NO_EDGE);
        assertThat(refused(REGIONAL_CERTIFICATE)).isEqualTo(NO_EDGE);
        assertThat(refused("'certificateArn': '" + ARN + "', " + types("REGIONAL")))
                .isEqualTo("400 BadRequest: A certificate was not provided for the endpoint type REGIONAL.");
        assertThat(refused(REGIONAL_CERTIFICATE + ", " + types("PRIVATE")))
                .isEqualTo("400 BadRequest: A certificate was not provided for the endpoint type PRIVATE.");
        assertThat(refused(REGIONAL_CERTIFICATE + ", 'certificateArn': '" + ARN + "', " + types("REGIONAL")))
                .startsWith("400 BadRequest: A certificate was provided for the endpoint type EDGE, but");
        String elsewhere = ARN.replace("us-east-1", "eu-west-1");
        assertThat(refused("'certificateArn': '" + elsewhere + "'"))
                .isEqualTo("400 BadRequest: Invalid certificate ARN: " + elsewhere
                        + ". Certificate must be in 'us-east-1'.");
        assertThat(refused("'regionalCertificateArn': '" + elsewhere + "', " + types("REGIONAL")))
                .endsWith("Certificate must be in 'us-east-1'.");
        assertThat(refused("'certificateArn': 'arn:aws:s3:::x'"))
                .isEqualTo("400 BadRequest: Invalid ARN. ARN is not well formed arn:aws:s3:::x");
        assertThat(refused("'certificateArn': '" + ARN + "', 'endpointConfiguration': {'types': ['EDGE', 'REGIONAL']}"))
                .isEqualTo("400 BadRequest: Cannot create an api with multiple Endpoint Types.");
        assertThat(names()).isEmpty();
    }

    @Test
    void edgeCertificateIsInNorthVirginiaWhereverWeAre() {
        try (var elsewhere = new ControlPlane(Map.of("gatehouse.region", "cn-north-1"))) {
            elsewhere.call("CreateDomainName", "{'domainName': 'a.b', 'certificateArn': '%s'}", ARN);
            assertThat(elsewhere.call("GetDomainName", "{'domainName': 'a.b'}").getString("domainNameArn"))
                    .isEqualTo("arn:aws-cn:apigateway:cn-north-1::/domainnames/a.b");
        }
    }

    @Test
    void certificateMayComeAsText() throws Exception {
        Made made = TestCertificates.of(NAME);
        JsonObject input = Json.object()
                .add("domainName", NAME)
                .add("certificateName", "mine")
                .add("certificateBody", made.certificate())
                .add("certificatePrivateKey", made.privateKey())
                .build();
        JsonObject domain = plane.calls().call("CreateDomainName", input).body();
        assertThat(domain.getString("certificateName")).isEqualTo("mine");
        assertThat(domain).containsKey("certificateUploadDate").doesNotContainKey("certificatePrivateKey");
        JsonObject kept = plane.store.transaction(
                tx -> tx.find(AccountKeys.domainName(NAME)).orElseThrow());
        assertThat(kept.getString("certificatePrivateKey")).startsWith("v1.").doesNotContain("PRIVATE");
        assertThat(kept.getString("certificateBody")).isEqualTo(made.certificate());
        patch("replace /certificateArn " + ARN);
        kept = plane.store.transaction(
                tx -> tx.find(AccountKeys.domainName(NAME)).orElseThrow());
        assertThat(kept).doesNotContainKeys("certificatePrivateKey", "certificateBody");
    }

    @Test
    void certificateAsTextIsChecked() throws Exception {
        Made made = TestCertificates.of("other.example.com");
        JsonObject input = Json.object()
                .add("domainName", NAME)
                .add("certificateName", "mine")
                .add("certificateBody", made.certificate())
                .add("certificatePrivateKey", made.privateKey())
                .build();
        assertThat(plane.refusalOf("CreateDomainName", input))
                .startsWith("400 BadRequest: Unable to associate the certificate with the domain name " + NAME);
        assertThat(refused("'certificateBody': 'x', 'certificatePrivateKey': 'y'"))
                .isEqualTo("400 BadRequest: Certificate name must be specified");
        assertThat(refused("'certificateName': 'n', 'certificateBody': 'x'")).isEqualTo(NO_EDGE);
        assertThat(refused("'certificateName': 'n', 'certificateBody': 'x', 'certificatePrivateKey': 'y'"))
                .startsWith("400 BadRequest: Unable to parse certificate.");
        assertThat(refused("'certificateArn': '" + ARN + "', 'certificateBody': 'x'"))
                .startsWith("400 BadRequest: A certificate cannot be both");
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
        regional("*.example.com", "'x': ''");
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
        regional(NAME, "'x': ''");
        assertThat(refused(REGIONAL_CERTIFICATE + ", " + types("REGIONAL")))
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
    void securityPolicyMustFit() {
        String regional = REGIONAL_CERTIFICATE + ", " + types("REGIONAL");
        assertThat(refused(regional + ", 'securityPolicy': 'SecurityPolicy_TLS13_1_3_2025_09'"))
                .isEqualTo("400 BadRequest: Endpoint access mode is required for the specified security policy");
        assertThat(refused(regional
                        + ", 'securityPolicy': 'SecurityPolicy_TLS13_2025_EDGE', 'endpointAccessMode': 'BASIC'"))
                .startsWith("400 BadRequest: Invalid security policy specified for endpoint type REGIONAL");
        assertThat(refused("'certificateArn': '" + ARN
                        + "', 'securityPolicy': 'SecurityPolicy_TLS13_1_3_2025_09', 'endpointAccessMode': 'BASIC'"))
                .startsWith("400 BadRequest: Invalid security policy specified for endpoint type EDGE");
        assertThat(refused("'certificateArn': '" + ARN + "', 'securityPolicy': 'TLS_1_0', " + types("PRIVATE")))
                .endsWith("Invalid security policy specified for endpoint type PRIVATE: TLS_1_0");
        assertThat(refused(regional + ", 'securityPolicy': 'TLS_1_1', 'routingMode': 'X'"))
                .startsWith("400 Validation: 2 validation errors detected: ");
        JsonObject domain =
                regional(NAME, "'securityPolicy': 'SecurityPolicy_TLS13_1_3_2025_09', 'endpointAccessMode': 'STRICT'");
        assertThat(domain.getString("endpointAccessMode")).isEqualTo("STRICT");
        assertThat(patchRefused("add /endpointConfiguration/types EDGE", "add /certificateArn " + ARN))
                .isEqualTo("400 BadRequest: Unable to update EndpointType. The endpoint access mode must be BASIC for"
                        + " EndpointType update.");
        assertThat(patchRefused("replace /endpointAccessMode LOOSE"))
                .startsWith("400 BadRequest: Invalid EndpointAccessMode specified.");
        assertThat(patchRefused("replace /securityPolicy TLS_9")).startsWith("400 BadRequest: Invalid security policy");
        assertThat(patchRefused("replace /securityPolicy ", "replace /endpointAccessMode "))
                .startsWith("400 BadRequest: Invalid security policy");
        assertThat(patch("replace /endpointAccessMode ", "replace /securityPolicy TLS_1_2"))
                .doesNotContainKey("endpointAccessMode");
    }

    @Test
    void mutualTlsIsOfRegionalNames() {
        String trust = "'mutualTlsAuthentication': {'truststoreUri': 's3://bucket/trust.pem'}";
        assertThat(refused("'certificateArn': '" + ARN + "', " + trust))
                .isEqualTo("400 BadRequest: Mutual TLS authentication is supported for Regional domain names only");
        String regional = REGIONAL_CERTIFICATE + ", " + types("REGIONAL");
        assertThat(refused(regional + ", 'securityPolicy': 'TLS_1_0', " + trust))
                .isEqualTo("400 BadRequest: Mutual TLS authentication requires the security policy TLS_1_2");
        assertThat(refused(regional + ", 'mutualTlsAuthentication': {'truststoreUri': 'http://x'}"))
                .startsWith("400 BadRequest: Invalid truststore URI specified: http://x.");
        regional(NAME, trust);
        JsonObject versioned =
                patch("add /mutualTlsAuthentication/truststoreVersion v2").getJsonObject("mutualTlsAuthentication");
        assertThat(versioned.getString("truststoreVersion")).isEqualTo("v2");
        assertThat(patch("replace /mutualTlsAuthentication/truststoreUri s3://other/x")
                        .getJsonObject("mutualTlsAuthentication")
                        .getString("truststoreUri"))
                .isEqualTo("s3://other/x");
        // What clients send to switch it off.
        assertThat(patch("replace /mutualTlsAuthentication/truststoreUri "))
                .doesNotContainKey("mutualTlsAuthentication");
        assertThat(patchRefused("add /mutualTlsAuthentication/truststoreVersion v2"))
                .startsWith("400 BadRequest: Invalid truststore URI specified");
        assertThat(patch("add /ownershipVerificationCertificateArn " + ARN)
                        .getString("ownershipVerificationCertificateArn"))
                .isEqualTo(ARN);
        assertThat(patch("remove /ownershipVerificationCertificateArn"))
                .doesNotContainKey("ownershipVerificationCertificateArn");
    }

    @Test
    void nameMovesFromEdgeToRegionInTwoSteps() {
        plane.call("CreateDomainName", "{'domainName': '%s', 'certificateArn': '%s'}", NAME, ARN);
        assertThat(patchRefused(
                        "remove /endpointConfiguration/types EDGE",
                        "add /endpointConfiguration/types REGIONAL",
                        "add /regionalCertificateArn " + ARN))
                .isEqualTo("400 BadRequest: Can only perform one update operation at a time. Request would delete edge"
                        + " endpoint, create regional endpoint");
        assertThat(patchRefused("add /endpointConfiguration/types REGIONAL"))
                .isEqualTo("400 BadRequest: A certificate was not provided for the endpoint type REGIONAL.");
        JsonObject both = patch("add /endpointConfiguration/types REGIONAL", "add /regionalCertificateArn " + ARN);
        assertThat(both).containsKeys("distributionDomainName", "regionalDomainName");
        assertThat(patchRefused("replace /securityPolicy TLS_1_0"))
                .startsWith("400 BadRequest: Cannot update the security policy of a domain name with multiple");
        JsonObject moved = patch("remove /endpointConfiguration/types EDGE");
        assertThat(moved)
                .doesNotContainKeys(
                        "distributionDomainName", "certificateArn", "certificateUploadDate", "distributionHostedZoneId")
                .containsEntry("regionalDomainName", both.get("regionalDomainName"));
        assertThat(patchRefused("remove /endpointConfiguration/types REGIONAL"))
                .isEqualTo("400 BadRequest: REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.");
        assertThat(patchRefused(
                        "remove /endpointConfiguration/types REGIONAL", "add /endpointConfiguration/types PRIVATE"))
                .isEqualTo("400 BadRequest: Cannot migrate a domain name between public and private endpoint types.");
        assertThat(patchRefused("add /endpointConfiguration/types LOCAL"))
                .startsWith("400 BadRequest: Invalid EndpointTypes specified.");
        assertThat(patchRefused("replace /endpointConfiguration/types/0 EDGE"))
                .isEqualTo("400 BadRequest: /endpointConfiguration/types/0 Invalid request input");
        assertThat(patch("replace /endpointConfiguration/ipAddressType dualstack")
                        .getJsonObject("endpointConfiguration")
                        .getString("ipAddressType"))
                .isEqualTo("dualstack");
    }

    @Test
    void certificateIsRotated() {
        plane.call("CreateDomainName", "{'domainName': '%s', 'certificateArn': '%s'}", NAME, ARN);
        assertThat(patch("replace /certificateArn " + ARN + "2", "add /certificateName two")
                        .getString("certificateArn"))
                .isEqualTo(ARN + "2");
        assertThat(patchRefused("remove /certificateArn", "remove /certificateName"))
                .isEqualTo(NO_EDGE);
        assertThat(patchRefused("replace /certificateArn x"))
                .isEqualTo("400 BadRequest: Invalid ARN. ARN is not well formed x");
    }

    @Test
    void policiesAreOfPrivateNames() {
        regional(NAME, "'x': ''");
        assertThat(patchRefused("replace /policy {}"))
                .isEqualTo("400 BadRequest: Policies are only supported for private custom domain names.");
        assertThat(patchRefused("replace /managementPolicy {}")).startsWith("400 BadRequest: Policies are only");
        String id = privateName("'x': ''").getString("domainNameId");
        JsonObject patched = plane.calls()
                .call(
                        "UpdateDomainName",
                        Json.parse(ControlPlane.json(
                                "{'domainName': '%s', 'domainNameId': '%s', 'patchOperations': [{'op': 'replace',"
                                        + " 'path': '/managementPolicy', 'value': '{ }'}]}",
                                NAME, id)))
                .body();
        assertThat(patched.getString("managementPolicy")).isEqualTo("{}");
        assertThat(plane.refusal(
                        "UpdateDomainName",
                        "{'domainName': '%s', 'domainNameId': '%s', 'patchOperations': [{'op': 'replace',"
                                + " 'path': '/policy', 'value': 'none'}]}",
                        NAME,
                        id))
                .startsWith("400 BadRequest: Invalid policy document.");
        assertThat(plane.refusal(
                        "UpdateDomainName",
                        "{'domainName': '%s', 'domainNameId': '%s', 'patchOperations': [{'op': 'replace',"
                                + " 'path': '/endpointConfiguration/ipAddressType', 'value': 'ipv4'}]}",
                        NAME,
                        id))
                .startsWith("400 BadRequest: Only dualstack");
    }

    @Test
    void otherPatchesAreRefusedAndChangeNothing() {
        JsonObject domain = regional(NAME, "'x': ''");
        assertThat(patchRefused("replace /routingMode ROUTING_RULE_ONLY", "replace /domainName other.com"))
                .isEqualTo("400 BadRequest: Invalid patch path /domainName");
        assertThat(patchRefused("add /routingMode ROUTING_RULE_ONLY"))
                .isEqualTo("400 BadRequest: Invalid patch operation specified. Must be one of: [replace]");
        assertThat(patchRefused("replace /routingMode NONE")).startsWith("400 BadRequest: Invalid routingMode");
        assertThat(get(NAME).getString("routingMode")).isEqualTo(domain.getString("routingMode"));
        assertThat(patch("replace /routingMode ROUTING_RULE_ONLY").getString("routingMode"))
                .isEqualTo("ROUTING_RULE_ONLY");
        assertThat(plane.refusal("UpdateDomainName", "{'domainName': 'no.such', 'patchOperations': []}"))
                .isEqualTo("404 NotFound: Invalid domain name identifier specified");
        assertThat(plane.refusal("DeleteDomainName", "{'domainName': 'no.such'}"))
                .isEqualTo("404 NotFound: Invalid domain name identifier specified");
    }

    @Test
    void listingIsPagedAndKnowsItsOwner() {
        for (String name : List.of("c.x.org", "a.x.org", "b.x.org")) {
            regional(name, "'x': ''");
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
        assertThat(names()).containsExactly("b.x.org", "c.x.org");
    }

    private JsonObject regional(String name, String members) {
        return plane.call(
                "CreateDomainName",
                "{'domainName': '%s', " + REGIONAL_CERTIFICATE + ", " + types("REGIONAL") + ", " + members + "}",
                name);
    }

    private JsonObject privateName(String members) {
        return plane.calls()
                .call(
                        "CreateDomainName",
                        Json.parse(("{'domainName': '" + NAME + "', 'certificateArn': '" + ARN + "', "
                                        + types("PRIVATE") + ", " + members.replace("\\'", "\\\"") + "}")
                                .replace("'", "\"")))
                .body();
    }

    private static String types(String type) {
        return "'endpointConfiguration': {'types': ['" + type + "']}";
    }

    private String refused(String members) {
        return plane.refusal("CreateDomainName", "{'domainName': '" + NAME + "', " + members + "}");
    }

    private JsonObject get(String name) {
        return plane.call("GetDomainName", "{'domainName': '%s'}", name);
    }

    private List<String> names() {
        return plane.call("GetDomainNames", "{}").getJsonArray("item").getValuesAs(JsonObject.class).stream()
                .map(each -> each.getString("domainName"))
                .toList();
    }

    private JsonObject patch(String... operations) {
        return plane.call("UpdateDomainName", Patches.of("'domainName': '" + NAME + "'", operations));
    }

    private String patchRefused(String... operations) {
        return plane.refusal("UpdateDomainName", Patches.of("'domainName': '" + NAME + "'", operations));
    }
}
