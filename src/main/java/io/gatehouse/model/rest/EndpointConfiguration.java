package io.gatehouse.model.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint types of a REST API ({@code EDGE}, {@code REGIONAL}, {@code PRIVATE}) and their IP address type.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_EndpointConfiguration.html">AWS: EndpointConfiguration</a>
 */
public record EndpointConfiguration(
        @Nullable List<String> types, @Nullable String ipAddressType, @Nullable List<String> vpcEndpointIds) {}
