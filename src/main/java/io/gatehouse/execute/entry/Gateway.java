package io.gatehouse.execute.entry;

import io.gatehouse.execute.Request;
import io.gatehouse.execute.Response;
import java.util.concurrent.CompletionStage;

/** What the doors hand requests to. Never throws and never fails: every refusal is an answer. */
public interface Gateway {

    /** Whether a request for this host and raw path belongs to the data plane; everything else is the control plane's. */
    boolean serves(String host, String rawPath);

    /** Answers a request for which {@link #serves} is true. Does not block. */
    Served serve(Request request);

    /**
     * A request under way.
     *
     * @param response completes on any thread
     * @param expectedNanos how long calls of this kind lately took; {@code Long.MAX_VALUE} when not known
     */
    record Served(CompletionStage<Response> response, long expectedNanos) {}
}
