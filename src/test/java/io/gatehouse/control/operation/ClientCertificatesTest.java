package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.control.kind.AccountKeys;
import io.gatehouse.store.Key;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The certificates by which stages prove themselves to backends. */
class ClientCertificatesTest {
    private static final String UNKNOWN = "Invalid Client Certificate identifier specified";

    private final ControlPlane plane = new ControlPlane();

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void certificateIsMadeAndItsKeyKeptSealed() throws Exception {
        var answer = plane.answer("GenerateClientCertificate", "{'description': 'mine', 'tags': {'a': 'b'}}");
        assertThat(answer.status()).isEqualTo(201);
        JsonObject made = answer.body();
        String id = made.getString("clientCertificateId");
        assertThat(id).matches("[a-z0-9]{6}");
        assertThat(made.getString("description")).isEqualTo("mine");
        assertThat(made.getInt("expirationDate") - made.getInt("createdDate")).isEqualTo(365 * 24 * 3600);
        assertThat(made.keySet())
                .containsExactlyInAnyOrder(
                        "clientCertificateId",
                        "description",
                        "pemEncodedCertificate",
                        "createdDate",
                        "expirationDate",
                        "tags");
        var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(
                        made.getString("pemEncodedCertificate").getBytes(StandardCharsets.US_ASCII)));
        certificate.checkValidity();
        assertThat(((RSAPublicKey) certificate.getPublicKey()).getModulus().bitLength())
                .isEqualTo(2048);
        Key key = AccountKeys.clientCertificate(id);
        JsonObject kept = plane.store.transaction(tx -> tx.find(key).orElseThrow());
        assertThat(kept.getString("privateKey")).startsWith("v1.");
        assertThat(plane.call("GetClientCertificate", "{'clientCertificateId': '%s'}", id))
                .isEqualTo(made);
    }

    @Test
    void certificateIsListedPatchedAndDeleted() {
        String first = generate("'x': ''");
        String second = generate("'description': 'b'");
        assertThat(plane.call("GetClientCertificates", "{}").getJsonArray("item"))
                .hasSize(2);
        assertThat(plane.call("UpdateClientCertificate", patch(first, "replace /description changed"))
                        .getString("description"))
                .isEqualTo("changed");
        assertThat(plane.call("UpdateClientCertificate", patch(second, "replace /description ")))
                .doesNotContainKey("description");
        assertThat(plane.refusal("UpdateClientCertificate", patch(first, "replace /pemEncodedCertificate x")))
                .isEqualTo("400 BadRequest: Invalid patch path  '/pemEncodedCertificate' specified for op 'replace'."
                        + " Must be one of: [/description]");
        assertThat(plane.answer("DeleteClientCertificate", "{'clientCertificateId': '%s'}", first)
                        .status())
                .isEqualTo(202);
        for (String operation : new String[] {"Get", "Delete"}) {
            assertThat(plane.refusal(operation + "ClientCertificate", "{'clientCertificateId': '%s'}", first))
                    .isEqualTo("404 NotFound: " + UNKNOWN);
        }
        assertThat(plane.refusal("UpdateClientCertificate", patch(first, "replace /description x")))
                .isEqualTo("404 NotFound: " + UNKNOWN);
        assertThat(plane.refusal("GenerateClientCertificate", "{'tags': {'aws:x': 'y'}}"))
                .startsWith("400 BadRequest: Invalid tag key");
    }

    @Test
    void certificateOfAStageStays() {
        String used = generate("'x': ''");
        String other = generate("'x': ''");
        String api = Stages.deployed(plane, "dev");
        String stage = "'restApiId': '" + api + "', 'stageName': 'dev'";
        assertThat(plane.refusal("UpdateStage", Patches.of(stage, "replace /clientCertificateId nope")))
                .isEqualTo("400 BadRequest: " + UNKNOWN);
        plane.call("UpdateStage", Patches.of(stage, "replace /clientCertificateId " + used));
        assertThat(plane.refusal("DeleteClientCertificate", "{'clientCertificateId': '%s'}", used))
                .isEqualTo("400 BadRequest: Cannot delete client certificate. Client certificate '" + used
                        + "', is referenced in [" + api + ":dev] in format of [RESTApiId:Stage].");
        plane.call("UpdateStage", Patches.of(stage, "replace /clientCertificateId " + other));
        plane.call("DeleteClientCertificate", "{'clientCertificateId': '%s'}", used);
        plane.call("DeleteRestApi", "{'restApiId': '%s'}", api);
        plane.call("DeleteClientCertificate", "{'clientCertificateId': '%s'}", other);
    }

    @Test
    void thereAreAsManyCertificatesAsTheLimitSays() {
        try (var small = new ControlPlane(Map.of("gatehouse.limits.client-certificates", "1"))) {
            small.call("GenerateClientCertificate", "{}");
            assertThat(small.refusal("GenerateClientCertificate", "{}"))
                    .startsWith("429 LimitExceeded: Maximum number of Client Certificates");
        }
    }

    private String generate(String members) {
        return plane.call("GenerateClientCertificate", "{" + members + "}").getString("clientCertificateId");
    }

    private static String patch(String id, String... operations) {
        return Patches.of("'clientCertificateId': '" + id + "'", operations);
    }
}
