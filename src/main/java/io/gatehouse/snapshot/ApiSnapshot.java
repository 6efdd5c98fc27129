package io.gatehouse.snapshot;

/**
 * A deployed API: compiled once, never changed, shared freely between threads.
 *
 * @param decompresses whether the API owner wants compressed request bodies decompressed
 * @param disableExecuteApiEndpoint whether the API refuses calls to its {@code execute-api} address
 */
public record ApiSnapshot(
        String apiId,
        String deploymentId,
        RouteTable routes,
        DeployedGatewayResponses gatewayResponses,
        boolean decompresses,
        boolean disableExecuteApiEndpoint) {}
