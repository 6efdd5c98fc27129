package io.gatehouse.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class HandOverTest {
    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final List<String> ran = new ArrayList<>();
    private boolean onLoop;
    private final HandOver handOver = new HandOver(() -> onLoop, loop::add);

    private void signal(boolean comesOnLoop, String name) {
        onLoop = comesOnLoop;
        handOver.run(() -> ran.add(name));
    }

    private void turn() {
        loop.remove().run();
    }

    @Test
    void whatComesOnTheLoopRunsAtOnce() {
        signal(true, "chunk");

        assertThat(ran).containsExactly("chunk");
        assertThat(loop).isEmpty();
    }

    @Test
    void whatComesElsewhereWaitsForItsTurn() {
        signal(false, "chunk");
        assertThat(ran).isEmpty();

        turn();

        assertThat(ran).containsExactly("chunk");
    }

    /** The end of a body must not overtake its last chunk. */
    @Test
    void nothingOvertakesWhatWaits() {
        signal(false, "chunk");
        signal(true, "end");
        assertThat(ran).isEmpty();

        turn();
        turn();

        assertThat(ran).containsExactly("chunk", "end");
        signal(true, "at once again");
        assertThat(ran).hasSize(3);
    }
}
