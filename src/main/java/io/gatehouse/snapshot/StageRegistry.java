package io.gatehouse.snapshot;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The stages that serve traffic on this node. Reading is one volatile read; a request keeps what it started with. */
public final class StageRegistry {
    private volatile Map<StageKey, LiveStage> live = Map.of();

    /** The stage, or null when there is none. */
    public @Nullable LiveStage find(StageKey key) {
        return live.get(key);
    }

    /** Adds or replaces a stage. */
    public synchronized void publish(LiveStage stage) {
        var next = new HashMap<>(live);
        next.put(stage.key(), stage);
        live = Map.copyOf(next);
    }

    /** Takes a stage out of traffic. */
    public synchronized void withdraw(StageKey key) {
        var next = new HashMap<>(live);
        next.remove(key);
        live = Map.copyOf(next);
    }

    /** The names of an API's live stages. */
    public Set<String> stageNames(String apiId) {
        return live.keySet().stream()
                .filter(key -> key.apiId().equals(apiId))
                .map(StageKey::stageName)
                .collect(Collectors.toUnmodifiableSet());
    }
}
