package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.control.kind.RestKeys;
import io.gatehouse.snapshot.ApiDefinition;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Authorizers, and the methods that name one. */
class AuthorizersTest {
    private static final String URI = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
            + "arn:aws:lambda:us-east-1:123456789012:function:check/invocations";
    private static final String POOL = "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_abc";
    private static final String NO_MAPPING = "400 BadRequest: Invalid mapping expression specified: Validation Result:"
            + " warnings : [], errors : [Invalid mapping expression specified: %s]";
    private static final String TTL = "400 BadRequest: Authorizer result TTL outside allowable range. TTL must be"
            + " between 0 and 3600 seconds.";
    private static final String NO_AUTHORIZER = "400 BadRequest: Invalid authorizer ID specified. Setting the"
            + " authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.";

    private final ControlPlane plane = new ControlPlane(Map.of("gatehouse.limits.authorizers-per-api", "3"));
    private final Api api = plane.api();

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
                .isEqualTo("400 BadRequest: Invalid request identity source expression: method.request.body");
    }

    @Test
    void userPoolAuthorizerNeedsItsPools() {
        JsonObject created = create(pools("'name': 'a'"));
        assertThat(created.getString("authType")).isEqualTo("cognito_user_pools");
        assertThat(created.getJsonArray("providerARNs")).hasSize(1);
        assertThat(refused("'name': 'b', 'type': 'COGNITO_USER_POOLS',"
                        + " 'identitySource': 'method.request.header.Authorization'"))
                .isEqualTo("400 BadRequest: ProviderARNs cannot be empty");
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
        assertThat(plane.refusal("CreateAuthorizer", token("'name': 'a', 'authorizerResultTtlInSeconds': 3601"), api))
                .isEqualTo(TTL);
        assertThat(plane.refusal("CreateAuthorizer", token("'name': 'a', 'authorizerResultTtlInSeconds': -1"), api))
                .isEqualTo(TTL);
        assertThat(plane.refusal("CreateAuthorizer", token("'name': 'a', 'identityValidationExpression': '(x'"), api))
                .startsWith("400 BadRequest: Invalid identity validation expression specified: ");
        assertThat(plane.refusal("CreateAuthorizer", token("'name': 'a', 'authorizerCredentials': 'me'"), api))
                .isEqualTo("400 BadRequest: Invalid ARN specified in the request");
        assertThat(refused("'name': 'a', 'type': 'TOKEN', 'authorizerUri': '" + URI + "'"))
                .isEqualTo("400 BadRequest: IdentitySource cannot be empty");
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
                        "400 BadRequest: Authorizer name must be unique. Authorizer a already exists in this RestApi.");
        assertThat(refusedPatch(first, "replace", "/name", "b"))
                .isEqualTo(
                        "400 BadRequest: Authorizer name must be unique. Authorizer b already exists in this RestApi.");
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
                .isEqualTo(TTL);
        assertThat(refusedPatch(id, "replace", "/type", "TOKEN"))
                .startsWith("400 BadRequest: Invalid Authorizer URI: ");
        assertThat(refusedPatch(id, "remove", "/providerARNs", POOL)).startsWith("400 BadRequest: ProviderARNs");
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
        api.call("DeleteMethod", api.at("GET"));
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
        JsonObject changed = patchMethod(
                "replace /authorizationType COGNITO_USER_POOLS",
                "replace /authorizerId " + pool,
                "add /authorizationScopes read,write",
                "remove /authorizationScopes write");
        assertThat(changed.getString("authorizerId")).isEqualTo(pool);
        assertThat(changed.get("authorizationScopes")).hasToString("[\"read\"]");
    }

    @Test
    void oneThatAMethodAsksKeepsItsKind() {
        String pool = create(pools("'name': 'pool'")).getString("id");
        patch(pool, "replace", "/authorizerUri", URI);
        method("COGNITO_USER_POOLS", pool, "");
        assertThat(refusedPatch(pool, "replace", "/type", "REQUEST"))
                .isEqualTo("409 Conflict: Cannot update authorizer 'pool', is referenced in method: GET//");
        patchMethod("replace /authorizationType NONE");
        assertThat(patch(pool, "replace", "/type", "REQUEST").getString("authType"))
                .isEqualTo("custom");
        patchMethod("replace /authorizationType CUSTOM", "replace /authorizerId " + pool);
        assertThat(patch(pool, "replace", "/type", "TOKEN").getString("type")).isEqualTo("TOKEN");
        assertThat(refusedPatch(pool, "replace", "/type", "COGNITO_USER_POOLS")).startsWith("409 Conflict: ");
    }

    @Test
    void scopesAreForUserPools() {
        String refused =
                "400 BadRequest: Authorization Scopes are only valid for COGNITO_USER_POOLS authorization type";
        assertThat(api.refusal(
                        "PutMethod", api.at("GET") + ", 'authorizationType': 'NONE', 'authorizationScopes': ['read']"))
                .isEqualTo(refused);
        String pool = create(pools("'name': 'pool'")).getString("id");
        method("COGNITO_USER_POOLS", pool, ", 'authorizationScopes': ['read', 'write']");
        JsonObject open = patchMethod("replace /authorizationType AWS_IAM");
        assertThat(open).doesNotContainKeys("authorizationScopes", "authorizerId");
        assertThat(api.refusal(
                        "UpdateMethod", api.at("GET") + ", " + Patches.operations("add /authorizationScopes read")))
                .isEqualTo(refused);
        assertThat(api.refusal(
                        "UpdateMethod",
                        api.at("GET") + ", " + Patches.operations("add /authorizationScopes " + "a,".repeat(1000))))
                .isEqualTo("400 BadRequest: Update size too large. Try updating in multiple operations");
    }

    @Test
    void deploymentsAndClonesKeepThem() {
        String id = create(pools("'name': 'pool'")).getString("id");
        method("COGNITO_USER_POOLS", id, "");
        api.call("PutIntegration", api.at("GET") + ", 'type': 'MOCK'");
        String deployment = api.deploy();
        ApiDefinition frozen = plane.store.transaction(
                tx -> tx.find(ApiDefinition.class, RestKeys.definition(RestKeys.deployment(api.id(), deployment)))
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
        return api.call("CreateAuthorizer", members);
    }

    private String refused(String members) {
        return api.refusal("CreateAuthorizer", members);
    }

    private JsonObject get(String id) {
        return api.call("GetAuthorizer", "'authorizerId': '%s'", id);
    }

    private JsonObject patch(String id, String op, String path, String value) {
        return api.call("UpdateAuthorizer", patchOf(id, op, path, value));
    }

    private String refusedPatch(String id, String op, String path, String value) {
        return api.refusal("UpdateAuthorizer", patchOf(id, op, path, value));
    }

    private static String patchOf(String id, String op, String path, String value) {
        return "'authorizerId': '" + id + "', " + Patches.operations(op + " " + path + " " + value);
    }

    private JsonObject method(String type, String authorizer, String members) {
        return api.call("PutMethod", methodOf(type, authorizer) + members);
    }

    private String refusedMethod(String type, String authorizer) {
        return api.refusal("PutMethod", methodOf(type, authorizer));
    }

    private String methodOf(String type, String authorizer) {
        return api.at("GET") + ", 'authorizerId': '" + authorizer + "', 'authorizationType': '" + type + "'";
    }

    private JsonObject patchMethod(String... operations) {
        return api.call("UpdateMethod", api.at("GET") + ", " + Patches.operations(operations));
    }
}
