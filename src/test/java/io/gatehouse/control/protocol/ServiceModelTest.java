package io.gatehouse.control.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.control.protocol.Shape.Location;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceModelTest {
    private static final List<ServiceModel> ALL = ServiceModel.all();

    @Test
    void theThreeModelsHold230Operations() {
        assertThat(ALL)
                .extracting(ServiceModel::name)
                .containsExactly("apigateway", "apigatewayv2", "apigatewaymanagementapi");
        assertThat(ALL).flatExtracting(ServiceModel::operations).hasSize(230);
    }

    @Test
    void anOperationKnowsWhereItsMembersAreSent() {
        Operation putIntegration = operation("apigateway.PutIntegration");
        assertThat(putIntegration.status()).isEqualTo(201);
        assertThat(putIntegration.signingName()).isEqualTo("apigateway");
        assertThat(putIntegration.input().members().get("integrationHttpMethod"))
                .satisfies(member -> {
                    assertThat(member.wireName()).isEqualTo("httpMethod");
                    assertThat(member.location()).isEqualTo(Location.BODY);
                });
        assertThat(putIntegration.input().members().get("httpMethod")).satisfies(member -> {
            assertThat(member.wireName()).isEqualTo("http_method");
            assertThat(member.location()).isEqualTo(Location.URI);
            assertThat(member.required()).isTrue();
        });
        assertThat(operation("apigateway.ImportRestApi").fixedQuery()).isEqualTo(Map.of("mode", "import"));
        assertThat(operation("apigateway.DeleteMethod").output()).isEmpty();
        assertThat(operation("apigatewaymanagementapi.PostToConnection").signingName())
                .isEqualTo("execute-api");
    }

    @Test
    void errorsKnowTheirStatus() {
        assertThat(ALL.get(0).errors())
                .containsEntry("LimitExceededException", 429)
                .containsEntry("ConflictException", 409);
    }

    static Operation operation(String key) {
        return ALL.stream()
                .flatMap(model -> model.operations().stream())
                .filter(operation -> operation.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
