package io.gatehouse.it;

import static io.gatehouse.it.Aws.replace;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ApiKeysFormat;
import software.amazon.awssdk.services.apigateway.model.AuthorizerType;
import software.amazon.awssdk.services.apigateway.model.DocumentationPartType;
import software.amazon.awssdk.services.apigateway.model.EndpointType;
import software.amazon.awssdk.services.apigateway.model.GatewayResponseType;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigateway.model.PutMode;
import software.amazon.awssdk.services.apigateway.model.QuotaPeriodType;
import software.amazon.awssdk.services.apigateway.model.VpcLinkStatus;

/**
 * Every operation of the REST APIs' control plane through the AWS SDK, with well-formed input, in an order in which
 * prerequisites exist. That an answer has the status of the service model is checked for each of them.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryOperationIT {
    private static final SeenOperations SEEN = new SeenOperations();
    private static final ApiGatewayClient AWS = Aws.client(Server.running(), SEEN);
    private static final String FUNCTION = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
            + "arn:aws:lambda:us-east-1:000000000000:function:authorize/invocations";
    private static final String DOCUMENT =
            """
            {"openapi": "3.0.1", "info": {"title": "every", "version": "1"}, "paths": {"/pets": {"get": {
              "responses": {"200": {"description": "all"}},
              "x-amazon-apigateway-integration": {"type": "mock", "requestTemplates":
                {"application/json": "{\\"statusCode\\": 200}"}, "responses": {"default": {"statusCode": "200"}}}}}}}""";

    private final String api = AWS.createRestApi(r -> r.name("every operation")).id();
    private final String root = AWS.getRestApi(r -> r.restApiId(api)).rootResourceId();

    @AfterEach
    void deleteApi() {
        AWS.deleteRestApi(r -> r.restApiId(api));
    }

    @AfterAll
    static void close() {
        AWS.close();
    }

    @Test
    @Order(1)
    void restApis() {
        assertThat(AWS.getRestApisPaginator().items())
                .anyMatch(item -> item.id().equals(api));
        assertThat(AWS.updateRestApi(r -> r.restApiId(api).patchOperations(replace("/description", "all of them")))
                        .description())
                .isEqualTo("all of them");
        String imported = AWS.importRestApi(r -> r.body(SdkBytes.fromUtf8String(DOCUMENT)))
                .id();
        SdkBytes changed = SdkBytes.fromUtf8String(DOCUMENT.replace("every", "each"));
        assertThat(AWS.putRestApi(r ->
                                r.restApiId(imported).mode(PutMode.OVERWRITE).body(changed))
                        .name())
                .isEqualTo("each");
        AWS.deleteRestApi(r -> r.restApiId(imported));
        assertThat(AWS.getRestApisPaginator().items())
                .noneMatch(item -> item.id().equals(imported));
    }

    @Test
    @Order(2)
    void resourcesAndMethods() {
        String pets = AWS.createResource(r -> r.restApiId(api).parentId(root).pathPart("pets"))
                .id();
        assertThat(AWS.updateResource(
                                r -> r.restApiId(api).resourceId(pets).patchOperations(replace("/pathPart", "animals")))
                        .path())
                .isEqualTo("/animals");
        assertThat(AWS.getResource(r -> r.restApiId(api).resourceId(pets)).path())
                .isEqualTo("/animals");
        assertThat(AWS.getResources(r -> r.restApiId(api)).items()).hasSize(2);
        mock();
        assertThat(AWS.getMethod(r -> r.restApiId(api).resourceId(root).httpMethod("GET"))
                        .methodIntegration()
                        .type())
                .isEqualTo(IntegrationType.MOCK);
        assertThat(AWS.updateMethod(r -> r.restApiId(api)
                                .resourceId(root)
                                .httpMethod("GET")
                                .patchOperations(replace("/operationName", "listPets")))
                        .operationName())
                .isEqualTo("listPets");
        assertThat(AWS.testInvokeMethod(r -> r.restApiId(api).resourceId(root).httpMethod("GET"))
                        .status())
                .isEqualTo(200);
        AWS.deleteMethod(r -> r.restApiId(api).resourceId(root).httpMethod("GET"));
        AWS.deleteResource(r -> r.restApiId(api).resourceId(pets));
        assertThat(AWS.getResources(r -> r.restApiId(api)).items()).hasSize(1);
    }

    @Test
    @Order(3)
    void methodAndIntegrationResponses() {
        mock();
        assertThat(AWS.updateMethodResponse(r -> r.restApiId(api)
                                .resourceId(root)
                                .httpMethod("GET")
                                .statusCode("200")
                                .patchOperations(Aws.add("/responseParameters/method.response.header.X-A", "true")))
                        .responseParameters())
                .containsEntry("method.response.header.X-A", true);
        assertThat(AWS.getMethodResponse(r -> r.restApiId(api)
                                .resourceId(root)
                                .httpMethod("GET")
                                .statusCode("200"))
                        .responseParameters())
                .hasSize(1);
        assertThat(AWS.updateIntegration(r -> r.restApiId(api)
                                .resourceId(root)
                                .httpMethod("GET")
                                .patchOperations(replace("/timeoutInMillis", "3000")))
                        .timeoutInMillis())
                .isEqualTo(3000);
        assertThat(AWS.getIntegration(r -> r.restApiId(api).resourceId(root).httpMethod("GET"))
                        .timeoutInMillis())
                .isEqualTo(3000);
        assertThat(AWS.updateIntegrationResponse(r -> r.restApiId(api)
                                .resourceId(root)
                                .httpMethod("GET")
                                .statusCode("200")
                                .patchOperations(replace("/selectionPattern", "2..")))
                        .selectionPattern())
                .isEqualTo("2..");
        assertThat(AWS.getIntegrationResponse(r -> r.restApiId(api)
                                .resourceId(root)
                                .httpMethod("GET")
                                .statusCode("200"))
                        .selectionPattern())
                .isEqualTo("2..");
        AWS.deleteIntegrationResponse(
                r -> r.restApiId(api).resourceId(root).httpMethod("GET").statusCode("200"));
        AWS.deleteIntegration(r -> r.restApiId(api).resourceId(root).httpMethod("GET"));
        AWS.deleteMethodResponse(
                r -> r.restApiId(api).resourceId(root).httpMethod("GET").statusCode("200"));
        assertThat(AWS.getMethod(r -> r.restApiId(api).resourceId(root).httpMethod("GET"))
                        .hasMethodResponses())
                .isFalse();
    }

    @Test
    @Order(4)
    void modelsValidatorsAndGatewayResponses() {
        AWS.createModel(r -> r.restApiId(api)
                .name("Pet")
                .contentType("application/json")
                .schema("{\"type\": \"object\", \"properties\": {\"name\": {\"type\": \"string\"}}}"));
        assertThat(AWS.getModels(r -> r.restApiId(api)).items()).hasSize(3);
        AWS.updateModel(r -> r.restApiId(api).modelName("Pet").patchOperations(replace("/description", "an animal")));
        assertThat(AWS.getModel(r -> r.restApiId(api).modelName("Pet")).description())
                .isEqualTo("an animal");
        assertThat(AWS.getModelTemplate(r -> r.restApiId(api).modelName("Pet")).value())
                .startsWith("#set($inputRoot = $input.path('$'))")
                .contains("\"name\"");
        AWS.deleteModel(r -> r.restApiId(api).modelName("Pet"));

        String validator = AWS.createRequestValidator(
                        r -> r.restApiId(api).name("body").validateRequestBody(true))
                .id();
        AWS.updateRequestValidator(
                r -> r.restApiId(api).requestValidatorId(validator).patchOperations(replace("/name", "all")));
        assertThat(AWS.getRequestValidator(r -> r.restApiId(api).requestValidatorId(validator))
                        .name())
                .isEqualTo("all");
        assertThat(AWS.getRequestValidators(r -> r.restApiId(api)).items()).hasSize(1);
        AWS.deleteRequestValidator(r -> r.restApiId(api).requestValidatorId(validator));

        var type = GatewayResponseType.RESOURCE_NOT_FOUND;
        AWS.putGatewayResponse(r -> r.restApiId(api).responseType(type).statusCode("410"));
        AWS.updateGatewayResponse(
                r -> r.restApiId(api).responseType(type).patchOperations(replace("/statusCode", "418")));
        assertThat(AWS.getGatewayResponse(r -> r.restApiId(api).responseType(type))
                        .statusCode())
                .isEqualTo("418");
        assertThat(AWS.getGatewayResponses(r -> r.restApiId(api)).items()).hasSize(21);
        AWS.deleteGatewayResponse(r -> r.restApiId(api).responseType(type));
    }

    @Test
    @Order(5)
    void authorizersAndDocumentation() {
        String authorizer = AWS.createAuthorizer(r -> r.restApiId(api)
                        .name("token")
                        .type(AuthorizerType.TOKEN)
                        .authorizerUri(FUNCTION)
                        .identitySource("method.request.header.Authorization"))
                .id();
        AWS.updateAuthorizer(
                r -> r.restApiId(api).authorizerId(authorizer).patchOperations(replace("/name", "bearer")));
        assertThat(AWS.getAuthorizer(r -> r.restApiId(api).authorizerId(authorizer))
                        .name())
                .isEqualTo("bearer");
        assertThat(AWS.getAuthorizers(r -> r.restApiId(api)).items()).hasSize(1);
        assertThat(AWS.testInvokeAuthorizer(r -> r.restApiId(api).authorizerId(authorizer))
                        .clientStatus())
                .isEqualTo(401);
        AWS.deleteAuthorizer(r -> r.restApiId(api).authorizerId(authorizer));

        String part = AWS.createDocumentationPart(r -> r.restApiId(api)
                        .location(l -> l.type(DocumentationPartType.API))
                        .properties("{\"description\": \"pets\"}"))
                .id();
        AWS.updateDocumentationPart(r -> r.restApiId(api)
                .documentationPartId(part)
                .patchOperations(replace("/properties", "{\"description\": \"animals\"}")));
        assertThat(AWS.getDocumentationPart(r -> r.restApiId(api).documentationPartId(part))
                        .properties())
                .contains("animals");
        String parts =
                """
                {"openapi": "3.0.1", "info": {"title": "parts", "version": "1"}, "paths": {},
                 "x-amazon-apigateway-documentation": {"documentationParts": [
                   {"location": {"type": "RESOURCE", "path": "/"}, "properties": {"summary": "x"}}]}}""";
        assertThat(AWS.importDocumentationParts(r -> r.restApiId(api).body(SdkBytes.fromUtf8String(parts)))
                        .ids())
                .hasSize(1);
        assertThat(AWS.getDocumentationParts(r -> r.restApiId(api)).items()).hasSize(2);
        AWS.createDocumentationVersion(r -> r.restApiId(api).documentationVersion("1"));
        AWS.updateDocumentationVersion(
                r -> r.restApiId(api).documentationVersion("1").patchOperations(replace("/description", "first")));
        assertThat(AWS.getDocumentationVersion(r -> r.restApiId(api).documentationVersion("1"))
                        .description())
                .isEqualTo("first");
        assertThat(AWS.getDocumentationVersions(r -> r.restApiId(api)).items()).hasSize(1);
        AWS.deleteDocumentationVersion(r -> r.restApiId(api).documentationVersion("1"));
        AWS.deleteDocumentationPart(r -> r.restApiId(api).documentationPartId(part));
    }

    @Test
    @Order(6)
    void deploymentsAndStages() {
        mock();
        String deployment = AWS.createDeployment(r -> r.restApiId(api)).id();
        AWS.updateDeployment(
                r -> r.restApiId(api).deploymentId(deployment).patchOperations(replace("/description", "first")));
        assertThat(AWS.getDeployment(r -> r.restApiId(api).deploymentId(deployment))
                        .description())
                .isEqualTo("first");
        assertThat(AWS.getDeployments(r -> r.restApiId(api)).items()).hasSize(1);
        AWS.createStage(r -> r.restApiId(api).stageName("dev").deploymentId(deployment));
        AWS.updateStage(r -> r.restApiId(api).stageName("dev").patchOperations(replace("/variables/colour", "green")));
        assertThat(AWS.getStage(r -> r.restApiId(api).stageName("dev")).variables())
                .containsEntry("colour", "green");
        assertThat(AWS.getStages(r -> r.restApiId(api)).item()).hasSize(1);
        assertThat(AWS.getExport(r -> r.restApiId(api).stageName("dev").exportType("oas30"))
                        .body()
                        .asUtf8String())
                .contains("every operation");
        AWS.flushStageCache(r -> r.restApiId(api).stageName("dev"));
        AWS.flushStageAuthorizersCache(r -> r.restApiId(api).stageName("dev"));
        AWS.deleteStage(r -> r.restApiId(api).stageName("dev"));
        AWS.deleteDeployment(r -> r.restApiId(api).deploymentId(deployment));
        assertThat(AWS.getDeployments(r -> r.restApiId(api)).items()).isEmpty();
    }

    @Test
    @Order(7)
    void apiKeysAndUsagePlans() {
        String key = AWS.createApiKey(r -> r.name("mine").enabled(true)).id();
        assertThat(AWS.updateApiKey(r -> r.apiKey(key).patchOperations(replace("/description", "of mine")))
                        .description())
                .isEqualTo("of mine");
        assertThat(AWS.getApiKey(r -> r.apiKey(key).includeValue(true)).value()).hasSize(40);
        assertThat(AWS.getApiKeysPaginator().items()).anyMatch(item -> item.id().equals(key));
        SdkBytes csv = SdkBytes.fromUtf8String("Name,key\nimported,0123456789abcdefghijklmn\n");
        String imported = AWS.importApiKeys(r -> r.format(ApiKeysFormat.CSV).body(csv))
                .ids()
                .get(0);

        String plan = AWS.createUsagePlan(
                        r -> r.name("gold").quota(q -> q.limit(100).period(QuotaPeriodType.DAY)))
                .id();
        assertThat(AWS.updateUsagePlan(r -> r.usagePlanId(plan).patchOperations(replace("/name", "silver")))
                        .name())
                .isEqualTo("silver");
        assertThat(AWS.getUsagePlan(r -> r.usagePlanId(plan)).quota().limit()).isEqualTo(100);
        assertThat(AWS.getUsagePlansPaginator().items())
                .anyMatch(item -> item.id().equals(plan));
        AWS.createUsagePlanKey(r -> r.usagePlanId(plan).keyId(key).keyType("API_KEY"));
        assertThat(AWS.getUsagePlanKey(r -> r.usagePlanId(plan).keyId(key)).name())
                .isEqualTo("mine");
        assertThat(AWS.getUsagePlanKeys(r -> r.usagePlanId(plan)).items()).hasSize(1);
        String today = Instant.now().toString().substring(0, 10);
        AWS.updateUsage(r -> r.usagePlanId(plan).keyId(key).patchOperations(replace("/remaining", "7")));
        assertThat(AWS.getUsage(r -> r.usagePlanId(plan).startDate(today).endDate(today))
                        .items())
                .containsKey(key);
        AWS.deleteUsagePlanKey(r -> r.usagePlanId(plan).keyId(key));
        AWS.deleteUsagePlan(r -> r.usagePlanId(plan));
        AWS.deleteApiKey(r -> r.apiKey(key));
        AWS.deleteApiKey(r -> r.apiKey(imported));
    }

    @Test
    @Order(8)
    void domainNames() {
        String name = api + ".example.com";
        String certificate = "arn:aws:acm:us-east-1:000000000000:certificate/0f0f0f0f-0000-4000-8000-00000000000a";
        AWS.createDomainName(r -> r.domainName(name)
                .regionalCertificateArn(certificate)
                .endpointConfiguration(e -> e.types(EndpointType.REGIONAL)));
        AWS.updateDomainName(r -> r.domainName(name)
                .patchOperations(replace("/regionalCertificateArn", certificate.replace("0a", "0b"))));
        assertThat(AWS.getDomainName(r -> r.domainName(name)).regionalCertificateArn())
                .endsWith("0b");
        assertThat(AWS.getDomainNamesPaginator().items())
                .anyMatch(item -> item.domainName().equals(name));
        AWS.createBasePathMapping(r -> r.domainName(name).basePath("v1").restApiId(api));
        AWS.updateBasePathMapping(r -> r.domainName(name).basePath("v1").patchOperations(replace("/basePath", "v2")));
        assertThat(AWS.getBasePathMapping(r -> r.domainName(name).basePath("v2"))
                        .restApiId())
                .isEqualTo(api);
        assertThat(AWS.getBasePathMappings(r -> r.domainName(name)).items()).hasSize(1);
        AWS.deleteBasePathMapping(r -> r.domainName(name).basePath("v2"));
        AWS.deleteDomainName(r -> r.domainName(name));

        var hidden = AWS.createDomainName(r -> r.domainName("private-" + name)
                .certificateArn(certificate)
                .endpointConfiguration(e -> e.types(EndpointType.PRIVATE)));
        String first = associate(hidden.domainNameArn(), "vpce-0123456789abcdef0");
        assertThat(AWS.getDomainNameAccessAssociations(r -> {}).items()).hasSize(1);
        AWS.deleteDomainNameAccessAssociation(r -> r.domainNameAccessAssociationArn(first));
        String second = associate(hidden.domainNameArn(), "vpce-0123456789abcdef1");
        AWS.rejectDomainNameAccessAssociation(
                r -> r.domainNameAccessAssociationArn(second).domainNameArn(hidden.domainNameArn()));
        AWS.deleteDomainName(r -> r.domainName("private-" + name).domainNameId(hidden.domainNameId()));
    }

    private static String associate(String domainNameArn, String endpoint) {
        return AWS.createDomainNameAccessAssociation(r -> r.domainNameArn(domainNameArn)
                        .accessAssociationSourceType("VPCE")
                        .accessAssociationSource(endpoint))
                .domainNameAccessAssociationArn();
    }

    @Test
    @Order(9)
    void clientCertificatesAndVpcLinks() {
        String certificate =
                AWS.generateClientCertificate(r -> r.description("ours")).clientCertificateId();
        AWS.updateClientCertificate(
                r -> r.clientCertificateId(certificate).patchOperations(replace("/description", "mine")));
        assertThat(AWS.getClientCertificate(r -> r.clientCertificateId(certificate))
                        .pemEncodedCertificate())
                .startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(AWS.getClientCertificatesPaginator().items()).hasSize(1);
        AWS.deleteClientCertificate(r -> r.clientCertificateId(certificate));

        String link = AWS.createVpcLink(
                        r -> r.name("inside")
                                .targetArns(
                                        "arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/net/inside/50dc6c495c0c9188"))
                .id();
        AWS.updateVpcLink(r -> r.vpcLinkId(link).patchOperations(replace("/name", "within")));
        assertThat(AWS.getVpcLink(r -> r.vpcLinkId(link)).status()).isEqualTo(VpcLinkStatus.AVAILABLE);
        assertThat(AWS.getVpcLinksPaginator().items()).hasSize(1);
        AWS.deleteVpcLink(r -> r.vpcLinkId(link));
    }

    @Test
    @Order(10)
    void tagsAccountAndSdkTypes() {
        String arn = "arn:aws:apigateway:us-east-1::/restapis/" + api;
        AWS.tagResource(r -> r.resourceArn(arn).tags(Map.of("team", "pets", "stage", "test")));
        AWS.untagResource(r -> r.resourceArn(arn).tagKeys("stage"));
        assertThat(AWS.getTags(r -> r.resourceArn(arn)).tags()).isEqualTo(Map.of("team", "pets"));

        AWS.updateAccount(r -> r.patchOperations(replace("/cloudwatchRoleArn", "arn:aws:iam::000000000000:role/logs")));
        assertThat(AWS.getAccount().cloudwatchRoleArn()).endsWith("role/logs");
        assertThat(AWS.getSdkTypes(r -> {}).items()).hasSize(6);
        assertThat(AWS.getSdkType(r -> r.id("java")).configurationProperties()).isNotEmpty();
    }

    @Test
    @Order(11)
    void nothingOfTheServiceModelIsLeftButGetSdk() {
        assertThat(SEEN.missing()).isEqualTo(Set.of("GetSdk"));
    }

    /** GET of the root, answered without a backend. */
    private void mock() {
        AWS.putMethod(r -> r.restApiId(api).resourceId(root).httpMethod("GET").authorizationType("NONE"));
        AWS.putIntegration(r -> r.restApiId(api)
                .resourceId(root)
                .httpMethod("GET")
                .type(IntegrationType.MOCK)
                .requestTemplates(Map.of("application/json", "{\"statusCode\": 200}")));
        AWS.putMethodResponse(
                r -> r.restApiId(api).resourceId(root).httpMethod("GET").statusCode("200"));
        AWS.putIntegrationResponse(
                r -> r.restApiId(api).resourceId(root).httpMethod("GET").statusCode("200"));
    }
}
