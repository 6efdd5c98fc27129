package io.gatehouse.control.kind;

import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.control.protocol.Input;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Key;
import io.gatehouse.store.Transaction;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of domain name access associations. Each is named by what its ARN says: the domain name and the source. */
public final class AccessAssociationRules {
    public static final String UNKNOWN = "Invalid domain name access association identifier specified";
    private static final String DOMAINS = "/domainnames/";
    private static final String ASSOCIATIONS = "/domainnameaccessassociations/";
    private static final Pattern ENDPOINT = Pattern.compile("vpce-[0-9a-z]{1,64}");

    private AccessAssociationRules() {}

    static JsonObject check(Scope scope, @Nullable JsonObject before, JsonObject given) {
        String source = Tree.text(given, "accessAssociationSource", "");
        if (!ENDPOINT.matcher(source).matches()) {
            throw AwsException.badRequest("Invalid access association source specified: " + source
                    + ". It must be the identifier of a VPC endpoint.");
        }
        JsonObject domain = domain(scope, Tree.text(given, "domainNameArn", ""));
        if (!DomainNameRules.isPrivate(domain)) {
            throw AwsException.badRequest(
                    "Domain name access associations are only supported for private custom domain names.");
        }
        Tags.check(Tree.object(given, "tags"));
        String path = ASSOCIATIONS + "domainname/" + DomainNameRules.id(domain) + "/vpcesource/" + source;
        return Tree.withoutEmpty(
                Tree.builder()
                        .add(
                                "domainNameAccessAssociationArn",
                                Arn.owned(scope.settings(), path).toString())
                        .addAll(Tree.builder(given))
                        .build(),
                "tags");
    }

    /** The domain name of an ARN, locked: it is not deleted meanwhile. */
    private static JsonObject domain(Scope scope, String text) {
        Key key = Arn.parse(text)
                .filter(arn -> arn.isOurs(scope.settings()) && arn.resource().startsWith(DOMAINS))
                .map(arn -> AccountKeys.domainName(arn.resource().substring(DOMAINS.length())))
                .orElseThrow(() -> AwsException.badRequest("Invalid ARN. ARN is not well formed " + text));
        Transaction tx = scope.tx();
        return Optional.of(key)
                .filter(tx::lock)
                .flatMap(tx::find)
                .orElseThrow(() -> AwsException.notFound(DomainNameRules.UNKNOWN));
    }

    /** RejectDomainNameAccessAssociation: the owner of the domain name ends what another began. */
    public static @Nullable Object reject(Scope scope) {
        Key key = AccountKeys.domainNameAccessAssociation(id(scope.input()));
        JsonObject association = scope.require(key, UNKNOWN);
        if (!scope.text("domainNameArn").equals(Tree.text(association, "domainNameArn"))) {
            throw AwsException.notFound(UNKNOWN);
        }
        scope.tx().delete(key);
        return null;
    }

    static String id(Input input) {
        return id(input.findText("domainNameAccessAssociationArn").orElse(""));
    }

    /** What names the association whose ARN an input or the association itself tells; empty when it is none. */
    static String id(String text) {
        return Arn.parse(text)
                .filter(arn ->
                        arn.service().equals("apigateway") && arn.resource().startsWith(ASSOCIATIONS))
                .map(arn -> arn.resource().substring(ASSOCIATIONS.length()))
                .orElse("");
    }
}
