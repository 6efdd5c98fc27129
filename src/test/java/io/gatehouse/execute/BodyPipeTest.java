package io.gatehouse.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BodyPipeTest {
    private final AtomicInteger resumed = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final BodyPipe.Source source = new BodyPipe.Source() {
        @Override
        public void resume() {
            resumed.incrementAndGet();
        }

        @Override
        public void cancel() {
            cancelled.incrementAndGet();
        }
    };
    private final BodyPipe pipe = new BodyPipe(source, 1 << 20, () -> new IOException("too large"));

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocate(count);
    }

    private Chunks subscribe() {
        var chunks = new Chunks();
        pipe.subscribe(chunks);
        return chunks;
    }

    @Test
    void chunksWaitUntilTheyAreAskedFor() {
        pipe.push(bytes(3));
        pipe.push(bytes(4));
        pipe.end();
        Chunks chunks = subscribe();
        assertThat(chunks.soFar()).isEmpty();
        chunks.request(1);
        assertThat(chunks.soFar()).containsExactly(new byte[3]);
        chunks.request(1);
        assertThat(chunks.soFar()).containsExactly(new byte[3], new byte[4], Chunks.END);
    }

    @Test
    void anEmptyBodyEndsWithoutBeingAskedFor() {
        pipe.end();
        assertThat(subscribe().soFar()).containsExactly(Chunks.END);
    }

    @Test
    void theSourceIsToldToWaitAndToGoOnOnce() {
        Chunks chunks = subscribe();
        assertThat(pipe.push(bytes(40_000))).isTrue();
        assertThat(pipe.push(bytes(40_000))).isFalse();
        chunks.request(1);
        assertThat(resumed).hasValue(0);
        chunks.request(1);
        assertThat(resumed).hasValue(1);
        chunks.request(Long.MAX_VALUE);
        assertThat(resumed).hasValue(1);
    }

    @Test
    void moreThanTheLimitIsAnError() {
        Chunks chunks = subscribe().request(Long.MAX_VALUE);
        pipe.push(bytes(1 << 20));
        pipe.push(bytes(1));
        assertThat(chunks.soFar()).hasSize(2).last().isInstanceOf(IOException.class);
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void aBrokenSourceDropsWhatWaits() {
        pipe.push(bytes(3));
        pipe.fail(new IOException("gone"));
        pipe.fail(new IOException("again"));
        pipe.end();
        assertThat(subscribe().soFar()).singleElement().isInstanceOf(IOException.class);
    }

    @Test
    void cancellingTellsTheSourceOnceAndSilencesThePipe() {
        Chunks chunks = subscribe().request(Long.MAX_VALUE);
        chunks.cancel();
        chunks.cancel();
        pipe.push(bytes(1));
        pipe.end();
        assertThat(chunks.soFar()).isEmpty();
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void aBodyFlowsOnce() {
        subscribe();
        assertThat(subscribe().soFar()).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nothingIsLostBetweenThreads() throws Exception {
        var room = new Semaphore(1);
        var racing = new BodyPipe(
                new BodyPipe.Source() {
                    @Override
                    public void resume() {
                        room.release();
                    }

                    @Override
                    public void cancel() {
                        // not in this test
                    }
                },
                Long.MAX_VALUE,
                IOException::new);
        int rounds = 20_000;
        CompletableFuture<Void> pushing = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < rounds; i++) {
                try {
                    assertThat(room.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException stopped) {
                    throw new IllegalStateException(stopped);
                }
                if (racing.push(ByteBuffer.allocate(20_000))) {
                    room.release();
                }
            }
            racing.end();
        });
        var chunks = new Chunks();
        racing.subscribe(chunks);
        int taken = 0;
        while (true) {
            Object signal = chunks.request(1).next();
            if (signal == Chunks.END) {
                break;
            }
            assertThat((byte[]) signal).hasSize(20_000);
            taken++;
        }
        pushing.get(10, TimeUnit.SECONDS);
        assertThat(taken).isEqualTo(rounds);
    }
}
