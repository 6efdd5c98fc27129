package io.gatehouse.control.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate that API Gateway made for itself, as AWS makes them: RSA of 2048 bits, signed by its own key, valid for
 * a year.
 *
 * @param certificate PEM
 * @param privateKey PEM, PKCS #8; a secret
 */
public record SelfSigned(String certificate, String privateKey, Instant notBefore, Instant notAfter) {
    private static final int KEY_BITS = 2048;
    private static final int SERIAL_BITS = 63;
    private static final Duration LIFE = Duration.ofDays(365);
    private static final String NAME = "C=US,L=Seattle,CN=ApiGateway";

    /** A new key and its certificate; takes some tenths of a second of processor time. */
    public static SelfSigned generate(Instant now) {
        Instant notBefore = now.truncatedTo(ChronoUnit.SECONDS);
        Instant notAfter = notBefore.plus(LIFE);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            KeyPair keys = generator.generateKeyPair();
            var name = new X500Name(NAME);
            var builder = new JcaX509v3CertificateBuilder(
                    name,
                    new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE),
                    Date.from(notBefore),
                    Date.from(notAfter),
                    name,
                    keys.getPublic());
            var signer = new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate());
            return new SelfSigned(
                    Pem.write("CERTIFICATE", builder.build(signer).getEncoded()),
                    Pem.write("PRIVATE KEY", keys.getPrivate().getEncoded()),
                    notBefore,
                    notAfter);
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("RSA certificates cannot be made here", e);
        }
    }

    @Override
    public String toString() {
        return "SelfSigned[notAfter=" + notAfter + "]";
    }
}
