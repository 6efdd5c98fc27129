package io.gatehouse.execute.entry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;

/** A request's body that is waited for on a thread, but not from a client that is slow on purpose. */
public final class PatientStream extends FilterInputStream {
    private final long began = System.nanoTime();
    private long bytes;

    public PatientStream(InputStream body) {
        super(body);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        int count = super.read(into, from, most);
        bytes += Math.max(count, 0);
        if (Patience.isTooSlow(bytes, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began))) {
            throw new IOException("the client takes too long to send its request");
        }
        return count;
    }
}
