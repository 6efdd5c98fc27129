package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tags of everything that has an ARN for them. */
class TagsTest {
    private static final String US = "arn:aws:apigateway:us-east-1::";
    private static final String CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/x";

    private final ControlPlane plane = new ControlPlane();

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void everyTaggableNounKeepsTags() {
        Map<String, String> arns = new LinkedHashMap<>();
        String api = plane.call("CreateRestApi", "{'name': 'x'}").getString("id");
        arns.put("api", US + "/restapis/" + api);
        arns.put("stage", US + "/restapis/" + api + "/stages/" + stage(api));
        arns.put("key", US + "/apikeys/" + plane.call("CreateApiKey", "{}").getString("id"));
        arns.put(
                "certificate",
                US + "/clientcertificates/"
                        + plane.call("GenerateClientCertificate", "{}").getString("clientCertificateId"));
        arns.put(
                "link",
                US + "/vpclinks/"
                        + plane.call(
                                        "CreateVpcLink",
                                        "{'name': 'x', 'targetArns':"
                                                + " ['arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/net/a/b']}")
                                .getString("id"));
        arns.put("domain", domain("a.b", "EDGE").getString("domainNameArn"));
        String isPrivate = domain("a.b", "PRIVATE").getString("domainNameArn");
        arns.put("private domain", isPrivate);
        arns.put(
                "association",
                plane.call(
                                "CreateDomainNameAccessAssociation",
                                "{'domainNameArn': '%s', 'accessAssociationSourceType': 'VPCE',"
                                        + " 'accessAssociationSource': 'vpce-1'}",
                                isPrivate)
                        .getString("domainNameAccessAssociationArn"));
        arns.forEach((noun, arn) -> {
            assertThat(tags(arn)).as(noun).isEmpty();
            assertThat(plane.answer("TagResource", "{'resourceArn': '%s', 'tags': {'a': '1', 'b': '%s'}}", arn, noun)
                            .status())
                    .isEqualTo(204);
            plane.call("UntagResource", "{'resourceArn': '%s', 'tagKeys': ['a', 'never']}", arn);
        });
        arns.forEach((noun, arn) -> assertThat(tags(arn)).hasToString("{\"b\":\"" + noun + "\"}"));
    }

    @Test
    void unknownOnesAreRefusedInTheWordsOfTheirNoun() {
        Map.of(
                        "/restapis/nope", "Invalid API identifier specified 000000000000:nope",
                        "/restapis/nope/stages/x", "Invalid stage identifier specified",
                        "/apikeys/nope", "Invalid API Key identifier specified",
                        "/usageplans/nope", "Invalid Usage Plan ID specified",
                        "/clientcertificates/nope", "Invalid Client Certificate identifier specified",
                        "/vpclinks/nope", "Invalid Vpc Link identifier specified",
                        "/domainnames/nope", "Invalid domain name identifier specified",
                        "/domainnameaccessassociations/domainname/a/vpcesource/b",
                                "Invalid domain name access association identifier specified")
                .forEach((path, message) -> {
                    assertThat(refusal(US + path)).isEqualTo("404 NotFound: " + message);
                    assertThat(plane.refusal("TagResource", "{'resourceArn': '%s', 'tags': {'a': 'b'}}", US + path))
                            .isEqualTo("404 NotFound: " + message);
                    assertThat(plane.refusal("UntagResource", "{'resourceArn': '%s', 'tagKeys': ['a']}", US + path))
                            .isEqualTo("404 NotFound: " + message);
                });
    }

    @Test
    void arnsOfOthersAreRefused() {
        for (String wrong : new String[] {
            "",
            "nonsense",
            "arn:aws:apigateway:us-east-1::",
            "arn:aws:lambda:us-east-1::/restapis/a",
            "arn:aws-mars:apigateway:us-east-1::/restapis/a",
            "arn:aws:apigateway:eu-west-1::/restapis/a",
            "arn:aws:apigateway:us-east-1:123456789012:/restapis/a",
            "arn:aws:apigateway:us-east-1::/restapis/a b",
            "arn:aws:apigateway:us-east-1::/" + "x".repeat(3000)
        }) {
            assertThat(refusal(wrong)).as(wrong).isEqualTo("400 BadRequest: Invalid ARN specified in the request");
        }
        for (String path : new String[] {"/account", "/restapis", "/restapis/a/resources/b", "/restapis/a/stages/"}) {
            assertThat(refusal(US + path)).isEqualTo("400 BadRequest: The resource cannot be tagged: " + path);
        }
        assertThat(refusal("arn:aws-cn:apigateway:us-east-1::/restapis/nope")).startsWith("404 NotFound: ");
        assertThat(refusal("arn:aws-us-gov:apigateway:us-east-1:000000000000:/restapis/nope"))
                .startsWith("404 NotFound: ");
    }

    @Test
    void tagsAreBounded() {
        String arn = domain("a.b", "EDGE").getString("domainNameArn");
        var many = new StringBuilder();
        for (int i = 0; i < 51; i++) {
            many.append(i == 0 ? "" : ", ").append("'k").append(i).append("': 'v'");
        }
        assertThat(plane.refusal("TagResource", "{'resourceArn': '%s', 'tags': {" + many + "}}", arn))
                .startsWith("400 BadRequest: Too many tags");
        assertThat(plane.refusal("TagResource", "{'resourceArn': '%s', 'tags': {'aws:a': 'b'}}", arn))
                .startsWith("400 BadRequest: Invalid tag key. Tag keys cannot start with 'aws:' (case insensitive)");
        assertThat(tags(arn)).isEmpty();
    }

    private String refusal(String arn) {
        return plane.refusal("GetTags", "{'resourceArn': '%s'}", arn);
    }

    private JsonObject tags(String arn) {
        return plane.call("GetTags", "{'resourceArn': '%s'}", arn).getJsonObject("tags");
    }

    private JsonObject domain(String name, String type) {
        return plane.call(
                "CreateDomainName",
                "{'domainName': '%s', 'certificateArn': '%s', 'endpointConfiguration': {'types': ['%s']}}",
                name,
                CERTIFICATE,
                type);
    }

    private String stage(String api) {
        Stages.deploy(plane, api, "dev");
        for (String operation : new String[] {"FlushStageCache", "FlushStageAuthorizersCache"}) {
            assertThat(plane.answer(operation, "{'restApiId': '%s', 'stageName': 'dev'}", api)
                            .status())
                    .isEqualTo(202);
            assertThat(plane.refusal(operation, "{'restApiId': '%s', 'stageName': 'prod'}", api))
                    .isEqualTo("404 NotFound: Invalid stage identifier specified");
            assertThat(plane.refusal(operation, "{'restApiId': 'nope', 'stageName': 'dev'}"))
                    .isEqualTo("404 NotFound: Invalid stage identifier specified");
        }
        return "dev";
    }
}
