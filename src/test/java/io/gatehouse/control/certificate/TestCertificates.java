package io.gatehouse.control.certificate;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** Certificates as the owners of domain names bring them; elliptic curves, because they are made in no time. */
public final class TestCertificates {
    private TestCertificates() {}

    /** A certificate and its key, each in PEM. */
    public record Made(String certificate, String privateKey, X509Certificate parsed, KeyPair keys) {}

    /** For this name, signed by itself, valid today. */
    public static Made of(String name) throws Exception {
        return signedBy(null, name, Duration.ofDays(-1), Duration.ofDays(1));
    }

    /** A certificate of any time; without an issuer it signs itself. */
    public static Made signedBy(@Nullable Made issuer, String name, Duration from, Duration to) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        X500Name subject = new X500Name("CN=" + name);
        X500Name issuerName = issuer == null
                ? subject
                : new X500Name(issuer.parsed().getSubjectX500Principal().getName());
        PrivateKey signer = issuer == null ? keys.getPrivate() : issuer.keys().getPrivate();
        Instant now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                issuerName,
                BigInteger.ONE,
                Date.from(now.plus(from)),
                Date.from(now.plus(to)),
                subject,
                keys.getPublic());
        builder.addExtension(
                Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(GeneralName.dNSName, name)));
        X509Certificate parsed = new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
        return new Made(
                Pem.write("CERTIFICATE", parsed.getEncoded()),
                Pem.write("PRIVATE KEY", keys.getPrivate().getEncoded()),
                parsed,
                keys);
    }
}
