package io.gatehouse.control.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehouse.control.certificate.TestCertificates.Made;
import io.gatehouse.model.AwsException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.Test;

class ServerCertificateTest {
    private static final String NAME = "api.example.com";

    @Test
    void certificateOfTheNameIsTaken() throws Exception {
        Made own = TestCertificates.of(NAME);
        assertThatCode(() -> check(own.certificate(), own.privateKey(), "", NAME))
                .doesNotThrowAnyException();
    }

    @Test
    void wildcardCoversOneLabel() throws Exception {
        Made own = TestCertificates.of("*.example.com");
        assertThatCode(() -> check(own.certificate(), own.privateKey(), "", NAME))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(own.certificate(), own.privateKey(), "", "*.example.com"))
                .doesNotThrowAnyException();
        assertThat(refusal(own.certificate(), own.privateKey(), "", "a.b.example.com"))
                .startsWith("Unable to associate the certificate");
        assertThat(refusal(own.certificate(), own.privateKey(), "", "example.com"))
                .startsWith("Unable to associate the certificate");
    }

    @Test
    void keysOfOtherFormsAreTaken() throws Exception {
        Made own = TestCertificates.of(NAME);
        var key = (ECPrivateKey) own.keys().getPrivate();
        var curve = PrivateKeyInfo.getInstance(key.getEncoded())
                .getPrivateKeyAlgorithm()
                .getParameters();
        byte[] sec1 = new org.bouncycastle.asn1.sec.ECPrivateKey(256, key.getS(), curve).getEncoded();
        assertThatCode(() -> check(own.certificate(), Pem.write("EC PRIVATE KEY", sec1), "", NAME))
                .doesNotThrowAnyException();
    }

    @Test
    void chainBeginsWithTheSigner() throws Exception {
        Made root = TestCertificates.of("root");
        Made between = TestCertificates.signedBy(root, "between", Duration.ofDays(-1), Duration.ofDays(1));
        Made own = TestCertificates.signedBy(between, NAME, Duration.ofDays(-1), Duration.ofDays(1));
        String chain = between.certificate() + "\n" + root.certificate() + "\n";
        assertThatCode(() -> check(own.certificate(), own.privateKey(), chain, NAME))
                .doesNotThrowAnyException();
        String turned = root.certificate() + "\n" + between.certificate();
        assertThat(refusal(own.certificate(), own.privateKey(), turned, NAME))
                .isEqualTo("Unable to validate certificate chain. The certificate chain must start with the immediate"
                        + " signing certificate, followed by any intermediaries in order.");
        assertThat(refusal(own.certificate(), own.privateKey(), "no chain", NAME))
                .startsWith("Unable to validate certificate chain.");
    }

    @Test
    void whatDoesNotBelongTogetherIsRefused() throws Exception {
        Made own = TestCertificates.of(NAME);
        Made other = TestCertificates.of(NAME);
        assertThat(refusal(own.certificate(), other.privateKey(), "", NAME))
                .isEqualTo("Certificate and private key do not match.");
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        String rsaKey =
                Pem.write("PRIVATE KEY", rsa.generateKeyPair().getPrivate().getEncoded());
        assertThat(refusal(own.certificate(), rsaKey, "", NAME)).isEqualTo("Certificate and private key do not match.");
    }

    @Test
    void certificateOfAnotherTimeIsRefused() throws Exception {
        Made past = TestCertificates.signedBy(null, NAME, Duration.ofDays(-2), Duration.ofDays(-1));
        assertThat(refusal(past.certificate(), past.privateKey(), "", NAME))
                .startsWith("Certificate is no longer valid. The 'Not After' date of ");
        Made future = TestCertificates.signedBy(null, NAME, Duration.ofDays(1), Duration.ofDays(2));
        assertThat(refusal(future.certificate(), future.privateKey(), "", NAME))
                .startsWith("Certificate is not yet valid.");
    }

    @Test
    void hostileTextsAreRefused() throws Exception {
        Made own = TestCertificates.of(NAME);
        String unparsable = "Unable to parse certificate. Please ensure the certificate is in PEM format.";
        String broken = own.certificate().replace('A', 'B').replace('M', 'N');
        for (String text : new String[] {
            "",
            "x",
            "-----BEGIN CERTIFICATE-----",
            "-----BEGIN CERTIFICATE-----\n====\n-----END CERTIFICATE-----",
            own.privateKey(),
            own.certificate() + "\n" + own.certificate(),
            broken,
            "x".repeat(100_000)
        }) {
            assertThat(refusal(text, own.privateKey(), "", NAME)).isEqualTo(unparsable);
        }
        for (String text : new String[] {
            "",
            "x",
            own.certificate(),
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n"
                    + "-----END RSA PRIVATE KEY-----",
            "y".repeat(100_000)
        }) {
            assertThat(refusal(own.certificate(), text, "", NAME)).startsWith("Unable to parse the private key.");
        }
    }

    @Test
    void generatedCertificateIsOneOfAYear() {
        Instant now = Instant.parse("2026-01-02T03:04:05.678Z");
        SelfSigned made = SelfSigned.generate(now);
        var certificate = Pem.certificates(made.certificate()).get(0);
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=ApiGateway,L=Seattle,C=US");
        assertThat(certificate.getIssuerX500Principal()).isEqualTo(certificate.getSubjectX500Principal());
        assertThat(certificate.getNotBefore().toInstant()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(Instant.parse("2027-01-02T03:04:05Z"));
        assertThatCode(() -> certificate.verify(certificate.getPublicKey())).doesNotThrowAnyException();
        assertThat(Pem.privateKey(made.privateKey())).isPresent();
        assertThat(made.toString()).doesNotContain("PRIVATE");
    }

    private static void check(String certificate, String privateKey, String chain, String name) {
        ServerCertificate.check(certificate, privateKey, chain, name, Instant.now());
    }

    private static String refusal(String certificate, String privateKey, String chain, String name) {
        AwsException refused =
                catchThrowableOfType(AwsException.class, () -> check(certificate, privateKey, chain, name));
        assertThat(refused).isNotNull();
        assertThat(refused.status()).isEqualTo(400);
        return String.valueOf(refused.getMessage());
    }
}
