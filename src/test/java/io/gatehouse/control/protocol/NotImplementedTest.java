package io.gatehouse.control.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.config.Settings;
import io.gatehouse.control.ControlWiring;
import io.gatehouse.control.operation.ControlPlane;
import io.gatehouse.execute.mapping.template.MappingTemplate;
import io.gatehouse.execute.validate.ModelSchemas;
import io.gatehouse.snapshot.SnapshotCompiler;
import io.gatehouse.store.TestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code not-implemented.txt} tells which operations of the models have no handler that does them: no more and no fewer, a line each,
 * in the order of the models. It may only shrink.
 */
class NotImplementedTest {
    /** Checks its input, and then says that it cannot do it yet. */
    private static final Set<String> ONLY_CHECKS = Set.of("apigateway.GetSdk");

    @Test
    void theListNamesEveryOperationWithoutHandler() throws IOException {
        Set<String> wired = wired();
        List<String> without = ServiceModel.all().stream()
                .flatMap(model -> model.operations().stream())
                .filter(operation -> !wired.contains(operation.key()) || ONLY_CHECKS.contains(operation.key()))
                .map(operation -> operation.service() + ' ' + operation.name())
                .toList();
        assertThat(Files.readAllLines(Path.of("not-implemented.txt"))).isEqualTo(without);
    }

    @Test
    void everyHandlerStandsForAnOperationOfTheModels() {
        Set<String> known = ServiceModel.all().stream()
                .flatMap(model -> model.keys().stream())
                .collect(Collectors.toSet());
        assertThat(known).containsAll(wired());
    }

    private static Set<String> wired() {
        Settings settings = TestStore.settings(Path.of("unused"), Map.of());
        return ControlWiring.handlers(
                        settings,
                        TestStore.seal(),
                        new SnapshotCompiler(models -> new ModelSchemas(models)::of, MappingTemplate::parse),
                        (tx, api) -> {},
                        ControlPlane.NO_BACKEND)
                .keySet();
    }
}
