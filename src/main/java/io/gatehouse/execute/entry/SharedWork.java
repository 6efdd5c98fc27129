package io.gatehouse.execute.entry;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Work that any thread may ask for and only one does at a time: whoever asks meanwhile leaves it to the one at it, who
 * then starts over. Nobody waits.
 */
final class SharedWork {
    /** Does what there is to do. */
    interface Step {
        void run() throws IOException;
    }

    private final Step step;
    private final Consumer<Exception> broken;
    private final AtomicInteger asked = new AtomicInteger();

    /** @param broken told what a step threw */
    SharedWork(Step step, Consumer<Exception> broken) {
        this.step = step;
        this.broken = broken;
    }

    void ask() {
        if (asked.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            try {
                step.run();
            } catch (IOException | RuntimeException failure) {
                broken.accept(failure);
            }
            seen = asked.addAndGet(-seen);
        } while (seen != 0);
    }
}
