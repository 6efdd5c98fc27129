package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.control.kind.RestKeys;
import io.gatehouse.snapshot.ApiDefinition;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Authorizers, and the methods that name one. */
class AuthorizersTest {
    private static final String URI = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
            + "arn:aws:lambda:us-east-1:123456789012:function:check/invocations";
    private static final String POOL = "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_abc";
    private static final String NO_MAPPING = "400 BadRequest: Invalid mapping expression specified: Validation Result:"
            + " warnings : [], errors : [Invalid mapping expression specified: %s]";
    private static final String NO_AUTHORIZER = "400 BadRequest: Invalid authorizer ID specified. Setting the"
            + " authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.";

    private ControlPlane plane;
    private String api;
    private String root;

    @BeforeEach
    void open() {
        plane = new ControlPlane(Map.of("gatehouse.limits.authorizers-per-api", "3"));
        JsonObject created = plane.call("CreateRestApi", "{'name': 'test'}");
        api = created.getString("id");
        root = created.getString("rootResourceId");
    }

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void tokenAuthorizerIsAnsweredAsAwsDoes() {
        var created = plane.answer("CreateAuthorizer", token("'name': 'a'"), api);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body().getString("id")).matches("[a-z0-9]{6}");
        assertThat(created.body().getString("authType")).isEqualTo("custom");
        assertThat(created.body()).doesNotContainKey("authorizerResultTtlInSeconds");
        assertThat(get(created.body().getString("id"))).isEqualTo(created.body());
        assertThat(plane.call("GetAuthorizers", "{'restApiId': '%s'}", api).getJsonArray("item"))
                .containsExactly(created.body());
    }

    @Test
    void requestAuthorizerTakesManySourcesAndNoneWithoutCaching() {
        JsonObject many = create("'name': 'a', 'type': 'REQUEST', 'authorizerUri': '" + URI
                + "', 'identitySource': 'method.request.header.Auth, method.request.querystring.q,stageVariables.v,"
                + "context.httpMethod', 'authorizerResultTtlInSeconds': 60");
        assertThat(many.getInt("authorizerResultTtlInSeconds")).isEqualTo(60);
        JsonObject none = create(
                "'name': 'b', 'type': 'REQUEST', 'authorizerUri': '" + URI + "', 'authorizerResultTtlInSeconds': 0");
        assertThat(none).doesNotContainKey("identitySource");
        assertThat(refused("'name': 'c', 'type': 'REQUEST', 'authorizerUri': '" + URI + "'"))
                .isEqualTo("400 BadRequest: Identity source must be set if authorizer caching is enabled (TTL is"
                        + " greater than 0)");
        assertThat(refused("'name': 'c', 'type': 'REQUEST', 'authorizerUri': '" + URI
                        + "', 'identitySource': 'method.request.header.A,method.request.body'"))
                .isEqualTo(NO_MAPPING.formatted("method.request.body"));
    }

    @Test
    void userPoolAuthorizerNeedsItsPools() {
        JsonObject created = create(pools("'name': 'a'"));
        assertThat(created.getString("authType")).isEqualTo("cognito_user_pools");
        assertThat(created.getJsonArray("providerARNs")).hasSize(1);
        assertThat(refused("'name': 'b', 'type': 'COGNITO_USER_POOLS',"
                        + " 'identitySource': 'method.request.header.Authorization'"))
                .isEqualTo("400 BadRequest: An authorizer of type COGNITO_USER_POOLS must have at least one provider"
                        + " ARN");
        assertThat(refused("'name': 'b', 'type': 'COGNITO_USER_POOLS', 'providerARNs': ['arn:aws:s3:::bucket'],"
                        + " 'identitySource': 'method.request.header.Authorization'"))
                .isEqualTo("400 BadRequest: Invalid ARN specified in the request");
    }

    @Test
    void functionsAreNamedByAwsUri() {
        for (String uri : new String[] {
            "",
            "http://example.com",
            "arn:aws:lambda:us-east-1:123456789012:function:check",
            URI.replace("us-east-1:lambda:path", "region:lambda:path"),
            URI.replace("/invocations", "")
        }) {
            assertThat(refused("'name': 'a', 'type': 'TOKEN', 'identitySource': 'method.request.header.A',"
                            + " 'authorizerUri': '" + uri + "'"))
                    .startsWith("400 BadRequest: Invalid Authorizer URI: ")
                    .endsWith(". Authorizer URI should be a valid API Gateway ARN that represents a Lambda function"
                            + " invocation.");
        }
    }

    @Test
    void membersAreCheckedOneByOne() {
        assertThat(refused("'name': '', 'type': 'TOKEN'"))
                .isEqualTo("400 BadRequest: Authorizer name must be non-empty");
        assertThat(refused("'type': 'LAMBDA'"))
                .startsWith("400 Validation: 2 validation errors detected: ")
                .contains("'createAuthorizerInput.name'")
                .contains("Value 'LAMBDA' at 'createAuthorizerInput.type' failed to satisfy constraint");
        String ttl = "400 BadRequest: Invalid authorizerResultTtlInSeconds specified, must be between 0 and 3600";
        assertThat(plane.refusal("CreateAuthorizer", token("'name': 'a', 'authorizerResultTtlInSeconds': 3601"), api))
                .isEqualTo(ttl);
        assertThat(plane.refusal("CreateAuthorizer", token("'name': 'a', 'authorizerResultTtlInSeconds': -1"), api))
                .isEqualTo(ttl);
        assertThat(plane.refusal("CreateAuthorizer", token("'name': 'a', 'identityValidationExpression': '(x'"), api))
                .startsWith("400 BadRequest: Invalid identity validation expression specified: ");
        assertThat(plane.refusal("CreateAuthorizer", token("'name': 'a', 'authorizerCredentials': 'me'"), api))
                .isEqualTo("400 BadRequest: Invalid ARN specified in the request");
        assertThat(refused("'name': 'a', 'type': 'TOKEN', 'authorizerUri': '" + URI
                        + "', 'identitySource': 'method.request.querystring.q'"))
                .isEqualTo(NO_MAPPING.formatted("method.request.querystring.q"));
    }

    @Test
    void namesAreUniqueAndTheirNumberLimited() {
        String first = create(pools("'name': 'a'")).getString("id");
        create(pools("'name': 'b'"));
        assertThat(refused(pools("'name': 'a'")))
                .isEqualTo(
                        "409 Conflict: Authorizer name must be unique. Authorizer a already exists in this RestApi.");
        assertThat(refusedPatch(first, "replace", "/name", "b"))
                .isEqualTo(
                        "409 Conflict: Authorizer name must be unique. Authorizer b already exists in this RestApi.");
        create(pools("'name': 'c'"));
        assertThat(refused(pools("'name': 'd'")))
                .startsWith("429 LimitExceeded: Maximum number of Authorizers for this API has been reached.");
    }

    @Test
    void everyPathIsPatched() {
        String id = create(pools("'name': 'a'")).getString("id");
        patch(id, "replace", "/authorizerUri", URI);
        patch(id, "replace", "/type", "TOKEN");
        patch(id, "replace", "/authType", "oauth2");
        patch(id, "replace", "/name", "other");
        patch(id, "replace", "/authorizerResultTtlInSeconds", "0");
        patch(id, "replace", "/identityValidationExpression", "^Bearer .+");
        patch(id, "replace", "/authorizerCredentials", "arn:aws:iam::123456789012:role/invoke");
        patch(id, "replace", "/identitySource", "method.request.header.X");
        patch(id, "add", "/providerARNs", POOL + "d");
        patch(id, "remove", "/providerARNs", POOL);
        JsonObject patched = get(id);
        assertThat(patched.getString("type")).isEqualTo("TOKEN");
        assertThat(patched.getString("authType")).isEqualTo("oauth2");
        assertThat(patched.getString("name")).isEqualTo("other");
        assertThat(patched.getInt("authorizerResultTtlInSeconds")).isZero();
        assertThat(patched.getString("identitySource")).isEqualTo("method.request.header.X");
        assertThat(patched.get("providerARNs")).hasToString("[\"" + POOL + "d\"]");
        patch(id, "replace", "/type", "REQUEST");
        patch(id, "remove", "/identitySource", "");
        assertThat(get(id)).doesNotContainKey("identitySource");
        assertThat(refusedPatch(id, "replace", "/authorizerResultTtlInSeconds", "60"))
                .isEqualTo("400 BadRequest: Identity source must be set if authorizer caching is enabled (TTL is"
                        + " greater than 0)");
    }

    @Test
    void otherPatchesAreRefusedAndLoseNothing() {
        JsonObject created = create(pools("'name': 'a'"));
        String id = created.getString("id");
        assertThat(refusedPatch(id, "replace", "/id", "x")).isEqualTo("400 BadRequest: Invalid patch path /id");
        assertThat(refusedPatch(id, "add", "/name", "x"))
                .isEqualTo("400 BadRequest: Invalid patch operation specified. Must be one of: [replace]");
        assertThat(refusedPatch(id, "replace", "/providerARNs", POOL))
                .isEqualTo("400 BadRequest: Invalid patch operation specified. Must be one of: [add, remove]");
        assertThat(refusedPatch(id, "replace", "/type", "JWT"))
                .isEqualTo("400 BadRequest: Invalid authorizer type specified. Valid options are"
                        + " TOKEN,REQUEST,COGNITO_USER_POOLS");
        assertThat(refusedPatch(id, "replace", "/authorizerResultTtlInSeconds", "soon"))
                .isEqualTo(
                        "400 BadRequest: Invalid authorizerResultTtlInSeconds specified, must be between 0 and 3600");
        assertThat(refusedPatch(id, "replace", "/type", "TOKEN"))
                .startsWith("400 BadRequest: Invalid Authorizer URI: ");
        assertThat(refusedPatch(id, "remove", "/providerARNs", POOL)).startsWith("400 BadRequest: An authorizer of");
        assertThat(get(id)).isEqualTo(created);
    }

    @Test
    void unknownOnesAreNotThere() {
        String unknown = "404 NotFound: Invalid Authorizer identifier specified";
        String named = "{'restApiId': '%s', 'authorizerId': 'nope'}";
        assertThat(plane.refusal("GetAuthorizer", named, api)).isEqualTo(unknown);
        assertThat(plane.refusal("GetAuthorizer", named, "nope")).isEqualTo(unknown);
        assertThat(plane.refusal("DeleteAuthorizer", named, api)).isEqualTo(unknown);
        assertThat(refusedPatch("nope", "replace", "/name", "x")).isEqualTo(unknown);
        assertThat(plane.refusal("CreateAuthorizer", token("'name': 'a'"), "nope"))
                .isEqualTo("409 Conflict: Unable to complete operation due to concurrent modification. Please try"
                        + " again later.");
    }

    @Test
    void oneThatAMethodAsksStays() {
        String id = create(pools("'name': 'pool'")).getString("id");
        method("COGNITO_USER_POOLS", id, ", 'authorizationScopes': ['read', 'write']");
        String named = "{'restApiId': '%s', 'authorizerId': '%s'}";
        assertThat(plane.refusal("DeleteAuthorizer", named, api, id))
                .isEqualTo("409 Conflict: Cannot delete authorizer 'pool', is referenced in method: GET//");
        plane.call("DeleteMethod", "{'restApiId': '%s', 'resourceId': '%s', 'httpMethod': 'GET'}", api, root);
        assertThat(plane.answer("DeleteAuthorizer", named, api, id).status()).isEqualTo(202);
        assertThat(plane.refusal("GetAuthorizer", named, api, id)).startsWith("404");
    }

    @Test
    void methodsNeedAnAuthorizerOfTheirKind() {
        String pool = create(pools("'name': 'pool'")).getString("id");
        String token =
                plane.call("CreateAuthorizer", token("'name': 'token'"), api).getString("id");
        assertThat(refusedMethod("CUSTOM", "")).isEqualTo(NO_AUTHORIZER);
        assertThat(refusedMethod("CUSTOM", "nope")).isEqualTo(NO_AUTHORIZER);
        assertThat(refusedMethod("CUSTOM", pool)).isEqualTo(NO_AUTHORIZER);
        assertThat(refusedMethod("COGNITO_USER_POOLS", token)).isEqualTo(NO_AUTHORIZER);
        JsonObject method = method("CUSTOM", token, "");
        assertThat(method.getString("authorizerId")).isEqualTo(token);
        JsonObject changed = plane.call(
                "UpdateMethod",
                "{'restApiId': '%s', 'resourceId': '%s', 'httpMethod': 'GET', 'patchOperations': ["
                        + "{'op': 'replace', 'path': '/authorizationType', 'value': 'COGNITO_USER_POOLS'},"
                        + "{'op': 'replace', 'path': '/authorizerId', 'value': '%s'},"
                        + "{'op': 'add', 'path': '/authorizationScopes', 'value': 'read,write'},"
                        + "{'op': 'remove', 'path': '/authorizationScopes', 'value': 'write'}]}",
                api,
                root,
                pool);
        assertThat(changed.getString("authorizerId")).isEqualTo(pool);
        assertThat(changed.get("authorizationScopes")).hasToString("[\"read\"]");
    }

    @Test
    void deploymentsAndClonesKeepThem() {
        String id = create(pools("'name': 'pool'")).getString("id");
        method("COGNITO_USER_POOLS", id, "");
        plane.call(
                "PutIntegration",
                "{'restApiId': '%s', 'resourceId': '%s', 'httpMethod': 'GET', 'type': 'MOCK'}",
                api,
                root);
        String deployment =
                plane.call("CreateDeployment", "{'restApiId': '%s'}", api).getString("id");
        ApiDefinition frozen = plane.store.transaction(
                tx -> tx.find(ApiDefinition.class, RestKeys.definition(RestKeys.deployment(api, deployment)))
                        .orElseThrow());
        assertThat(Objects.requireNonNull(frozen.authorizers())).singleElement().satisfies(each -> assertThat(each.id())
                .isEqualTo(id));
        String clone = plane.call("CreateRestApi", "{'name': 'clone', 'cloneFrom': '%s'}", api)
                .getString("id");
        assertThat(plane.call("GetAuthorizer", "{'restApiId': '%s', 'authorizerId': '%s'}", clone, id)
                        .getString("name"))
                .isEqualTo("pool");
    }

    private static String token(String members) {
        return "{'restApiId': '%s', 'type': 'TOKEN', 'authorizerUri': '" + URI
                + "', 'identitySource': 'method.request.header.Authorization', " + members + "}";
    }

    private static String pools(String members) {
        return members + ", 'type': 'COGNITO_USER_POOLS', 'providerARNs': ['" + POOL
                + "'], 'identitySource': 'method.request.header.Authorization'";
    }

    private JsonObject create(String members) {
        return plane.call("CreateAuthorizer", "{'restApiId': '%s', " + members + "}", api);
    }

    private String refused(String members) {
        return plane.refusal("CreateAuthorizer", "{'restApiId': '%s', " + members + "}", api);
    }

    private JsonObject get(String id) {
        return plane.call("GetAuthorizer", "{'restApiId': '%s', 'authorizerId': '%s'}", api, id);
    }

    private static String operation(String op, String path, String value) {
        return "{'restApiId': '%s', 'authorizerId': '%s', 'patchOperations': [{'op': '" + op + "', 'path': '" + path
                + "', 'value': '" + value + "'}]}";
    }

    private JsonObject patch(String id, String op, String path, String value) {
        return plane.call("UpdateAuthorizer", operation(op, path, value), api, id);
    }

    private String refusedPatch(String id, String op, String path, String value) {
        return plane.refusal("UpdateAuthorizer", operation(op, path, value), api, id);
    }

    private JsonObject method(String type, String authorizer, String members) {
        return plane.call("PutMethod", method(type, members), api, root, authorizer);
    }

    private String refusedMethod(String type, String authorizer) {
        return plane.refusal("PutMethod", method(type, ""), api, root, authorizer);
    }

    private static String method(String type, String members) {
        return "{'restApiId': '%s', 'resourceId': '%s', 'httpMethod': 'GET', 'authorizerId': '%s',"
                + " 'authorizationType': '" + type + "'" + members + "}";
    }
}
