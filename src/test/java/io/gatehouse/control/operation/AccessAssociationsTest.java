package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.control.protocol.InProcessCalls.Answer;
import jakarta.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may call private domain names. */
class AccessAssociationsTest {
    private static final String UNKNOWN = "404 NotFound: Invalid domain name access association identifier specified";

    private final ControlPlane plane = new ControlPlane();
    private String id = "";
    private String arn = "";
    private String association = "";

    @BeforeEach
    void makeDomain() {
        JsonObject domain = domain(plane);
        id = domain.getString("domainNameId");
        arn = domain.getString("domainNameArn");
        association =
                "arn:aws:apigateway:us-east-1:000000000000:/domainnameaccessassociations/domainname/api.example.com+"
                        + id + "/vpcesource/vpce-0123abcd";
    }

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void associationIsNamedByDomainAndSource() {
        var answer = create("vpce-0123abcd", "'tags': {'a': 'b'}");
        assertThat(answer.status()).isEqualTo(201);
        JsonObject made = answer.body();
        assertThat(made.getString("domainNameAccessAssociationArn")).isEqualTo(association);
        assertThat(made.getString("domainNameArn")).isEqualTo(arn);
        assertThat(made.getString("accessAssociationSourceType")).isEqualTo("VPCE");
        assertThat(made.getString("accessAssociationSource")).isEqualTo("vpce-0123abcd");
        assertThat(made.getJsonObject("tags")).hasToString("{\"a\":\"b\"}");
        assertThat(plane.refusal("CreateDomainNameAccessAssociation", members("vpce-0123abcd", "'x': ''")))
                .startsWith("409 Conflict: ");
        create("vpce-9", "'x': ''");
        assertThat(list("'x': ''").getJsonArray("item")).hasSize(2).contains(made);
        assertThat(list("'limit': 1").getString("position")).isNotEmpty();
        assertThat(list("'resourceOwner': 'SELF'").getJsonArray("item")).hasSize(2);
        assertThat(list("'resourceOwner': 'OTHER_ACCOUNTS'").getJsonArray("item"))
                .isEmpty();
        assertThat(plane.answer(
                                "DeleteDomainNameAccessAssociation",
                                "{'domainNameAccessAssociationArn': '%s'}",
                                association)
                        .status())
                .isEqualTo(202);
        assertThat(plane.refusal(
                        "DeleteDomainNameAccessAssociation", "{'domainNameAccessAssociationArn': '%s'}", association))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void inputIsChecked() {
        assertThat(plane.refusal("CreateDomainNameAccessAssociation", members("subnet-1", "'x': ''")))
                .startsWith("400 BadRequest: Invalid access association source specified: subnet-1");
        String good = arn;
        arn = "nonsense";
        assertThat(plane.refusal("CreateDomainNameAccessAssociation", members("vpce-1", "'x': ''")))
                .isEqualTo("400 BadRequest: Invalid ARN. ARN is not well formed nonsense");
        arn = good + "0";
        assertThat(plane.refusal("CreateDomainNameAccessAssociation", members("vpce-1", "'x': ''")))
                .isEqualTo("404 NotFound: Invalid domain name identifier specified");
        plane.call(
                "CreateDomainName",
                "{'domainName': 'a.b', 'certificateArn': 'arn:aws:acm:us-east-1:123456789012:certificate/x'}");
        arn = "arn:aws:apigateway:us-east-1::/domainnames/a.b";
        assertThat(plane.refusal("CreateDomainNameAccessAssociation", members("vpce-1", "'x': ''")))
                .endsWith("only supported for private custom domain names.");
        assertThat(plane.refusal(
                        "CreateDomainNameAccessAssociation",
                        "{'domainNameArn': '%s', 'accessAssociationSourceType': 'VPC', 'accessAssociationSource': 'x'}",
                        good))
                .startsWith("400 Validation: 1 validation error detected: Value 'VPC' at"
                        + " 'createDomainNameAccessAssociationInput.accessAssociationSourceType'");
        for (String wrong : new String[] {"x", "arn:aws:apigateway:us-east-1::/restapis/a", association}) {
            assertThat(plane.refusal(
                            "DeleteDomainNameAccessAssociation", "{'domainNameAccessAssociationArn': '%s'}", wrong))
                    .isEqualTo(UNKNOWN);
        }
    }

    @Test
    void namesThatAreAlikeAreAssociatedEach() {
        create("vpce-0123abcd", "'x': ''");
        JsonObject twin = domain(plane);
        arn = twin.getString("domainNameArn");
        assertThat(create("vpce-0123abcd", "'x': ''").body().getString("domainNameAccessAssociationArn"))
                .isEqualTo(association.replace(id, twin.getString("domainNameId")));
        assertThat(list("'x': ''").getJsonArray("item")).hasSize(2);
    }

    @Test
    void ownerOfTheNameMayReject() {
        create("vpce-0123abcd", "'x': ''");
        String other = domain(plane).getString("domainNameArn");
        String both = "{'domainNameAccessAssociationArn': '%s', 'domainNameArn': '%s'}";
        assertThat(plane.refusal("RejectDomainNameAccessAssociation", both, association, other))
                .isEqualTo(UNKNOWN);
        assertThat(plane.refusal("RejectDomainNameAccessAssociation", both, association + "9", arn))
                .isEqualTo(UNKNOWN);
        assertThat(plane.answer("RejectDomainNameAccessAssociation", both, association, arn)
                        .status())
                .isEqualTo(202);
        assertThat(list("'x': ''").getJsonArray("item")).isEmpty();
    }

    @Test
    void associationGoesWithItsDomainName() {
        create("vpce-0123abcd", "'x': ''");
        plane.call("DeleteDomainName", "{'domainName': 'api.example.com', 'domainNameId': '%s'}", id);
        assertThat(list("'x': ''").getJsonArray("item")).isEmpty();
    }

    @Test
    void thereAreAsManyAssociationsAsTheLimitSays() {
        try (var small = new ControlPlane(Map.of("gatehouse.limits.domain-name-access-associations", "1"))) {
            arn = domain(small).getString("domainNameArn");
            small.call("CreateDomainNameAccessAssociation", members("vpce-2", "'x': ''"));
            assertThat(small.refusal("CreateDomainNameAccessAssociation", members("vpce-1", "'x': ''")))
                    .startsWith("429 LimitExceeded: Maximum number of Domain Name Access Associations");
        }
    }

    private static JsonObject domain(ControlPlane plane) {
        return plane.call(
                "CreateDomainName",
                "{'domainName': 'api.example.com',"
                        + " 'certificateArn': 'arn:aws:acm:us-east-1:123456789012:certificate/x',"
                        + " 'endpointConfiguration': {'types': ['PRIVATE']}}");
    }

    private Answer create(String source, String members) {
        return plane.answer("CreateDomainNameAccessAssociation", members(source, members));
    }

    private String members(String source, String members) {
        return "{'domainNameArn': '" + arn + "', 'accessAssociationSourceType': 'VPCE', 'accessAssociationSource': '"
                + source + "', " + members + "}";
    }

    private JsonObject list(String members) {
        return plane.call("GetDomainNameAccessAssociations", "{" + members + "}");
    }
}
