package io.gatehouse.control.operation;

import static io.gatehouse.control.operation.DomainNames.ARN;
import static io.gatehouse.control.operation.DomainNames.NAME;
import static io.gatehouse.control.operation.DomainNames.REGIONAL_CERTIFICATE;
import static io.gatehouse.control.operation.DomainNames.types;
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

/** What domain names promise of their connections: certificates, TLS versions, client certificates, policies. */
class DomainNameSecurityTest {
    private static final String NO_EDGE = "400 BadRequest: A certificate was not provided for the endpoint type EDGE.";

    private final ControlPlane plane = new ControlPlane();
    private final DomainNames domains = new DomainNames(plane);

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void certificateMustFitTheEndpointType() {
        assertThat(domains.refused("'x': ''")).isEqualTo(NO_EDGE);
        assertThat(domains.refused("'certificateName': 'c'")).isEqualTo(NO_EDGE);
        assertThat(domains.refused(REGIONAL_CERTIFICATE))
                .isEqualTo("400 BadRequest: Cannot import certificates for REGIONAL while EDGE is active.");
        assertThat(domains.refused("'certificateArn': '" + ARN + "', " + types("REGIONAL")))
                .isEqualTo("400 BadRequest: Cannot import certificates for EDGE while REGIONAL is active.");
        assertThat(domains.refused(types("REGIONAL")))
                .isEqualTo("400 BadRequest: A certificate was not provided for the endpoint type REGIONAL.");
        assertThat(domains.refused(REGIONAL_CERTIFICATE + ", " + types("PRIVATE")))
                .isEqualTo("400 BadRequest: RegionalCertificateArn is not supported for PRIVATE custom domain name");
        assertThat(domains.refused(types("PRIVATE")))
                .isEqualTo("400 BadRequest: A certificate was not provided for the endpoint type PRIVATE.");
        assertThat(domains.refused(REGIONAL_CERTIFICATE + ", 'certificateArn': '" + ARN + "', " + types("REGIONAL")))
                .isEqualTo("400 BadRequest: Cannot import certificates for EDGE while REGIONAL is active.");
        String elsewhere = ARN.replace("us-east-1", "eu-west-1");
        assertThat(domains.refused("'certificateArn': '" + elsewhere + "'"))
                .isEqualTo("400 BadRequest: Invalid certificate ARN: " + elsewhere
                        + ". Certificate must be in 'us-east-1'.");
        assertThat(domains.refused("'regionalCertificateArn': '" + elsewhere + "', " + types("REGIONAL")))
                .endsWith("Certificate must be in 'us-east-1'.");
        assertThat(domains.refused("'certificateArn': 'arn:aws:s3:::x'"))
                .isEqualTo("400 BadRequest: Invalid ARN. ARN is not well formed arn:aws:s3:::x");
        assertThat(domains.refused(
                        "'certificateArn': '" + ARN + "', 'endpointConfiguration': {'types': ['EDGE', 'REGIONAL']}"))
                .isEqualTo("400 BadRequest: Cannot create an api with multiple Endpoint Types.");
        assertThat(domains.names()).isEmpty();
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
        domains.patch("replace /certificateArn " + ARN);
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
        assertThat(domains.refused("'certificateBody': 'x', 'certificatePrivateKey': 'y'"))
                .isEqualTo("400 BadRequest: Certificate name must be specified");
        assertThat(domains.refused("'certificateName': 'n', 'certificateBody': 'x'"))
                .isEqualTo(NO_EDGE);
        assertThat(domains.refused("'certificateName': 'n', 'certificateBody': 'x', 'certificatePrivateKey': 'y'"))
                .startsWith("400 BadRequest: Unable to parse certificate.");
        assertThat(domains.refused("'certificateArn': '" + ARN + "', 'certificateBody': 'x'"))
                .startsWith("400 BadRequest: A certificate cannot be both");
    }

    @Test
    void certificateIsRotated() {
        plane.call("CreateDomainName", "{'domainName': '%s', 'certificateArn': '%s'}", NAME, ARN);
        assertThat(domains.patch("replace /certificateArn " + ARN + "2", "add /certificateName two")
                        .getString("certificateArn"))
                .isEqualTo(ARN + "2");
        assertThat(domains.patchRefused("remove /certificateArn", "remove /certificateName"))
                .isEqualTo(NO_EDGE);
        assertThat(domains.patchRefused("replace /certificateArn x"))
                .isEqualTo("400 BadRequest: Invalid ARN. ARN is not well formed x");
    }

