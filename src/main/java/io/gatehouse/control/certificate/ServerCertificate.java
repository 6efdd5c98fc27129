package io.gatehouse.control.certificate;

import io.gatehouse.model.AwsException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Checks the certificate, the chain and the private key that the owner of a domain name brings. */
public final class ServerCertificate {
    private static final int MOST_TEXT = 32_768;
    private static final int MOST_CHAIN = 10;
    /** AWS: longer keys are not taken; using one would cost seconds. */
    private static final int MOST_RSA_BITS = 4096;

    /** The kind of alternative name that is one of a host. */
    private static final Integer DNS_NAME = 2;

    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    private ServerCertificate() {}

    /**
     * Sees that they belong together and may serve the name.
     *
     * @param chain the certificates that sign, the immediate one first; may be empty
     * @throws AwsException {@code BadRequestException} when a text is none in PEM, the key is another's, the
     *     certificate is not valid now or for another name, or the chain is not in order
     */
    public static void check(String certificate, String privateKey, String chain, String domainName, Instant now) {
        X509Certificate own = only(certificate);
        PrivateKey key = limited(privateKey)
                .flatMap(Pem::privateKey)
                .orElseThrow(() -> AwsException.badRequest(
                        "Unable to parse the private key. The private key must be an unencrypted PEM-encoded key."));
        if (!areOnePair(own, key)) {
            throw AwsException.badRequest("Certificate and private key do not match.");
        }
        if (own.getNotAfter().toInstant().isBefore(now)) {
            throw AwsException.badRequest("Certificate is no longer valid. The 'Not After' date of "
                    + own.getNotAfter().toInstant() + " has passed.");
        }
        if (own.getNotBefore().toInstant().isAfter(now)) {
            throw AwsException.badRequest("Certificate is not yet valid. The 'Not Before' date is "
                    + own.getNotBefore().toInstant() + ".");
        }
        if (names(own).stream().noneMatch(name -> covers(name, domainName))) {
            throw AwsException.badRequest("Unable to associate the certificate with the domain name " + domainName
                    + ". Please ensure the certificate domain name matches the requested domain name.");
        }
        checkChain(own, chain);
    }

    private static Optional<String> limited(String text) {
        return text.length() > MOST_TEXT ? Optional.empty() : Optional.of(text);
    }

    private static X509Certificate only(String text) {
        List<X509Certificate> found = limited(text).map(Pem::certificates).orElse(List.of());
        if (found.size() != 1) {
            throw AwsException.badRequest(
                    "Unable to parse certificate. Please ensure the certificate is in PEM format.");
        }
        return found.get(0);
    }

    private static boolean areOnePair(X509Certificate certificate, PrivateKey key) {
        String algorithm = SIGNATURES.get(key.getAlgorithm());
        if (algorithm == null || (key instanceof RSAKey rsa && rsa.getModulus().bitLength() > MOST_RSA_BITS)) {
            return false;
        }
        try {
            byte[] text = certificate.getEncoded();
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(text);
            byte[] signed = signer.sign();
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(text);
            return verifier.verify(signed);
        } catch (GeneralSecurityException notOfOneKind) {
            return false;
        }
    }

    private static void checkChain(X509Certificate own, String chain) {
        if (chain.isBlank()) {
            return;
        }
        List<X509Certificate> signers = limited(chain).map(Pem::certificates).orElse(List.of());
        X509Certificate signed = own;
        if (signers.isEmpty() || signers.size() > MOST_CHAIN) {
            throw disordered();
        }
        for (X509Certificate signer : signers) {
            try {
                signed.verify(signer.getPublicKey());
            } catch (GeneralSecurityException anothers) {
                throw disordered();
            }
            signed = signer;
        }
    }

    private static AwsException disordered() {
        return AwsException.badRequest("Unable to validate certificate chain. The certificate chain must start with"
                + " the immediate signing certificate, followed by any intermediaries in order.");
    }

    /** The alternative names of the certificate, or the common name of one that has none. */
    private static List<String> names(X509Certificate certificate) {
        var names = new ArrayList<String>();
        try {
            var alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                for (List<?> name : alternatives) {
                    if (name.get(0).equals(DNS_NAME)) {
                        names.add(String.valueOf(name.get(1)));
                    }
                }
            }
            if (names.isEmpty()) {
                for (Rdn part :
                        new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                    if (part.getType().equalsIgnoreCase("CN")) {
                        names.add(String.valueOf(part.getValue()));
                    }
                }
            }
        } catch (GeneralSecurityException | InvalidNameException unreadable) {
            return List.of();
        }
        return names;
    }

    /** A wildcard stands for one label. */
    private static boolean covers(String certified, String domainName) {
        String name = certified.toLowerCase(Locale.ROOT);
        if (name.equals(domainName)) {
            return true;
        }
        int dot = domainName.indexOf('.');
        return name.startsWith("*.") && dot > 0 && name.substring(1).equals(domainName.substring(dot));
    }
}
