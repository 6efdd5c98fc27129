package io.gatehouse.snapshot;

import io.gatehouse.model.rest.GatewayResponse;
import io.gatehouse.model.rest.GatewayResponseType;
import io.gatehouse.snapshot.mapping.HeaderRules;
import io.gatehouse.snapshot.mapping.MappedParameter;
import io.gatehouse.snapshot.mapping.MediaTypeTable;
import io.gatehouse.snapshot.mapping.SimpleTemplate;
import io.gatehouse.snapshot.mapping.ValueSource;
import io.gatehouse.snapshot.mapping.ValueSource.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An API's gateway responses, one for each type. What the API did not put comes whole from its {@code DEFAULT_4XX} or
 * {@code DEFAULT_5XX}, and where there is none, from AWS's defaults.
 */
public final class DeployedGatewayResponses {
    private static final String HEADER = "gatewayresponse.header.";
    private static final Pattern NOT_ANSWERED = Pattern.compile("gatewayresponse\\.(path|querystring)\\.");
    private static final Map<String, String> DEFAULT_TEMPLATE =
            Map.of("application/json", "{\"message\":$context.error.messageString}");
    // AWS: ACCESS_DENIED spells its member with a capital letter.
    private static final Map<String, String> ACCESS_DENIED_TEMPLATE =
            Map.of("application/json", "{\"Message\":$context.error.messageString}");

    /** AWS's own, for requests that reach no API and for APIs that put none. */
    public static final DeployedGatewayResponses DEFAULTS = new DeployedGatewayResponses(defaults());

    private final Map<GatewayResponseType, DeployedGatewayResponse> byType;

    private DeployedGatewayResponses(Map<GatewayResponseType, DeployedGatewayResponse> byType) {
        this.byType = byType;
    }

    private static Map<GatewayResponseType, DeployedGatewayResponse> defaults() {
        var defaults = new EnumMap<GatewayResponseType, DeployedGatewayResponse>(GatewayResponseType.class);
        for (GatewayResponseType type : GatewayResponseType.values()) {
            defaults.put(type, new DeployedGatewayResponse(type.status(), List.of(), templates(type, null)));
        }
        return defaults;
    }

    /**
     * Compiles what an API put.
     *
     * @throws BrokenDefinitionException when a status or a header mapping is none
     */
    static DeployedGatewayResponses compile(List<GatewayResponse> put) throws BrokenDefinitionException {
        var own = new EnumMap<GatewayResponseType, GatewayResponse>(GatewayResponseType.class);
        for (GatewayResponse response : put) {
            own.put(Objects.requireNonNull(response.responseType()), response);
        }
        if (own.isEmpty()) {
            return DEFAULTS;
        }
        var compiled = defaults();
        for (GatewayResponseType type : GatewayResponseType.values()) {
            GatewayResponse source = own.containsKey(type) ? own.get(type) : own.get(parent(type));
            // AWS: the answer to a request that is too large cannot be changed.
            if (source != null && type != GatewayResponseType.REQUEST_TOO_LARGE) {
                compiled.put(type, compile(type, source));
            }
        }
        return new DeployedGatewayResponses(compiled);
    }

    private static GatewayResponseType parent(GatewayResponseType type) {
        return type.status() < 500 ? GatewayResponseType.DEFAULT_4XX : GatewayResponseType.DEFAULT_5XX;
    }

    private static DeployedGatewayResponse compile(GatewayResponseType type, GatewayResponse put)
            throws BrokenDefinitionException {
        try {
            return new DeployedGatewayResponse(
                    status(type, put.statusCode()),
                    headers(put.responseParameters()),
                    templates(type, put.responseTemplates()));
        } catch (IllegalArgumentException broken) {
            throw new BrokenDefinitionException("Gateway response " + type + ": " + broken.getMessage());
        }
    }

    private static int status(GatewayResponseType type, @Nullable String put) {
        if (put == null || put.isEmpty()) {
            return type.status();
        }
        if (!put.matches("[2-5]\\d\\d")) {
            throw new IllegalArgumentException("Invalid status code specified: " + put);
        }
        return Integer.parseInt(put);
    }

    private static List<MappedParameter> headers(@Nullable Map<String, String> parameters) {
        var headers = new ArrayList<MappedParameter>();
        for (var entry : new TreeMap<>(parameters == null ? Map.of() : parameters).entrySet()) {
            // AWS: may be named, though an answer has none.
            if (NOT_ANSWERED.matcher(entry.getKey()).lookingAt()) {
                continue;
            }
            String name = entry.getKey().startsWith(HEADER) ? entry.getKey().substring(HEADER.length()) : "";
            if (!ValueSource.isName(name)) {
                throw new IllegalArgumentException("Invalid parameter name specified");
            }
            String sent = HeaderRules.mappedToCaller(name);
            if (!sent.equals(HeaderRules.DROPPED)) {
                headers.add(new MappedParameter(sent, ValueSource.parse(entry.getValue(), Side.REQUEST)));
            }
        }
        return headers;
    }

    private static MediaTypeTable<SimpleTemplate> templates(
            GatewayResponseType type, @Nullable Map<String, String> put) {
        Map<String, String> texts = put;
        if (texts == null || texts.isEmpty()) {
            texts = type == GatewayResponseType.ACCESS_DENIED ? ACCESS_DENIED_TEMPLATE : DEFAULT_TEMPLATE;
        }
        var byType = new TreeMap<String, SimpleTemplate>();
        texts.forEach((mediaType, text) -> byType.put(mediaType, SimpleTemplate.compile(text == null ? "" : text)));
        return MediaTypeTable.of(byType);
    }

    /** The response for a type; every type has one. */
    public DeployedGatewayResponse of(GatewayResponseType type) {
        return Objects.requireNonNull(byType.get(type));
    }
}
