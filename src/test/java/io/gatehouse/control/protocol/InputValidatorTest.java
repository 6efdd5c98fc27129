package io.gatehouse.control.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.model.AwsException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The texts of recorded answers, and the same family for what is not recorded. */
class InputValidatorTest {
    private static final String OPS = "Member must satisfy enum value set: [add, remove, move, test, replace, copy]";
    private static final String TYPES =
            "Member must satisfy constraint: [Member must satisfy enum value set: [PRIVATE," + " EDGE, REGIONAL]]";

    @Test
    void enumerationsInStructuresAndLists() {
        refused(
                "apigateway.CreateRestApi",
                Map.of(),
                "{\"name\":\"x\",\"description\":\"\",\"minimumCompressionSize\":-1,"
                        + "\"endpointConfiguration\":{\"ipAddressType\":\"wrong\",\"types\":[\"wrong\"]}}",
                "2 validation errors detected: Value '[wrong]' at 'createRestApiInput.endpointConfiguration.types'"
                        + " failed to satisfy constraint: " + TYPES
                        + "; Value 'wrong' at 'createRestApiInput.endpointConfiguration.ipAddressType' failed to satisfy"
                        + " constraint: Member must satisfy enum value set: [ipv4, dualstack]");
        refused(
                "apigateway.CreateRestApi",
                Map.of(),
                "{\"name\":\"x\",\"endpointConfiguration\":{\"types\":[\"EDGE\",\"a\",\"b\"]}}",
                "1 validation error detected: Value '[EDGE, a, b]' at 'createRestApiInput.endpointConfiguration.types'"
                        + " failed to satisfy constraint: " + TYPES);
    }

    @Test
    void patchOperationsCountFromOne() {
        refused(
                "apigateway.UpdateMethodResponse",
                Map.of("restapi_id", "a", "resource_id", "b", "http_method", "GET", "status_code", "200"),
                "{\"patchOperations\":[{\"op\":\"wrong_op\",\"path\":\"/a\"},{\"op\":\"remove\"},{\"op\":\"wrong_op\"}]}",
                "2 validation errors detected: Value 'wrong_op' at"
                        + " 'updateMethodResponseInput.patchOperations.1.member.op' failed to satisfy constraint: "
                        + OPS
                        + "; Value 'wrong_op' at 'updateMethodResponseInput.patchOperations.3.member.op' failed to"
                        + " satisfy constraint: " + OPS);
    }

    @Test
    void membersOfThePathStandBare() {
        refused(
                "apigateway.GetIntegrationResponse",
                Map.of("restapi_id", "a", "resource_id", "b", "http_method", "GET", "status_code", "wrong"),
                "",
                "1 validation error detected: Value 'wrong' at 'statusCode' failed to satisfy constraint: Member must"
                        + " satisfy regular expression pattern: [1-5]\\d\\d");
        refused(
                "apigateway.DeleteGatewayResponse",
                Map.of("restapi_id", "a", "response_type", "FAKE_RESPONSE_TYPE"),
                "",
                "1 validation error detected: Value 'FAKE_RESPONSE_TYPE' at 'responseType' failed to satisfy constraint:"
                        + " Member must satisfy enum value set: [REQUEST_TOO_LARGE, RESOURCE_NOT_FOUND,"
                        + " AUTHORIZER_CONFIGURATION_ERROR, MISSING_AUTHENTICATION_TOKEN, BAD_REQUEST_BODY,"
                        + " INVALID_SIGNATURE, INVALID_API_KEY, BAD_REQUEST_PARAMETERS, AUTHORIZER_FAILURE, UNAUTHORIZED,"
                        + " INTEGRATION_TIMEOUT, ACCESS_DENIED, DEFAULT_4XX, DEFAULT_5XX, WAF_FILTERED, QUOTA_EXCEEDED,"
                        + " THROTTLED, API_CONFIGURATION_ERROR, UNSUPPORTED_MEDIA_TYPE, INTEGRATION_FAILURE,"
                        + " EXPIRED_TOKEN]");
    }

    @Test
    void documentationPartTypesInTheirOwnOrder() {
        refused(
                "apigateway.CreateDocumentationPart",
                Map.of("restapi_id", "a"),
                "{\"location\":{\"type\":\"INVALID\"},\"properties\":\"{}\"}",
                "1 validation error detected: Value 'INVALID' at 'createDocumentationPartInput.location.type' failed to"
                        + " satisfy constraint: Member must satisfy enum value set: [RESPONSE_BODY, RESPONSE, METHOD,"
                        + " MODEL, AUTHORIZER, RESPONSE_HEADER, RESOURCE, PATH_PARAMETER, REQUEST_BODY, QUERY_PARAMETER,"
                        + " API, REQUEST_HEADER]");
    }

