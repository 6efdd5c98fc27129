package io.gatehouse.bench;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** A plain Spring Cloud Gateway: one route to the upstream, and a fixed answer for the MOCK row. */
@SpringBootApplication
public class BenchGateway {
    public static void main(String[] args) {
        SpringApplication.run(BenchGateway.class, args);
    }

    @Bean
    RouterFunction<ServerResponse> fixed(@Value("${bench.mock}") String answer) {
        return RouterFunctions.route()
                .GET("/fixed", request -> ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(answer))
                .build();
    }
}
