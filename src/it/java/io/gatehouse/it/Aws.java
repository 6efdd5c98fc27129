package io.gatehouse.it;

import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/** The AWS SDK pointed at a server, with the credentials that the server wrote at its first start. */
final class Aws {
    private Aws() {}

    static ApiGatewayClient client(Server server, ExecutionInterceptor... watching) {
        return client(
                server, accessKeyId(server), server.credentials().getOrDefault("aws_secret_access_key", ""), watching);
    }

    static ApiGatewayClient client(
            Server server, String accessKeyId, String secretAccessKey, ExecutionInterceptor... watching) {
        return ApiGatewayClient.builder()
                .endpointOverride(server.uri())
                .region(Region.US_EAST_1)
                .httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(settings -> settings.retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .executionInterceptors(List.of(watching)))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey)))
                .build();
    }

    static String accessKeyId(Server server) {
        return server.credentials().getOrDefault("aws_access_key_id", "");
    }

    static PatchOperation add(String path, String value) {
        return PatchOperation.builder().op(Op.ADD).path(path).value(value).build();
    }

    static PatchOperation replace(String path, String value) {
        return PatchOperation.builder().op(Op.REPLACE).path(path).value(value).build();
    }
}
