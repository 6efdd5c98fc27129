package io.gatehouse.control.kind;

import io.gatehouse.config.Quota;
import io.gatehouse.control.kind.Kind.Reason;
import io.gatehouse.control.kind.patch.PatchStep;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.AwsException;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of where a REST API is reached: its endpoint type and the allowed changes of it, the IP address type, and
 * the security policy with the endpoint access mode.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-api-migration.html">AWS: change
 *     an API's endpoint type</a>
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html">AWS:
 *     security policies for REST APIs</a>
 */
public final class EndpointRules {
    private static final List<String> TYPES = List.of("REGIONAL", "EDGE", "PRIVATE");
    private static final Map<String, Quota> QUOTAS =
            Map.of("REGIONAL", Quota.REGIONAL_APIS, "EDGE", Quota.EDGE_APIS, "PRIVATE", Quota.PRIVATE_APIS);
    private static final List<String> IP_TYPES = List.of("ipv4", "dualstack");
    private static final String IP_TYPE = "ipAddressType must be either ipv4 or dualstack.";
    private static final String ENDPOINT_TYPES =
            "Invalid EndpointTypes specified. Valid options are " + String.join(",", TYPES);

    private static final List<String> ACCESS_MODES = List.of("BASIC", "STRICT");
    private static final String ENHANCED = "SecurityPolicy_";
    private static final Set<String> LEGACY_POLICIES = Set.of("TLS_1_0", "TLS_1_2");
    private static final Set<String> EDGE_POLICIES = Set.of(
            "SecurityPolicy_TLS13_2025_EDGE", "SecurityPolicy_TLS12_PFS_2025_EDGE", "SecurityPolicy_TLS12_2018_EDGE");
    /** Of regional and private APIs. */
    private static final Set<String> REGIONAL_POLICIES = Set.of(
            "SecurityPolicy_TLS13_1_3_2025_09",
            "SecurityPolicy_TLS13_1_3_FIPS_2025_09",
            "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
            "SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09",
            "SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09",
            "SecurityPolicy_TLS13_1_2_PQ_2025_09",
            "SecurityPolicy_TLS13_1_2_2021_06");

    /** More APIs than are ever being made at one time: each takes a connection to the database. */
    private static final int MOST_AT_ONCE = 100;

    private static final String CONFIGURATION = "endpointConfiguration";
    private static final String POLICY = "securityPolicy";
    private static final String MODE = "endpointAccessMode";
    private static final String STATUS = "apiStatus";

    private EndpointRules() {}

    /** The patch of {@code /endpointConfiguration/types/{type}}; the type in the path is not looked at. */
    static JsonObject patchType(JsonObject api, PatchStep step) {
        String type = step.valueOrEmpty();
        if (!TYPES.contains(type)) {
            throw AwsException.badRequest(ENDPOINT_TYPES);
        }
        JsonObject endpoint = Tree.object(api, CONFIGURATION);
        if (type(api).equals("PRIVATE") && type.equals("EDGE")) {
            throw AwsException.badRequest("Cannot update endpoint from PRIVATE to EDGE.");
        }
        endpoint = Tree.with(endpoint, "types", Tree.of(List.of(type)));
        if (type.equals("PRIVATE")) {
            endpoint = Tree.with(endpoint, "ipAddressType", "dualstack");
        }
        return Tree.with(api, CONFIGURATION, endpoint);
    }

    /** The patch of {@code /endpointConfiguration/ipAddressType}. */
    static JsonObject patchIpAddressType(JsonObject api, PatchStep step) {
        if (!IP_TYPES.contains(step.valueOrEmpty())) {
            throw AwsException.badRequest(IP_TYPE);
        }
        JsonObject endpoint = Tree.with(Tree.object(api, CONFIGURATION), "ipAddressType", step.valueOrEmpty());
        return Tree.with(api, CONFIGURATION, checkIpType(endpoint));
    }

    /**
     * Completes the endpoint configuration of a new API.
     *
     * @throws AwsException {@code BadRequestException} for none or several types
     */
    public static JsonObject newEndpoint(JsonObject given) {
        JsonObject endpoint = given;
        if (!endpoint.containsKey("types")) {
            endpoint = Tree.with(endpoint, "types", Tree.of(List.of("EDGE")));
        }
        List<String> types = Tree.texts(endpoint, "types");
        if (types.isEmpty()) {
            throw AwsException.badRequest("REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.");
        }
        if (types.size() > 1) {
            throw AwsException.badRequest("Cannot create an api with multiple Endpoint Types.");
        }
        if (!TYPES.containsAll(types)) {
            throw AwsException.badRequest(ENDPOINT_TYPES);
        }
        String byDefault = types.contains("PRIVATE") ? "dualstack" : "ipv4";
        endpoint = Tree.withDefault(endpoint, "ipAddressType", Tree.of(byDefault));
        return Tree.withoutEmpty(checkIpType(endpoint), "vpcEndpointIds");
    }

