package io.gatehouse.control.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code not-implemented.txt} tells what the models have and we do not. It may only shrink. */
class NotImplementedTest {

    @Test
    void theListNamesOperationsOfTheModelsOnceAndInOrder() throws IOException {
        List<String> listed = Files.readAllLines(Path.of("not-implemented.txt"));
        List<String> all = ServiceModel.all().stream()
                .flatMap(model -> model.operations().stream())
                .map(operation -> operation.service() + ' ' + operation.name())
                .toList();
        assertThat(listed).isSubsetOf(all).doesNotHaveDuplicates();
    }
}
