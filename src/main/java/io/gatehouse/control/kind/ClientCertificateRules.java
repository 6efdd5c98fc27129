package io.gatehouse.control.kind;

import static io.gatehouse.control.kind.patch.PatchRules.replace;

import io.gatehouse.control.certificate.SelfSigned;
import io.gatehouse.control.kind.patch.PatchRules;
import io.gatehouse.control.kind.patch.PatchType;
import io.gatehouse.control.kind.patch.PatchWording;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction;
import jakarta.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of client certificates: each is made here, and stays while a stage shows it to its backends. */
public final class ClientCertificateRules {
    public static final String UNKNOWN = "Invalid Client Certificate identifier specified";

    /** The member that is kept sealed and never answered. */
    public static final String PRIVATE_KEY = "privateKey";

    private ClientCertificateRules() {}

    static PatchRules patch() {
        return PatchRules.of(PatchWording.LISTING, replace("/description", PatchType.TEXT));
    }

    /** Makes key and certificate of a new one. */
    static JsonObject check(Scope scope, @Nullable JsonObject before, JsonObject after) {
        JsonObject certificate = Tree.withoutBlank(Tree.withoutEmpty(after, "tags"), "description");
        if (before != null) {
            return certificate;
        }
        Tags.check(Tree.object(certificate, "tags"));
        SelfSigned made = SelfSigned.generate(scope.clock().instant());
        return Tree.builder(certificate)
                .add("pemEncodedCertificate", made.certificate())
                .add(PRIVATE_KEY, made.privateKey())
                .add("createdDate", made.notBefore().toString())
                .add("expirationDate", made.notAfter().toString())
                .build();
    }

    /**
     * Gives a stage its certificate.
     *
     * @throws AwsException {@code BadRequestException} when there is none of this identifier
     */
    static void use(Transaction tx, String clientCertificateId, Key stage) {
        if (!Uses.note(tx, AccountKeys.clientCertificate(clientCertificateId), stage)) {
            throw AwsException.badRequest(UNKNOWN);
        }
    }

    static void remove(Scope scope, Key key, JsonObject certificate) {
        List<String> stages = Uses.of(scope.tx(), key).stream()
                .filter(stage -> scope.tx()
                        .find(stage)
                        .map(found -> key.id().equals(Tree.text(found, "clientCertificateId")))
                        .orElse(false))
                .map(stage -> stage.parent().substring(stage.parent().lastIndexOf('/') + 1) + ":" + stage.id())
                .sorted()
                .toList();
        if (!stages.isEmpty()) {
            throw AwsException.badRequest("Cannot delete client certificate. Client certificate '" + key.id()
                    + "', is referenced in " + stages + " in format of [RESTApiId:Stage].");
        }
    }
}