    private static JsonObject checkIpType(JsonObject endpoint) {
        if (Tree.texts(endpoint, "types").contains("PRIVATE")
                && !"dualstack".equals(Tree.text(endpoint, "ipAddressType"))) {
            throw AwsException.badRequest("Only dualstack ipAddressType is supported for Private APIs.");
        }
        return endpoint;
    }

    /**
     * Checks the endpoint of a new or a changed API.
     *
     * @param before null when it is new
     */
    static JsonObject check(Scope scope, @Nullable JsonObject before, JsonObject after) {
        JsonObject api = Tree.withoutBlank(after, POLICY, MODE);
        boolean isPrivate = type(api).equals("PRIVATE");
        if (!isPrivate && Tree.object(api, CONFIGURATION).containsKey("vpcEndpointIds")) {
            throw AwsException.badRequest("VPCEndpoints can only be specified with PRIVATE apis.");
        }
        boolean moved = before == null || !type(before).equals(type(api));
        if (before != null && moved) {
            checkMove(before, api);
            BasePathMappingRules.checkMove(scope, before, api);
        }
        checkSecurity(api, type(api));
        if (moved) {
            requireRoom(scope, type(api));
        }
        return withStatus(before, api);
    }

    private static void checkMove(JsonObject before, JsonObject after) {
        requireMovable(before);
        String policy = Tree.text(before, POLICY, "");
        if (policy.startsWith(ENHANCED) && policy.equals(Tree.text(after, POLICY))) {
            throw AwsException.badRequest(
                    "Unable to update EndpointType. SecurityPolicy is required for EndpointType update.");
        }
    }

    /** What is strictly of its endpoint type, API or domain name, stays of it. */
    static void requireMovable(JsonObject before) {
        if ("STRICT".equals(Tree.text(before, MODE))) {
            throw AwsException.badRequest(
                    "Unable to update EndpointType. The endpoint access mode must be BASIC for EndpointType update.");
        }
    }

    /** Checks security policy and access mode of an API or a domain name. */
    static void checkSecurity(JsonObject api, String type) {
        String policy = Tree.text(api, POLICY, "");
        boolean enhanced = policy.startsWith(ENHANCED);
        if (!policy.isEmpty() && !LEGACY_POLICIES.contains(policy)) {
            Set<String> known = type.equals("EDGE") ? EDGE_POLICIES : REGIONAL_POLICIES;
            if (!known.contains(policy)) {
                throw AwsException.badRequest(
                        "Invalid security policy specified for endpoint type " + type + ": " + policy);
            }
        }
        if (api.containsKey(MODE) && !ACCESS_MODES.contains(Tree.text(api, MODE, ""))) {
            throw AwsException.badRequest(
                    "Invalid EndpointAccessMode specified. Valid options are " + String.join(",", ACCESS_MODES));
        }
        if (enhanced && !api.containsKey(MODE)) {
            throw AwsException.badRequest("Endpoint access mode is required for the specified security policy");
        }
        if (!enhanced && api.containsKey(MODE)) {
            throw AwsException.badRequest("Endpoint access mode is not supported for the specified security policy");
        }
    }

    private static void requireRoom(Scope scope, String type) {
        Quota quota = QUOTAS.getOrDefault(type, Quota.EDGE_APIS);
        String apis = "restapis";
        // The count alone is cheap, nobody waits for it, and it tells enough as long as there is plenty of room.
        if (scope.tx().count("", apis) + MOST_AT_ONCE
                >= scope.settings().limits().of(quota)) {
            scope.requireRoomInAccount(quota, () -> scope.tx().children("", apis).stream()
                    .filter(other -> type(other.value()).equals(type))
                    .count());
        }
    }

    /** The endpoint type; an API has one. */
    private static String type(JsonObject api) {
        List<String> types = Tree.texts(Tree.object(api, CONFIGURATION), "types");
        return types.isEmpty() ? "" : types.get(0);
    }

    /**
     * Adds {@code apiStatus}, which only APIs with a security policy of their own have (inferred). AWS takes a quarter of
     * an hour to change it, we take none: the answer of the change tells that it is under way, every later one that it
     * is done.
     */
    private static JsonObject withStatus(@Nullable JsonObject before, JsonObject api) {
        if (!api.containsKey(POLICY)) {
            return Tree.without(api, STATUS);
        }
        boolean changed = before != null
                && !(Objects.equals(before.get(POLICY), api.get(POLICY))
                        && Objects.equals(before.get(MODE), api.get(MODE)));
        return Tree.with(api, STATUS, changed ? "UPDATING" : "AVAILABLE");
    }

    static JsonObject answer(JsonObject api, Reason reason) {
        boolean later = reason == Reason.SHOWN || reason == Reason.LISTED;
        return later && api.containsKey(STATUS) ? Tree.with(api, STATUS, "AVAILABLE") : api;
    }
}
