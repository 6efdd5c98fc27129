package io.gatehouse.snapshot;

import io.gatehouse.snapshot.mapping.MappedParameter;
import io.gatehouse.snapshot.mapping.MediaTypeTable;
import io.gatehouse.snapshot.mapping.UriTemplate;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What stands behind a deployed method. */
public sealed interface DeployedIntegration {

    /**
     * Answers by itself.
     *
     * @param statuses what each request template gives as status code; empty when it gives none, which fails the call
     */
    record Mock(MediaTypeTable<OptionalInt> statuses, Passthrough passthrough, ResponseSelection responses)
            implements DeployedIntegration {}

    /**
     * Passes the caller's request on to an HTTP endpoint, and its answer back.
     *
     * @param request what is sent
     */
    record HttpProxy(HttpRequest request) implements DeployedIntegration {}

    /**
     * Sends an HTTP endpoint what the mappings make of the request, and the caller what they make of its answer.
     *
     * @param templates request bodies by media type of the caller's
     */
    record Http(
            HttpRequest request,
            MediaTypeTable<LiteralTemplate> templates,
            Passthrough passthrough,
            ResponseSelection responses)
            implements DeployedIntegration {}

    /** What Gatehouse cannot serve yet; answered with 501 and this reason. */
    record Unsupported(String what) implements DeployedIntegration {}

    /**
     * What both HTTP integrations know of their request.
     *
     * @param httpMethod null for the caller's
     * @param headers set after all others
     * @param misconfigured why every call fails; null when none does
     */
    record HttpRequest(
            @Nullable String httpMethod,
            UriTemplate uri,
            List<MappedParameter> headers,
            List<MappedParameter> querystrings,
            Duration timeout,
            boolean insecureSkipVerification,
            @Nullable String misconfigured) {
        public HttpRequest {
            headers = List.copyOf(headers);
            querystrings = List.copyOf(querystrings);
        }

        /** Whether a mapping needs the caller's body in memory. */
        public boolean readsBody() {
            return uri.readsRequestBody()
                    || headers.stream().anyMatch(header -> header.source().readsRequestBody())
                    || querystrings.stream().anyMatch(query -> query.source().readsRequestBody());
        }
    }

    /** What becomes of a body for which there is no request template. */
    enum Passthrough {
        WHEN_NO_MATCH,
        WHEN_NO_TEMPLATES,
        NEVER;

        /** Whether the body goes on as it is, given that no template matches. */
        public boolean allows(boolean anyTemplates) {
            return this == WHEN_NO_MATCH || (this == WHEN_NO_TEMPLATES && !anyTemplates);
        }
    }
}
