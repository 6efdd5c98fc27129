package io.gatehouse.control.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Certificates and keys as text. What is no such text is answered with nothing, whatever it is instead. */
final class Pem {
    private static final int LINE = 64;

    private Pem() {}

    static String write(String label, byte[] der) {
        String body = Base64.getMimeEncoder(LINE, "\n".getBytes(US_ASCII)).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----";
    }

    /** All certificates of a text in their order; empty when one of them is none, or there is none. */
    static List<X509Certificate> certificates(String text) {
        var certificates = new ArrayList<X509Certificate>();
        try {
            var factory = CertificateFactory.getInstance("X.509");
            for (var each : factory.generateCertificates(new ByteArrayInputStream(text.getBytes(UTF_8)))) {
                certificates.add((X509Certificate) each);
            }
        } catch (CertificateException notOne) {
            return List.of();
        }
        return certificates;
    }

    /** A private key that is not encrypted: PKCS #8, PKCS #1 or SEC 1. */
    static Optional<PrivateKey> privateKey(String text) {
        try (var parser = new PEMParser(new StringReader(text))) {
            Object found = parser.readObject();
            if (found instanceof PEMKeyPair pair) {
                found = pair.getPrivateKeyInfo();
            }
            return found instanceof PrivateKeyInfo info
                    ? Optional.of(new JcaPEMKeyConverter().getPrivateKey(info))
                    : Optional.empty();
        } catch (IOException | RuntimeException notOne) {
            // The parser answers hostile text with exceptions of many kinds.
            return Optional.empty();
        }
    }
}
