package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.control.kind.RestKeys;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The paths of a domain name and the APIs behind them. */
class BasePathMappingsTest {
    private static final String NAME = "api.example.com";
    private static final String ARN = "arn:aws:acm:us-east-1:123456789012:certificate/x";

    private final ControlPlane plane = new ControlPlane();
    private String api = "";

    @BeforeEach
    void makeDomainAndApi() {
        domain(plane, NAME);
        api = api("REGIONAL");
        Stages.deploy(plane, api, "dev");
    }

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void pathLeadsToAStage() {
        var answer = plane.answer(
                "CreateBasePathMapping",
                "{'domainName': '%s', 'basePath': 'shop', 'restApiId': '%s', 'stage': 'dev'}",
                NAME,
                api);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().toString())
                .isEqualTo("{\"basePath\":\"shop\",\"restApiId\":\"" + api + "\",\"stage\":\"dev\"}");
        assertThat(call("Get", "'basePath': 'shop'")).isEqualTo(answer.body());
        assertThat(refused("Create", "'basePath': 'shop', 'restApiId': '" + api + "'"))
                .isEqualTo("409 Conflict: Base path already exists for this domain name");
        assertThat(plane.answer("DeleteBasePathMapping", "{'domainName': '%s', 'basePath': 'shop'}", NAME)
                        .status())
                .isEqualTo(202);
        assertThat(refused("Get", "'basePath': 'shop'"))
                .isEqualTo("404 NotFound: Invalid base path mapping identifier specified");
        assertThat(refused("Delete", "'basePath': 'shop'"))
                .isEqualTo("404 NotFound: Invalid base path mapping identifier specified");
    }

    @Test
    void wholeNameIsWrittenNone() {
        JsonObject mapping = create("'restApiId': '" + api + "', 'stage': '(none)'");
        assertThat(mapping.toString()).isEqualTo("{\"basePath\":\"(none)\",\"restApiId\":\"" + api + "\"}");
        assertThat(call("Get", "'basePath': '(none)'")).isEqualTo(mapping);
        for (String again : List.of("", "(none)")) {
            assertThat(refused("Create", "'basePath': '" + again + "', 'restApiId': '" + api + "'"))
                    .isEqualTo("409 Conflict: Base path already exists for this domain name");
        }
        create("'basePath': 'beside', 'restApiId': '" + api + "'");
        assertThat(paths()).containsExactly("(none)", "beside");
    }

    @Test
    void inputIsChecked() {
        assertThat(plane.refusal("CreateBasePathMapping", "{'domainName': 'no.such', 'restApiId': '%s'}", api))
                .isEqualTo("404 NotFound: Invalid domain name identifier specified");
        assertThat(plane.refusal("GetBasePathMappings", "{'domainName': 'no.such'}"))
                .isEqualTo("404 NotFound: Invalid domain name identifier specified");
        assertThat(refused("Create", "'restApiId': 'nope'"))
                .isEqualTo("400 BadRequest: Invalid REST API identifier specified");
        assertThat(refused("Create", "'restApiId': '" + api + "', 'stage': 'nope'"))
                .isEqualTo("400 BadRequest: Invalid stage identifier specified");
        assertThat(refused("Create", "'basePath': 'a/b', 'restApiId': '" + api + "'"))
                .isEqualTo("400 BadRequest: API Gateway V1 doesn't support the slash character (/) in base path"
                        + " mappings. To create a multi-level base path mapping, use API Gateway V2.");
        for (String wrong : List.of("a b", "ü", "a?b", "a#b", "%20", "x".repeat(301))) {
            assertThat(refused("Create", "'basePath': '" + wrong + "', 'restApiId': '" + api + "'"))
                    .as(wrong)
                    .startsWith("400 BadRequest: Invalid base path specified");
        }
        assertThat(refused("Create", "'basePath': 'x'")).contains("Member must not be null");
        assertThat(paths()).isEmpty();
    }

    @Test
    void endpointTypesMustAgree() {
        String isPrivate = api("PRIVATE");
        assertThat(refused("Create", "'restApiId': '" + isPrivate + "'"))
                .isEqualTo("400 BadRequest: Private APIs can only be mapped to private custom domain names");
        String id = plane.call(
                        "CreateDomainName",
                        "{'domainName': '%s', 'certificateArn': '%s', 'endpointConfiguration': {'types': ['PRIVATE']}}",
                        NAME,
                        ARN)
                .getString("domainNameId");
        String place = "'domainName': '" + NAME + "', 'domainNameId': '" + id + "'";
        assertThat(plane.refusal("CreateBasePathMapping", "{" + place + ", 'restApiId': '%s'}", api))
                .isEqualTo("400 BadRequest: Only private APIs can be mapped to private custom domain names");
        plane.call("CreateBasePathMapping", "{" + place + ", 'restApiId': '%s'}", isPrivate);
        assertThat(plane.call("GetBasePathMappings", "{" + place + "}").getJsonArray("item"))
                .hasSize(1);
        assertThat(paths()).isEmpty();
        plane.call(
                "UpdateDomainName",
                Patches.of(
                        "'domainName': '" + NAME + "'", "add /mutualTlsAuthentication/truststoreUri s3://bucket/key"));
        assertThat(refused("Create", "'restApiId': '" + api("EDGE") + "'"))
                .isEqualTo("400 BadRequest: Mutual TLS authentication is supported for Regional APIs only");
    }

    @Test
    void mappingIsPatchedAndRenamed() {
        create("'basePath': 'old', 'restApiId': '" + api + "', 'stage': 'dev'");
        create("'basePath': 'taken', 'restApiId': '" + api + "'");
        String other = api("REGIONAL");
        Stages.deploy(plane, other, "prod");
        assertThat(patchRefused("old", "replace /restapiId " + other))
                .isEqualTo("400 BadRequest: Invalid stage identifier specified");
        assertThat(patch("old", "replace /restapiId " + other, "replace /stage prod")
                        .getString("restApiId"))
                .isEqualTo(other);
        assertThat(patchRefused("old", "replace /basepath taken"))
                .isEqualTo("409 Conflict: Base path already exists for this domain name");
        assertThat(patch("old", "replace /basePath new").getString("basePath")).isEqualTo("new");
        assertThat(paths()).containsExactly("new", "taken");
        assertThat(call("Get", "'basePath': 'new'").getString("stage")).isEqualTo("prod");
        assertThat(patch("new", "replace /basePath ", "replace /stage ").toString())
                .isEqualTo("{\"basePath\":\"(none)\",\"restApiId\":\"" + other + "\"}");
        assertThat(patchRefused("(none)", "add /stage prod"))
                .isEqualTo("400 BadRequest: Invalid patch operation specified. Must be one of: [replace]");
        assertThat(patchRefused("(none)", "replace /other x")).isEqualTo("400 BadRequest: Invalid patch path /other");
        assertThat(patchRefused("gone", "replace /stage prod"))
                .isEqualTo("404 NotFound: Invalid base path mapping identifier specified");
    }

    @Test
    void mappedApiAndStageStay() {
        domain(plane, "second.example.com");
        create("'basePath': 'a', 'restApiId': '" + api + "', 'stage': 'dev'");
        plane.call("CreateBasePathMapping", "{'domainName': 'second.example.com', 'restApiId': '%s'}", api);
        assertThat(plane.refusal("DeleteRestApi", "{'restApiId': '%s'}", api))
                .isEqualTo("400 BadRequest: Deleting RestApi " + api + " failed. Please remove all base path mappings"
                        + " related to the RestApi in your domains: " + NAME + ", second.example.com");
        assertThat(plane.refusal("DeleteStage", "{'restApiId': '%s', 'stageName': 'dev'}", api))
                .isEqualTo("400 BadRequest: Deleting Stage dev failed. Please remove all base path mappings related"
                        + " to the Stage in your domains: " + NAME);
        plane.call("DeleteDomainName", "{'domainName': 'second.example.com'}");
        patch("a", "replace /basePath b", "replace /stage ");
        plane.call("DeleteStage", "{'restApiId': '%s', 'stageName': 'dev'}", api);
        assertThat(plane.refusal("DeleteRestApi", "{'restApiId': '%s'}", api)).endsWith(": " + NAME);
        call("Delete", "'basePath': 'b'");
        plane.call("DeleteRestApi", "{'restApiId': '%s'}", api);
        assertThat(plane.store.<List<?>>transaction(tx -> tx.subtree(RestKeys.restApi(api))))
                .isEmpty();
    }

    @Test
    void mappedApiKeepsAnEndpointTypeThatFits() {
        create("'restApiId': '" + api + "'");
        String place = "'restApiId': '" + api + "'";
        assertThat(plane.refusal(
                        "UpdateRestApi", Patches.of(place, "replace /endpointConfiguration/types/REGIONAL PRIVATE")))
                .isEqualTo("400 BadRequest: Unable to update EndpointType. Please remove all base path mappings related"
                        + " to the RestApi in your domains: " + NAME);
        plane.call("UpdateRestApi", Patches.of(place, "replace /endpointConfiguration/types/REGIONAL EDGE"));
        String trust = "add /mutualTlsAuthentication/truststoreUri s3://bucket/key";
        String onlyRegional = "400 BadRequest: Mutual TLS authentication is supported for Regional APIs only";
        assertThat(plane.refusal("UpdateDomainName", Patches.of("'domainName': '" + NAME + "'", trust)))
                .isEqualTo(onlyRegional);
        plane.call("UpdateRestApi", Patches.of(place, "replace /endpointConfiguration/types/EDGE REGIONAL"));
        plane.call("UpdateDomainName", Patches.of("'domainName': '" + NAME + "'", trust));
        assertThat(plane.refusal(
                        "UpdateRestApi", Patches.of(place, "replace /endpointConfiguration/types/REGIONAL EDGE")))
                .isEqualTo(onlyRegional);
    }

    @Test
    void domainNameHasAsManyMappingsAsTheLimitSays() {
        try (var small = new ControlPlane(Map.of("gatehouse.limits.mappings-per-domain-name", "1"))) {
            domain(small, NAME);
            String id = small.call("CreateRestApi", "{'name': 'x'}").getString("id");
            small.call("CreateBasePathMapping", "{'domainName': '%s', 'restApiId': '%s'}", NAME, id);
            assertThat(small.refusal(
                            "CreateBasePathMapping",
                            "{'domainName': '%s', 'basePath': 'b', 'restApiId': '%s'}",
                            NAME,
                            id))
                    .startsWith("429 LimitExceeded: Maximum number of Base Path Mappings");
        }
    }

    private static void domain(ControlPlane plane, String name) {
        plane.call(
                "CreateDomainName",
                "{'domainName': '%s', 'regionalCertificateArn': '%s', 'endpointConfiguration': {'types': ['REGIONAL']},"
                        + " 'securityPolicy': 'TLS_1_2'}",
                name,
                ARN);
    }

    private String api(String type) {
        return plane.call("CreateRestApi", "{'name': 'x', 'endpointConfiguration': {'types': ['%s']}}", type)
                .getString("id");
    }

    private JsonObject create(String members) {
        return call("Create", members);
    }

    private JsonObject call(String verb, String members) {
        return plane.call(verb + "BasePathMapping", "{'domainName': '" + NAME + "', " + members + "}");
    }

    private String refused(String verb, String members) {
        return plane.refusal(verb + "BasePathMapping", "{'domainName': '" + NAME + "', " + members + "}");
    }

    private List<String> paths() {
        return plane
                .call("GetBasePathMappings", "{'domainName': '%s'}", NAME)
                .getJsonArray("item")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(each -> each.getString("basePath"))
                .toList();
    }

    private JsonObject patch(String basePath, String... operations) {
        return plane.call("UpdateBasePathMapping", Patches.of(place(basePath), operations));
    }

    private String patchRefused(String basePath, String... operations) {
        return plane.refusal("UpdateBasePathMapping", Patches.of(place(basePath), operations));
    }

    private static String place(String basePath) {
        return "'domainName': '" + NAME + "', 'basePath': '" + basePath + "'";
    }
}
