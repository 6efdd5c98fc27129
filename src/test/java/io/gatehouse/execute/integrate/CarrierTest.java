package io.gatehouse.execute.integrate;

import static io.gatehouse.execute.integrate.Client.OK;
import static io.gatehouse.execute.integrate.Client.VERTX;
import static io.gatehouse.execute.integrate.Client.get;
import static io.gatehouse.execute.integrate.Client.limits;
import static io.gatehouse.execute.integrate.Client.send;
import static io.gatehouse.execute.integrate.Client.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.execute.Body;
import io.gatehouse.execute.Chunks;
import io.gatehouse.execute.Headers;
import io.gatehouse.execute.RawServer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CarrierTest {
    private static final long TEN_SECONDS = TimeUnit.SECONDS.toNanos(10);

    private final HttpBackend backend = new HttpBackend(VERTX, limits(100));

    @AfterEach
    void close() {
        backend.close();
    }

    private Carrier carrier() {
        return Objects.requireNonNull(backend.carrier());
    }

    private CompletableFuture<IntegrationResponse> call(RawServer server) {
        return send(backend, server.port(), "GET", Body.Bytes.EMPTY, new Headers(), Duration.ofSeconds(10));
    }

    private static RawServer answering() {
        return new RawServer(connection -> {
            while (!connection.head().isEmpty()) {
                connection.send(OK);
            }
        });
    }

    @Test
    void theCallingThreadDoesTheWork() throws Exception {
        try (var server = answering()) {
            for (int i = 0; i < 10; i++) {
                Carrier carrier = carrier();
                var completing = new CompletableFuture<Thread>();
                CompletableFuture<IntegrationResponse> answer = carrier.hold(() -> call(server));
                CompletionStage<IntegrationResponse> stage = answer;
                stage.whenComplete((response, failure) -> completing.complete(Thread.currentThread()));
                assertThat(carrier.carry(answer, TEN_SECONDS)).isTrue();
                carrier.giveBack();
                assertThat(text(answer.join())).isEqualTo("ok");
                assertThat(completing.join()).isSameAs(Thread.currentThread());
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void callsThatAreHeldAreNotBegun() throws Exception {
        try (var server = answering()) {
            Carrier carrier = carrier();
            CompletableFuture<IntegrationResponse> answer = carrier.hold(() -> call(server));
            assertThat(server.connections()).isZero();
            carrier.giveBack(); // not carried: an event loop does it
            assertThat(text(answer.get(10, TimeUnit.SECONDS))).isEqualTo("ok");
        }
    }

    @Test
    void aCallThatTakesLongerGoesOnWithoutTheThread() throws Exception {
        var answering = new CountDownLatch(1);
        try (var server = new RawServer(connection -> {
            connection.head();
            answering.await(10, TimeUnit.SECONDS);
            connection.send(OK);
            connection.rest();
        })) {
            Carrier carrier = carrier();
            CompletableFuture<IntegrationResponse> answer = carrier.hold(() -> call(server));
            assertThat(carrier.carry(answer, 1_000_000)).isFalse();
            carrier.giveBack();
            answering.countDown();
            assertThat(text(answer.get(10, TimeUnit.SECONDS))).isEqualTo("ok");
        }
    }

    @Test
    void aStreamGoesOnWithoutTheThread() throws Exception {
        try (var server = new RawServer(connection -> {
            connection.head();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 500000\r\n\r\n");
            connection.send(new byte[500_000]);
            connection.rest();
        })) {
            Carrier carrier = carrier();
            CompletableFuture<IntegrationResponse> answer = carrier.hold(() -> call(server));
            assertThat(carrier.carry(answer, TEN_SECONDS)).isTrue();
            carrier.giveBack();
            Chunks chunks = Chunks.of(answer.join().body()).request(Long.MAX_VALUE);
            int size = 0;
            Object signal;
            while ((signal = chunks.next()) != Chunks.END) {
                size += ((byte[]) signal).length;
            }
            assertThat(size).isEqualTo(500_000);
        }
    }

    @Test
    void aCallCancelledBeforeItBeganIsNeverSent() throws Exception {
        try (var server = answering()) {
            Carrier carrier = carrier();
            CompletableFuture<IntegrationResponse> answer = carrier.hold(() -> call(server));
            answer.cancel(false);
            carrier.carry(answer, TEN_SECONDS);
            carrier.giveBack();
            assertThat(text(get(server))).isEqualTo("ok");
            assertThat(server.connections()).isEqualTo(1); // the second call's
        }
    }

    @Test
    void thereAreOnlySoManyAtOnce() {
        Carrier only = carrier(); // the tests' limit is one
        assertThat(backend.carrier()).isNull();
        only.giveBack();
        assertThat(backend.carrier()).isSameAs(only);
        only.giveBack();
    }

    @Test
    void afterTheEndThereAreNone() {
        Carrier last = carrier();
        backend.close();
        last.giveBack();
        assertThat(backend.carrier()).isNull();
    }
}
