package io.gatehouse.execute.validate;

import static io.gatehouse.execute.TestApi.api;
import static io.gatehouse.execute.TestApi.httpProxy;
import static io.gatehouse.execute.TestApi.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.execute.Body;
import io.gatehouse.execute.Response;
import io.gatehouse.execute.TestApi;
import io.gatehouse.snapshot.BrokenDefinitionException;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class RequestValidationTest {
    private static final String ALL = "{'id':'v1','validateRequestBody':true,'validateRequestParameters':true}";
    private static final String PET = "{'type':'object','required':['name'],'properties':{'age':{'type':'integer'}}}";
    private static final String PETS =
            "{'requestValidatorId':'v1','requestModels':{'application/json':'Pet'},'methodIntegration':"
                    + httpProxy("http://backend/pets") + "}";

    private final TestApi api = api().validator(ALL).model("Pet", PET).method("POST", "/pets", PETS);

    @Test
    void requiredParametersThatAreMissingAreNamed() {
        TestApi parameters = api().validator(ALL)
                .method(
                        "GET",
                        "/pets/{id}",
                        "{'requestValidatorId':'v1','requestParameters':{'method.request.querystring.qs1':true,"
                                + "'method.request.path.issuer':true,'method.request.header.x-header-param':true,"
                                + "'method.request.header.optional':false},'methodIntegration':"
                                + httpProxy("http://backend/pets") + "}");

        Response refused = parameters.call("GET", "/pets/1");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.headers().first("x-amzn-ErrorType")).isEqualTo("BadRequestException");
        assertThat(text(refused))
                .isEqualTo("{\"message\":\"Missing required request parameters: [x-header-param, issuer, qs1]\"}");
        assertThat(parameters.backendCalls()).isZero();
    }

    @Test
    void blankParameterIsMissing() {
        TestApi header = api().validator(ALL)
                .method(
                        "GET",
                        "/",
                        "{'requestValidatorId':'v1','requestParameters':{'method.request.header.Authorization':true,"
                                + "'method.request.querystring.q':true},'methodIntegration':"
                                + httpProxy("http://backend/")
                                + "}");

        assertThat(text(header.call("GET", "/?q=%20", "authorization", "Basic a")))
                .contains("Missing required request parameters: [q]");
        assertThat(text(header.call("GET", "/?q=1", "Authorization", " ")))
                .contains("Missing required request parameters: [Authorization]");
        assertThat(header.call("GET", "/?q=1", "Authorization", "Basic a").status())
                .isEqualTo(200);
    }

    @Test
    void bodyThatDoesNotFitIsRefused() {
        Response refused = api.send("POST", "/pets", "{\"age\":\"old\"}", "Content-Type", "application/json");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.headers().first("x-amzn-ErrorType")).isEqualTo("BadRequestException");
        assertThat(text(refused)).isEqualTo("{\"message\":\"Invalid request body\"}");
        assertThat(api.backendCalls()).isZero();
    }

    @Test
    void bodyThatFitsReachesTheBackendAsItIs() {
        String body = "{ \"name\" : \"Tom\", \"age\": 3 }";

        assertThat(api.send("POST", "/pets", body).status()).isEqualTo(200);
        assertThat(text(api.sent().body())).isEqualTo(body);
    }

    @Test
    void streamedBodyIsReadWholeAndThenChecked() {
        assertThat(api.send("POST", "/pets", flowing("{\"age\":1}")).status()).isEqualTo(400);
        assertThat(api.send("POST", "/pets", flowing("{\"name\":\"Tom\"}")).status())
                .isEqualTo(200);
        assertThat(text(api.sent().body())).isEqualTo("{\"name\":\"Tom\"}");
    }

    @Test
    void bodyOfATypeWithoutModelIsNotChecked() {
        assertThat(api.send("POST", "/pets", "<pet/>", "Content-Type", "application/xml")
                        .status())
                .isEqualTo(200);
        assertThat(api.send("POST", "/pets", "no pet", "Content-Type", "application/json; charset=utf-8")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void defaultModelIsForAllOtherTypes() {
        TestApi other = api().validator(ALL)
                .model("Pet", PET)
                .method("POST", "/pets", PETS.replace("application/json", "$default"));

        assertThat(other.send("POST", "/pets", "{}", "Content-Type", "text/plain")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void validatorChecksOnlyWhatItIsToldTo() {
        TestApi lenient = api().validator("{'id':'v1','validateRequestBody':false}")
                .model("Pet", PET)
                .method("POST", "/pets", PETS);

        assertThat(lenient.send("POST", "/pets", "no pet").status()).isEqualTo(200);
    }

    @Test
    void gatewayResponseTellsWhatIsWrong() {
        api.gatewayResponse(
                "{'responseType':'BAD_REQUEST_BODY','responseTemplates':{'application/json':'{\\\"why\\\": \\\"$context.error.validationErrorString\\\"}'}}");

        assertThat(text(api.send("POST", "/pets", "{}")))
                .isEqualTo("{\"why\": \"[object has missing required properties ([\"name\"])]\"}");
    }

    @Test
    void unknownValidatorOrModelIsRefusedAtDeployment() {
        assertThatThrownBy(() -> api().method("POST", "/pets", PETS).compile())
                .isInstanceOf(BrokenDefinitionException.class)
                .hasMessage("Invalid Request Validator identifier specified (POST /pets)");
        assertThatThrownBy(
                        () -> api().validator(ALL).method("POST", "/pets", PETS).compile())
                .isInstanceOf(BrokenDefinitionException.class)
                .hasMessage("Invalid model identifier specified: Pet (POST /pets)");
    }

    private static Body flowing(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return new Body.Stream(
                bytes.length,
                subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
                    private boolean sent;

                    @Override
                    public void request(long count) {
                        if (!sent) {
                            sent = true;
                            subscriber.onNext(ByteBuffer.wrap(bytes));
                            subscriber.onComplete();
                        }
                    }

                    @Override
                    public void cancel() {}
                }));
    }
}
