package io.gatehouse.model.account;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way of private integrations to a network load balancer, of which {@code targetArns} names one.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_VpcLink.html">AWS: VpcLink</a>
 */
public record VpcLink(
        @Nullable String id,
        @Nullable String name,
        @Nullable String description,
        @Nullable List<String> targetArns,
        @Nullable String status,
        @Nullable String statusMessage,
        @Nullable Map<String, String> tags) {}
