package io.gatehouse.snapshot;

/**
 * How long calls of one method lately took: a moving average, the only thing of a snapshot that changes. Updates race on
 * purpose, a lost one does not matter, and none costs a lock.
 */
public final class ExpectedLatency {
    /** What is said before the first call. */
    public static final long UNKNOWN = Long.MAX_VALUE;

    private long averageNanos;

    /** @param nanos what to expect before the first call */
    ExpectedLatency(long nanos) {
        averageNanos = nanos;
    }

    public long nanos() {
        return averageNanos;
    }

    public void took(long nanos) {
        long average = averageNanos;
        averageNanos = average == UNKNOWN ? nanos : average + (nanos - average) / 8;
    }
}
