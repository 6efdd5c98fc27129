package io.gatehouse.control.kind;

import io.gatehouse.config.Quota;
import io.gatehouse.control.kind.Kind.Ancestor;
import io.gatehouse.control.protocol.Input;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.rest.Authorizer;
import io.gatehouse.model.rest.Deployment;
import io.gatehouse.model.rest.DocumentationPart;
import io.gatehouse.model.rest.DocumentationVersion;
import io.gatehouse.model.rest.Integration;
import io.gatehouse.model.rest.IntegrationResponse;
import io.gatehouse.model.rest.Method;
import io.gatehouse.model.rest.MethodResponse;
import io.gatehouse.model.rest.Model;
import io.gatehouse.model.rest.RequestValidator;
import io.gatehouse.model.rest.Resource;
import io.gatehouse.model.rest.RestApi;
import io.gatehouse.model.rest.Stage;
import io.gatehouse.store.Key;

/** The nouns of REST APIs: a table of all that is managed. */
public final class RestKinds {
    private static final Ancestor ITS_RESOURCE = new Ancestor(RestKinds::resource, ResourceRules.UNKNOWN);
    private static final Ancestor ITS_METHOD = new Ancestor(RestKinds::method, MethodRules.UNKNOWN);
    private static final Ancestor ITS_INTEGRATION = new Ancestor(RestKinds::integration, IntegrationRules.UNKNOWN);

    public static final Kind REST_API = Kind.kind(RestApi.class, "restapis")
            .id("restApiId")
            .idLength(Ids.API)
            .patch(RestApiRules.patch())
            .rule(RestApiRules::check)
            .removal(BasePathMappingRules::refuseToDeleteApi)
            .removal((scope, key, api) -> UsagePlanRules.forget(scope.tx(), key.id(), null))
            .removal((scope, key, api) -> ApiKeyRules.forget(scope.tx(), key.id(), null))
            .answer(RestApiRules::answer)
            .movingStages();

    public static final Kind RESOURCE = Kind.kind(Resource.class, "resources")
            .inApi()
            .id("resourceId")
            .limit(Quota.RESOURCES_PER_API)
            .unknown(ResourceRules.UNKNOWN)
            .unknownOwner(scope -> AwsException.notFound(ResourceRules.UNKNOWN))
            .patch(ResourceRules.patch())
            .rule(ResourceRules::check)
            .removal(ResourceRules::remove)
            .answer(ResourceRules::answer)
            .listing(ResourceRules::answers);

    public static final Kind METHOD = Kind.kind(Method.class, "methods")
            .below(RestKinds::resource, ITS_RESOURCE)
            .keyedBy("httpMethod", "httpMethod")
            .unique("Method already exists for this resource")
            .unknown(MethodRules.UNKNOWN)
            .patch(MethodRules.patch())
            .rule(MethodRules::check)
            .answer(MethodRules::answer);

    public static final Kind METHOD_RESPONSE = Kind.kind(MethodResponse.class, "responses")
            .below(RestKinds::method, ITS_RESOURCE, ITS_METHOD)
            .keyedBy("statusCode", "statusCode")
            .unique("Response already exists for this resource")
            .unknown(MethodRules.UNKNOWN_RESPONSE)
            .patch(MethodRules.responsePatch())
            .rule(MethodRules::checkResponse);

    public static final Kind INTEGRATION = Kind.kind(Integration.class, "integration")
            .below(RestKinds::method, ITS_RESOURCE, ITS_METHOD)
            .only("integration")
            .overwriting()
            .unknown(IntegrationRules.UNKNOWN)
            .patch(IntegrationRules.patch())
            .rule(IntegrationRules::check)
            .answer(IntegrationRules::answer);

    // AWS: the method is not looked at; without it there is no integration (recorded).
    public static final Kind INTEGRATION_RESPONSE = Kind.kind(IntegrationResponse.class, "responses")
            .below(RestKinds::integration, ITS_RESOURCE, ITS_INTEGRATION)
            .keyedBy("statusCode", "statusCode")
            .overwriting()
            .unknown(MethodRules.UNKNOWN_RESPONSE)
            .patch(IntegrationRules.responsePatch())
            .rule(IntegrationRules::checkResponse);

