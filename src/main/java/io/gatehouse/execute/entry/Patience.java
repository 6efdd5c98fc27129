package io.gatehouse.execute.entry;

/** How long the doors put up with a client that is slow, on purpose or not. */
final class Patience {
    /** Between a request's first byte and the end of its head. */
    static final int HEAD_SECONDS = 20;

    /** How long nothing of an answer need be taken. */
    static final int UNREAD_ANSWER_SECONDS = 60;

    /** How long the rest of a request that has its answer is read and thrown away, and how much of it. */
    static final int LINGER_SECONDS = 30;

    static final long LINGER_BYTES = 64L * 1024 * 1024;

    private static final int BODY_GRACE_SECONDS = 20;
    private static final int BODY_BYTES_PER_SECOND = 500;

    private Patience() {}

    /** Whether so much of a body is too little for the time that was waited for it. */
    static boolean isTooSlow(long bytes, long seconds) {
        return bytes < (seconds - BODY_GRACE_SECONDS) * BODY_BYTES_PER_SECOND;
    }
}