    @Test
    void membersOfTheBodyBearTheirWireNames() {
        refused(
                "apigateway.PutIntegration",
                Map.of("restapi_id", "a", "resource_id", "b", "http_method", "GET"),
                "{\"type\":\"NONE\",\"httpMethod\":\"nonsense\"}",
                "1 validation error detected: Value 'NONE' at 'putIntegrationInput.type' failed to satisfy constraint:"
                        + " Member must satisfy enum value set: [HTTP, AWS, MOCK, HTTP_PROXY, AWS_PROXY]");
    }

    @Test
    void requiredMembersMustBeThere() {
        refused(
                "apigateway.CreateRestApi",
                Map.of(),
                "{\"name\":null}",
                "1 validation error detected: Value null at 'createRestApiInput.name' failed to satisfy constraint:"
                        + " Member must not be null");
    }

    @Test
    void holesInListsAreRefused() {
        Map<String, String> labels = Map.of("restapi_id", "a");
        refused(
                "apigateway.UpdateRestApi",
                labels,
                "{\"patchOperations\":[null]}",
                "1 validation error detected: Value null at 'updateRestApiInput.patchOperations.1.member' failed to"
                        + " satisfy constraint: Member must not be null");
        refused(
                "apigateway.CreateRestApi",
                Map.of(),
                "{\"name\":\"x\",\"binaryMediaTypes\":[\"a\",null]}",
                "1 validation error detected: Value '[a, null]' at 'createRestApiInput.binaryMediaTypes' failed to"
                        + " satisfy constraint: Member must satisfy constraint: [Member must not be null]");
    }

    /** AWS: a template whose text is null is taken (recorded). */
    @Test
    void holesInMapsAreRefusedExceptForTemplates() {
        refused(
                "apigateway.CreateStage",
                Map.of("restapi_id", "a"),
                "{\"stageName\":\"s\",\"deploymentId\":\"d\",\"variables\":{\"a\":null,\"b\":\"x\"}}",
                "1 validation error detected: Value '{a=null, b=x}' at 'createStageInput.variables' failed to satisfy"
                        + " constraint: Map value must satisfy constraint: [Member must not be null]");
        assertThatCode(() -> check(
                        "apigateway.PutIntegration",
                        Map.of("restapi_id", "a", "resource_id", "b", "http_method", "GET"),
                        "{\"type\":\"MOCK\",\"requestTemplates\":{\"application/json\":null}}"))
                .doesNotThrowAnyException();
    }

    @Test
    void lengthsAndRangesOfVersion2() {
        refused(
                "apigatewayv2.CreateRoutingRule",
                Map.of("domainName", "d"),
                "{\"actions\":[],\"conditions\":[],\"priority\":0}",
                "1 validation error detected: Value '0' at 'createRoutingRuleInput.priority' failed to satisfy"
                        + " constraint: Member must have value greater than or equal to 1");
    }

    @Test
    void tenViolationsAreEnough() {
        String many = "{\"op\":\"x\"},".repeat(1_000);
        assertThatThrownBy(() -> check(
                        "apigateway.UpdateRestApi",
                        Map.of("restapi_id", "a"),
                        "{\"patchOperations\":[" + many + "{}]}"))
                .hasMessageStartingWith("10 validation errors detected: ")
                .satisfies(refused -> assertThat(
                                String.valueOf(refused.getMessage()).split("; "))
                        .hasSize(10));
    }

    @Test
    void whatTheModelAllowsPasses() {
        assertThatCode(() -> check(
                        "apigateway.CreateRestApi",
                        Map.of(),
                        "{\"name\":\"\",\"endpointConfiguration\":{\"types\":[],\"ipAddressType\":\"ipv4\"},"
                                + "\"tags\":{\"a\":\"\"}}"))
                .doesNotThrowAnyException();
        assertThatCode(() -> check("apigateway.ImportRestApi", Map.of(), "")).doesNotThrowAnyException();
    }

    private static void refused(String key, Map<String, String> labels, String body, String message) {
        assertThatThrownBy(() -> check(key, labels, body))
                .hasMessage(message)
                .isInstanceOfSatisfying(AwsException.class, refused -> {
                    assertThat(refused.code()).isEqualTo("ValidationException");
                    assertThat(refused.status()).isEqualTo(400);
                });
    }

    private static void check(String key, Map<String, String> labels, String body) {
        InputValidator.check(ServiceModelTest.operation(key), InputReaderTest.read(key, labels, "", body));
    }
}
