package io.gatehouse.execute.entry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.execute.Body;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Bodies as a container hands them out, from clients that are slow or send too much. */
class ServletBodyTest {
    private static final int PAYLOAD_BYTES = 200_000;

    private final Arriving in = new Arriving();
    private final List<String> told = new ArrayList<>();
    private final List<Body> bodies = new ArrayList<>();
    private final ServletBody.Owner call = new ServletBody.Owner() {
        @Override
        public void complete() {
            told.add("complete");
        }

        @Override
        public void clientGone() {
            told.add("gone");
        }
    };
    private long nanos;

    private ServletBody body(int length) {
        var body = new ServletBody(call, in, new byte[0], 0, length, PAYLOAD_BYTES, () -> nanos);
        body.read(bodies::add);
        return body;
    }

    private void after(int seconds) {
        nanos += TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void aSmallBodyIsHandedOverWhole() {
        ServletBody body = body(10);
        in.arrive(body, 4);
        assertThat(bodies).isEmpty();

        in.arrive(body, 6);

        assertThat(bodies).singleElement().satisfies(whole -> assertThat(whole.length())
                .isEqualTo(10));
        assertThat(body.isRead()).isTrue();
    }

    @Test
    void nothingBehindTheLengthIsRead() {
        ServletBody body = body(10);

        in.arrive(body, 25);

        assertThat(bodies).singleElement().satisfies(whole -> assertThat(whole.length())
                .isEqualTo(10));
        assertThat(in.waiting).isEqualTo(15);
    }

    @Test
    void aChunkedBodyEndsWhereTheContainerSaysSo() {
        ServletBody body = body(-1);
        in.arrive(body, 10);
        assertThat(bodies).isEmpty();

        in.end(body);

        assertThat(bodies).singleElement().satisfies(whole -> assertThat(whole.length())
                .isEqualTo(10));
    }

    @Test
    void aBodyThatTricklesInIsGivenUp() {
        ServletBody body = body(10_000);
        for (int i = 0; i < 20; i++) {
            after(1);
            in.arrive(body, 1);
        }
        after(1);

        assertThatThrownBy(() -> in.arrive(body, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aBodyThatComesSteadilyIsNotGivenUp() {
        ServletBody body = body(60_000);
        for (int i = 0; i < 100; i++) {
            after(1);
            in.arrive(body, 600);
        }

        assertThat(bodies).hasSize(1);
    }

    @Test
    void aLargeBodyFlowsAndWaitsForItsTaker() {
        ServletBody body = body(150_000);

        in.arrive(body, 150_000);

        assertThat(bodies).singleElement().isInstanceOf(Body.Stream.class);
        assertThat(in.waiting).isPositive();
        assertThat(body.isRead()).isFalse();
        assertThat(bodies.get(0).collect().toCompletableFuture().join().length())
                .isEqualTo(150_000);
        assertThat(body.isRead()).isTrue();
    }

    /** Payara says that all has been read when all has arrived. */
    @Test
    void whatHasArrivedIsNotYetRead() {
        for (int length : new int[] {150_000, -1}) {
            var arriving = new Arriving();
            var body = new ServletBody(call, arriving, new byte[0], 0, length, PAYLOAD_BYTES, () -> nanos);
            body.read(bodies::add);
            arriving.arrive(body, 150_000);
            assertThat(arriving.waiting).isPositive();
            arriving.end(body);
            assertThat(body.isRead()).isFalse();

            assertThat(bodies.remove(0).collect().toCompletableFuture().join().length())
                    .isEqualTo(150_000);
            assertThat(body.isRead()).isTrue();
        }
    }

    @Test
    void whatIsLeftAfterTheAnswerIsThrownAway() {
        ServletBody body = body(150_000);
        in.arrive(body, 100_000);
        bodies.get(0).discard();

        body.linger();
        assertThat(in.waiting).isZero();
        assertThat(told).isEmpty();
        in.arrive(body, 50_000);

        assertThat(told).containsExactly("complete");
    }

    @Test
    void tooManyChunksAreThrownAwayToTheirEnd() {
        ServletBody body = body(-1);
        in.arrive(body, 100_000);
        var whole = bodies.get(0).collect().toCompletableFuture();
        in.arrive(body, 150_000);
        assertThat(whole).isCompletedExceptionally();

        body.linger();
        in.arrive(body, 100_000);
        in.end(body);

        assertThat(told).containsExactly("complete");
    }

    @Test
    void anUnwantedBodyIsReadOnlyToBeThrownAway() {
        ServletBody body = ServletBody.unwanted(call, in, 30_000_000);

        body.linger();
        in.arrive(body, 30_000_000);

        assertThat(told).containsExactly("complete");
        assertThat(bodies).isEmpty();
    }

    @Test
    void theRestIsNotReadForEver() {
        ServletBody body = body(150_000);
        in.arrive(body, 100_000);
        bodies.get(0).discard();
        body.linger();
        for (int i = 0; i < 30; i++) {
            after(1);
            in.arrive(body, 1);
        }
        after(1);

        assertThatThrownBy(() -> in.arrive(body, 1)).isInstanceOf(IllegalStateException.class);
        body.onError(new IllegalStateException());
        assertThat(told).containsExactly("gone");
    }

    @Test
    void norAsMuchAsAClientLikesToSend() {
        ServletBody body = ServletBody.unwanted(call, in, -1);
        body.linger();
        in.arrive(body, 64 * 1024 * 1024);

        assertThatThrownBy(() -> in.arrive(body, 1024)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aBodyThatEndsWhileTheAnswerLeavesIsComplete() {
        ServletBody body = body(10);
        in.arrive(body, 10);

        body.linger();

        assertThat(told).containsExactly("complete");
    }

    /** A container's stream: tells its listener what has arrived, and hands out the letter x. */
    private static final class Arriving extends ServletInputStream {
        private long waiting;
        private boolean ended;
        private @Nullable ReadListener listener;

        void arrive(ServletBody body, long count) {
            assertThat(listener).isSameAs(body);
            waiting += count;
            body.onDataAvailable();
        }

        void end(ServletBody body) {
            ended = true;
            body.onAllDataRead();
        }

        @Override
        public boolean isFinished() {
            return ended; // as Payara, whatever waits
        }

        @Override
        public boolean isReady() {
            return waiting > 0;
        }

        @Override
        public void setReadListener(ReadListener newcomer) {
            listener = newcomer;
        }

        @Override
        public int available() {
            return (int) waiting;
        }

        @Override
        public int read() {
            waiting--;
            return 'x';
        }

        @Override
        public int read(byte[] into, int from, int most) {
            int count = (int) Math.min(most, waiting);
            byte[] letters = "x".repeat(count).getBytes(ISO_8859_1);
            System.arraycopy(letters, 0, into, from, count);
            waiting -= count;
            return count;
        }
    }
}