    @Test
    void securityPolicyMustFit() {
        String regional = REGIONAL_CERTIFICATE + ", " + types("REGIONAL");
        assertThat(domains.refused(regional + ", 'securityPolicy': 'SecurityPolicy_TLS13_1_3_2025_09'"))
                .isEqualTo("400 BadRequest: Endpoint access mode is required for the specified security policy");
        assertThat(domains.refused(regional
                        + ", 'securityPolicy': 'SecurityPolicy_TLS13_2025_EDGE', 'endpointAccessMode': 'BASIC'"))
                .startsWith("400 BadRequest: Invalid security policy specified for endpoint type REGIONAL");
        assertThat(domains.refused("'certificateArn': '" + ARN
                        + "', 'securityPolicy': 'SecurityPolicy_TLS13_1_3_2025_09', 'endpointAccessMode': 'BASIC'"))
                .startsWith("400 BadRequest: Invalid security policy specified for endpoint type EDGE");
        assertThat(domains.refused("'certificateArn': '" + ARN + "', 'securityPolicy': 'TLS_1_0', " + types("PRIVATE")))
                .endsWith("Invalid security policy specified for endpoint type PRIVATE: TLS_1_0");
        assertThat(domains.refused(regional + ", 'securityPolicy': 'TLS_1_1', 'routingMode': 'X'"))
                .startsWith("400 Validation: 2 validation errors detected: ");
        JsonObject domain = domains.regional(
                NAME, "'securityPolicy': 'SecurityPolicy_TLS13_1_3_2025_09', 'endpointAccessMode': 'STRICT'");
        assertThat(domain.getString("endpointAccessMode")).isEqualTo("STRICT");
        assertThat(domains.patchRefused("add /endpointConfiguration/types EDGE", "add /certificateArn " + ARN))
                .isEqualTo("400 BadRequest: Unable to update EndpointType. The endpoint access mode must be BASIC for"
                        + " EndpointType update.");
        assertThat(domains.patchRefused("replace /endpointAccessMode LOOSE"))
                .startsWith("400 BadRequest: Invalid EndpointAccessMode specified.");
        assertThat(domains.patchRefused("replace /securityPolicy TLS_9"))
                .startsWith("400 BadRequest: Invalid security policy");
        assertThat(domains.patchRefused("replace /securityPolicy ", "replace /endpointAccessMode "))
                .startsWith("400 BadRequest: Invalid security policy");
        assertThat(domains.patch("replace /endpointAccessMode ", "replace /securityPolicy TLS_1_2"))
                .doesNotContainKey("endpointAccessMode");
    }

    @Test
    void mutualTlsIsOfRegionalNames() {
        String trust = "'mutualTlsAuthentication': {'truststoreUri': 's3://bucket/trust.pem'}";
        assertThat(domains.refused("'certificateArn': '" + ARN + "', " + trust))
                .isEqualTo("400 BadRequest: Mutual TLS authentication is supported for Regional domain names only");
        String regional = REGIONAL_CERTIFICATE + ", " + types("REGIONAL");
        assertThat(domains.refused(regional + ", 'securityPolicy': 'TLS_1_0', " + trust))
                .isEqualTo("400 BadRequest: Mutual TLS authentication is only supported with TLS 1.2.");
        assertThat(domains.refused(regional + ", 'mutualTlsAuthentication': {'truststoreUri': 'http://x'}"))
                .startsWith("400 BadRequest: Invalid truststore URI specified: http://x.");
        assertThat(domains.refused(regional + ", " + trust))
                .isEqualTo("400 BadRequest: Mutual TLS authentication is only supported with TLS 1.2.");
        JsonObject made = domains.regional(NAME, "'securityPolicy': 'TLS_1_2', " + trust);
        for (JsonObject shown : List.of(made, domains.get(NAME))) {
            assertThat(shown.getJsonObject("mutualTlsAuthentication").getJsonArray("truststoreWarnings"))
                    .hasSize(1);
        }
        assertThat(domains.patchRefused("replace /endpointAccessMode BASIC"))
                .isEqualTo("400 BadRequest: /endpointAccessMode Invalid request input");
        JsonObject versioned = domains.patch("add /mutualTlsAuthentication/truststoreVersion v2")
                .getJsonObject("mutualTlsAuthentication");
        assertThat(versioned.getString("truststoreVersion")).isEqualTo("v2");
        assertThat(domains.patch("replace /mutualTlsAuthentication/truststoreUri s3://other/x")
                        .getJsonObject("mutualTlsAuthentication")
                        .getString("truststoreUri"))
                .isEqualTo("s3://other/x");
        // What clients send to switch it off.
        assertThat(domains.patch("replace /mutualTlsAuthentication/truststoreUri "))
                .doesNotContainKey("mutualTlsAuthentication");
        assertThat(domains.patchRefused("add /mutualTlsAuthentication/truststoreVersion v2"))
                .startsWith("400 BadRequest: Invalid truststore URI specified");
        assertThat(domains.patch("add /ownershipVerificationCertificateArn " + ARN)
                        .getString("ownershipVerificationCertificateArn"))
                .isEqualTo(ARN);
        assertThat(domains.patch("remove /ownershipVerificationCertificateArn"))
                .doesNotContainKey("ownershipVerificationCertificateArn");
    }

    @Test
    void policiesAreOfPrivateNames() {
        domains.regional(NAME, "'x': ''");
        assertThat(domains.patchRefused("replace /policy {}"))
                .isEqualTo("400 BadRequest: Policies are only supported for private custom domain names.");
        assertThat(domains.patchRefused("replace /managementPolicy {}"))
                .startsWith("400 BadRequest: Policies are only");
        String id = domains.privateName("'x': ''").getString("domainNameId");
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
}