    public static final Kind MODEL = Kind.kind(Model.class, "models")
            .inApi()
            .keyedBy("modelName", "name")
            .unique("Model name already exists for this REST API")
            .unknown("Invalid model name specified: {id}")
            .patch(ModelRules.patch())
            .rule(ModelRules::check)
            .removal(ModelRules::remove)
            .answer(ModelRules::answer);

    public static final Kind REQUEST_VALIDATOR = Kind.kind(RequestValidator.class, "requestvalidators")
            .inApi()
            .id("requestValidatorId")
            .limit(Quota.REQUEST_VALIDATORS_PER_API)
            .unknown("Invalid Request Validator identifier specified")
            .unknownOwner(scope -> AwsException.badRequest("Invalid REST API identifier specified"))
            .patch(ModelRules.validatorPatch())
            .rule(ModelRules::checkValidator)
            .removal(ModelRules::removeValidator);

    public static final Kind AUTHORIZER = Kind.kind(Authorizer.class, "authorizers")
            .inApi()
            .id("authorizerId")
            .limit(Quota.AUTHORIZERS_PER_API)
            .unknown(AuthorizerRules.UNKNOWN)
            // AWS: an unknown API looks like a collision (recorded).
            .unknownOwner(scope -> AwsException.conflict(
                    "Unable to complete operation due to concurrent modification. Please try again later."))
            .patch(AuthorizerRules.patch())
            .rule(AuthorizerRules::check)
            .removal(AuthorizerRules::remove);

    public static final Kind DOCUMENTATION_PART = Kind.kind(DocumentationPart.class, "documentationparts")
            .inApi()
            .id("documentationPartId")
            .limit(Quota.DOCUMENTATION_PARTS_PER_API)
            .unknown(DocumentationRules.UNKNOWN)
            .patch(DocumentationRules.patch())
            .rule(DocumentationRules::check);

    public static final Kind DOCUMENTATION_VERSION = Kind.kind(DocumentationVersion.class, "documentationversions")
            .inApi()
            .keyedBy("documentationVersion", "documentationVersion")
            .unique("Documentation version already exists for this REST API")
            .unknown(DocumentationRules.UNKNOWN_VERSION)
            .patch(DocumentationRules.versionPatch())
            .rule(DocumentationRules::checkVersion)
            .removal(DocumentationRules::removeVersion);

    public static final Kind DEPLOYMENT = Kind.kind(Deployment.class, "deployments")
            .inApi()
            .id("deploymentId")
            .unknown(StageRules.UNKNOWN_DEPLOYMENT)
            .patch(StageRules.deploymentPatch())
            .removal(StageRules::removeDeployment)
            .answer(StageRules::deploymentAnswer);

    public static final Kind STAGE = Kind.kind(Stage.class, "stages")
            .inApi()
            .keyedBy("stageName", "stageName")
            .limit(Quota.STAGES_PER_API)
            .unique("Stage already exists")
            .unknown(StageRules.UNKNOWN)
            .patch(StagePatch.rules())
            .rule(StageRules::check)
            .removal(BasePathMappingRules::refuseToDeleteStage)
            .removal((scope, key, stage) -> UsagePlanRules.forget(scope.tx(), scope.apiId(), key.id()))
            .removal((scope, key, stage) -> ApiKeyRules.forget(scope.tx(), scope.apiId(), key.id()))
            .answer(StageRules::answer)
            .movingStages();

    private RestKinds() {}

    private static Key resource(Input input) {
        return RestKeys.resource(
                input.findText("restApiId").orElse(""),
                input.findText("resourceId").orElse(""));
    }

    private static Key method(Input input) {
        return resource(input).child("methods", input.findText("httpMethod").orElse(""));
    }

    private static Key integration(Input input) {
        return RestKeys.integration(method(input));
    }
}
