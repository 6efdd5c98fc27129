package io.gatehouse.snapshot;

import io.gatehouse.model.rest.Stage;
import java.util.Map;

/** The settings of a stage that act at once, without a deployment. */
public record StageSettings(Map<String, String> variables) {
    public StageSettings {
        variables = Map.copyOf(variables);
    }

    public static StageSettings of(Stage stage) {
        var variables = stage.variables();
        return new StageSettings(variables == null ? Map.of() : variables);
    }
}
