package io.gatehouse.snapshot;

import com.google.re2j.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the integration response for the status of an HTTP or MOCK integration's answer. Every status is matched
 * against the patterns once, when the API is deployed.
 */
public final class ResponseSelection {
    private static final int FIRST = 100;
    private static final int LAST = 999;

    /** One integration response; a null pattern makes it the default. */
    public record Choice(@Nullable Pattern pattern, DeployedIntegrationResponse response) {}

    private final @Nullable DeployedIntegrationResponse[] byStatus;

    /** The first choice whose pattern matches the whole status wins, else the first without a pattern. */
    public ResponseSelection(List<Choice> choices) {
        byStatus = new DeployedIntegrationResponse[LAST - FIRST + 1];
        for (int status = FIRST; status <= LAST; status++) {
            byStatus[status - FIRST] = choose(choices, Integer.toString(status));
        }
    }

    private static @Nullable DeployedIntegrationResponse choose(List<Choice> choices, String status) {
        DeployedIntegrationResponse byDefault = null;
        for (Choice choice : choices) {
            if (choice.pattern == null) {
                byDefault = byDefault == null ? choice.response : byDefault;
            } else if (choice.pattern.matches(status)) {
                return choice.response;
            }
        }
        return byDefault;
    }

    /** The response for a status; null when none matches and there is no default. */
    public @Nullable DeployedIntegrationResponse find(int status) {
        return status < FIRST || status > LAST ? null : byStatus[status - FIRST];
    }
}
