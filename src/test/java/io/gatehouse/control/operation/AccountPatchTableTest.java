package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.control.operation.PatchTable.Row;
import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * AWS's table of patch operations of what belongs to the account. What of domain names goes only together is tested in
 * {@link DomainNameSecurityTest}.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html">AWS: patch operations</a>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountPatchTableTest {
    private static final PatchTable TABLE = new PatchTable(
            """
            Account           /cloudwatchRoleArn                                  r    arn:aws:iam::123456789012:role/logs
            Account           /throttleSettings/rateLimit                         -    5
            ApiKey            /name                                               r    other
            ApiKey            /description                                        r    words
            ApiKey            /enabled                                            r    true
            ApiKey            /customerId                                         r    one
            ApiKey            /stages                                             ad   {api}/dev
            ApiKey            /labels                                             ad   red
            ApiKey            /value                                              -    abcdefghij0123456789
            BasePathMapping   /basepath                                           r    shop
            BasePathMapping   /basePath                                           r    shop
            BasePathMapping   /restapiId                                          r    {api}
            BasePathMapping   /stage                                              r    dev
            BasePathMapping   /domainName                                         -    a.b
            ClientCertificate /description                                        r    words
            ClientCertificate /pemEncodedCertificate                              -    x
            DomainName        /regionalCertificateName                            ard  two
            DomainName        /ownershipVerificationCertificateArn                ard  {certificate}
            DomainName        /mutualTlsAuthentication/truststoreUri              ard  s3://bucket/trust.pem
            DomainName        /endpointConfiguration/ipAddressType                r    dualstack
            DomainName        /endpointAccessMode                                 r    -
            DomainName        /routingMode                                        r    ROUTING_RULE_ONLY
            DomainName        /securityPolicy                                     r    TLS_1_2
            DomainName        /domainNameArn                                      -    x
            PrivateDomainName /policy                                             r    {"Statement":[]}
            PrivateDomainName /managementPolicy                                   r    {"Statement":[]}
            Usage             /remaining                                          r    5
            UsagePlan         /name                                               r    other
            UsagePlan         /description                                        r    words
            UsagePlan         /apiStages                                          ad   {api}:prod
            UsagePlan         /quota/limit                                        ar   5
            UsagePlan         /quota/offset                                       ar   1
            UsagePlan         /quota/period                                       ar   MONTH
            UsagePlan         /throttle/burstLimit                                ar   5
            UsagePlan         /throttle/rateLimit                                 ar   5.5
            UsagePlan         /apiStages/{api}:dev/throttle                       ard  {"//GET":{"rateLimit":1}}
            UsagePlan         /apiStages/{api}:dev/throttle/~1/GET/rateLimit      ar   2.5
            UsagePlan         /apiStages/{api}:dev/throttle/~1/GET/burstLimit     ar   2
            UsagePlan         /apiStages/{api}:dev/throttle/~1/GET                d    -
            UsagePlan         /throttle                                           d    -
            UsagePlan         /quota                                              d    -
            UsagePlan         /productCode                                        ard  p
            UsagePlan         /id                                                 -    x
            VpcLink           /name                                               r    other
            VpcLink           /description                                        r    words
            VpcLink           /status                                             -    x
            """,
            List.of("ApiKey", "ClientCertificate", "Usage", "UsagePlan"));

    private final ControlPlane plane = new ControlPlane();
    private final Map<String, String> places = new HashMap<>();
    private String api = "";

    static Stream<Row> rows() {
        return TABLE.rows();
    }

    @BeforeAll
    void makeOneOfEach() {
        var plans = new UsagePlans(plane);
        var domains = new DomainNames(plane);
        api = plane.call("CreateRestApi", "{'name': 'x', " + DomainNames.types("REGIONAL") + "}")
                .getString("id");
        Stages.deploy(plane, api, "dev", "prod");
        String plan = plans.plan("'apiStages': [{'apiId': '" + api + "', 'stage': 'dev'}],"
                + " 'throttle': {'rateLimit': 9}, 'quota': {'limit': 9, 'period': 'WEEK'}");
        String key = plans.key("k");
        plans.join(plan, key);
        domains.regional(DomainNames.NAME, "'securityPolicy': 'TLS_1_2'");
        plane.call(
                "CreateBasePathMapping",
                "{'domainName': '%s', 'restApiId': '%s', 'basePath': 'shop'}",
                DomainNames.NAME,
                api);
        String link = plane.call(
                        "CreateVpcLink",
                        "{'name': 'l', 'targetArns': ['arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/net/a/b']}")
                .getString("id");
        places.put("Account", "'x': ''");
        places.put("ApiKey", "'apiKey': '" + key + "'");
        places.put("BasePathMapping", "'domainName': '" + DomainNames.NAME + "', 'basePath': 'shop'");
        places.put(
                "ClientCertificate",
                "'clientCertificateId': '"
                        + plane.call("GenerateClientCertificate", "{}").getString("clientCertificateId") + "'");
        places.put("DomainName", "'domainName': '" + DomainNames.NAME + "'");
        places.put(
                "PrivateDomainName",
                "'domainName': '" + DomainNames.NAME + "', 'domainNameId': '"
                        + domains.privateName("'x': ''").getString("domainNameId") + "'");
        places.put("Usage", UsagePlans.member(plan, key) + ", 'startDate': '2026-02-01', 'endDate': '2026-02-01'");
        places.put("UsagePlan", "'usagePlanId': '" + plan + "'");
        places.put("VpcLink", "'vpcLinkId': '" + link + "'");
    }

    @AfterAll
    void close() {
        plane.close();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatTheTableAllowsWorks(Row row) {
        for (String operation : row.operations()) {
            assertThat(refusal(row.noun(), operation, row.path(), row.value()))
                    .as(operation)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatItDoesNotAllowIsRefused(Row row) {
        JsonObject before = get(row.noun());
        for (String operation : PatchTable.OPERATIONS) {
            if (!row.operations().contains(operation)) {
                assertThat(refusal(row.noun(), operation, row.path(), row.value()))
                        .as(operation)
                        .startsWith("400 " + filled(TABLE.words(row, operation)));
            }
        }
        assertThat(get(row.noun())).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Account",
                "ApiKey",
                "BasePathMapping",
                "ClientCertificate",
                "DomainName",
                "Usage",
                "UsagePlan",
                "VpcLink"
            })
    void pathsThatAreNoneAreRefused(String noun) {
        JsonObject before = get(noun);
        for (String path : List.of("/nothing", "nothing", "", "/", "//", "/nothing/at/all/of/it", "/~")) {
            Row row = new Row(noun, path, List.of(), null);
            assertThat(refusal(noun, "replace", path, "x")).as(path).startsWith("400 " + TABLE.words(row, "replace"));
        }
        assertThat(refusal(noun, "replace", null, "x")).startsWith("400 Invalid ");
        assertThat(get(noun)).isEqualTo(before);
    }

    private String filled(String text) {
        return text.replace("{api}", api).replace("{certificate}", DomainNames.ARN);
    }

    private String refusal(String noun, String operation, @Nullable String path, @Nullable String value) {
        return PatchTable.refusal(
                plane,
                operationNoun(noun),
                place(noun),
                operation,
                path == null ? null : filled(path),
                value == null ? null : filled(value));
    }

    private JsonObject get(String noun) {
        return plane.calls()
                .call("Get" + operationNoun(noun), place(noun).build())
                .body();
    }

    private static String operationNoun(String noun) {
        return noun.equals("PrivateDomainName") ? "DomainName" : noun;
    }

    private JsonObjectBuilder place(String noun) {
        JsonObjectBuilder place = Json.object();
        Json.parse(ControlPlane.json("{" + places.getOrDefault(noun, "'x': ''") + "}"))
                .forEach(place::add);
        return place;
    }
}
