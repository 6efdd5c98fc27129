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
     * @param templates what gives the status code, by media type of the caller's body
     */
    record Mock(MediaTypeTable<MockRequest> templates, Passthrough passthrough, ResponseSelection responses)
            implements DeployedIntegration {}

    /**
     * A request template of a MOCK integration.
     *
     * @param status what a template of mere text gives; empty when it gives none, which fails the call
     * @param template what is rendered for each call; null when the status is known
     */
    record MockRequest(OptionalInt status, @Nullable Template template) {}

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
            MediaTypeTable<Template> templates,
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
