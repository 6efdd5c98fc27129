package io.gatehouse.execute;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * A message body: small ones are bytes in memory, larger ones flow through with back-pressure, so that a slow or large
 * message never fills the memory. Doors and the HTTP client hand over bytes up to {@link #IN_MEMORY_BYTES}.
 */
public sealed interface Body {
    /** Up to this size a body is read whole before it is handed over. */
    int IN_MEMORY_BYTES = 64 * 1024;

    /** The length in bytes, or -1 when it is not known before the end. */
    long length();

    /** All of the body in memory. */
    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(byte[] bytes) implements Body {
        public static final Bytes EMPTY = new Bytes(new byte[0]);

        @Override
        public long length() {
            return bytes.length;
        }
    }

    /**
     * A body that flows. It may be subscribed once; the subscriber's demand is counted in chunks. It must be subscribed
     * or cancelled, or the connection behind it stays paused. A source that gives more than its limit ends with
     * {@code onError} of a {@link io.gatehouse.snapshot.GatewayException} {@code REQUEST_TOO_LARGE} (requests) or an
     * {@link java.io.IOException} (answers).
     *
     * @param length in bytes, -1 when unknown
     */
    record Stream(long length, Flow.Publisher<ByteBuffer> chunks) implements Body {}

    /** The whole body in memory; a stream is collected. The sources keep it within the payload limit. */
    default CompletionStage<Bytes> collect() {
        return BodyCollector.collect(this);
    }

    /** Says that nobody will read it, so that the connection behind a stream is not kept waiting. */
    default void discard() {
        if (this instanceof Stream stream) {
            stream.chunks().subscribe(new BodyDiscarder());
        }
    }
}
