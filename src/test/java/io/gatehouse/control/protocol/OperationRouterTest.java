package io.gatehouse.control.protocol;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.execute.authorize.QueryString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperationRouterTest {
    private static final List<ServiceModel> MODELS = ServiceModel.all();
    private static final OperationRouter ROUTER = new OperationRouter(MODELS);

    @Test
    void everyOperationOfTheModelsIsFoundAtItsPath() {
        for (ServiceModel model : MODELS) {
            for (Operation operation : model.operations()) {
                String path = operation.path().stream()
                        .map(segment -> '/' + (Operation.isLabel(segment) ? "x" : segment))
                        .collect(joining());
                String query = operation.fixedQuery().entrySet().stream()
                        .map(Object::toString)
                        .collect(joining("&"));
                assertThat(name(operation.method(), path, query)).as(path).hasValue(operation.key());
            }
        }
    }

    @Test
    void theQueryTellsAnImportFromACreation() {
        assertThat(name("POST", "/restapis", "")).hasValue("apigateway.CreateRestApi");
        assertThat(name("POST", "/restapis", "mode=export")).hasValue("apigateway.CreateRestApi");
        assertThat(name("POST", "/restapis", "failonwarnings=true&mode=import")).hasValue("apigateway.ImportRestApi");
        assertThat(name("PUT", "/restapis/x", "mode=merge")).hasValue("apigateway.PutRestApi");
    }

    @Test
    void labelsAreDecodedOnce() {
        assertThat(labels("GET", "/restapis/a%2Fb%2525%20%C3%BC+c")).containsEntry("restapi_id", "a/b%25 ü+c");
        assertThat(labels("GET", "/domainnames/d/basepathmappings/%28none%29")).containsEntry("base_path", "(none)");
    }

    @Test
    void arnsMayComeEncodedOrPlain() {
        String arn = "arn:aws:apigateway:us-east-1::/restapis/a1/stages/dev";
        assertThat(labels("GET", "/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Frestapis%2Fa1%2Fstages%2Fdev"))
                .containsEntry("resource_arn", arn);
        assertThat(labels("GET", "/tags/" + arn)).containsEntry("resource_arn", arn);
        assertThat(labels("GET", "/v2/tags/" + arn)).containsEntry("resource-arn", arn);
    }

    @Test
    void whatAwsDoesNotHaveIsNotFound() {
        for (String path : List.of(
                "/",
                "",
                "//",
                "/restapis/",
                "/restapis//",
                "/restapis//resources",
                "/restapis/x/",
                "/RestApis",
                "/restapis/x/resources/y/methods/GET/integration/responses/200/z",
                "/tags/",
                "/restapis/%2e%2e/nothing")) {
            assertThat(name("GET", path, "")).as(path).isEmpty();
        }
        assertThat(name("TRACE", "/restapis", "")).isEmpty();
        assertThat(name("get", "/restapis", "")).isEmpty();
    }

    @Test
    void badPercentSignsAreTold() {
        for (String bad : List.of("/restapis/%", "/restapis/%zz", "/restapis/%C3", "/restapis/%ff%fe", "/tags/a/%0")) {
            assertThatThrownBy(() -> name("GET", bad, "")).as(bad).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Optional<String> name(String method, String path, String query) {
        return ROUTER.find(method, path, QueryString.parse(query))
                .map(match -> match.operation().key());
    }

    private static Map<String, String> labels(String method, String path) {
        return ROUTER.find(method, path, QueryString.parse("")).orElseThrow().labels();
    }
}
