package io.isolario.testing;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps the last part of what is written to it. Thread-safe. */
final class KeptOutput extends OutputStream {

    private final ReentrantLock lock = new ReentrantLock();
    // Both guarded by the lock.
    private final byte[] ring;
    private long written;

    KeptOutput(int capacity) {
        ring = new byte[capacity];
    }

    @Override
    public void write(int each) {
        write(new byte[] {(byte) each}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        lock.lock();
        try {
            for (int i = 0; i < length; i++) {
                ring[(int) (written++ % ring.length)] = bytes[offset + i];
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns how much was written up to now; a position to read {@link #since}. */
    long position() {
        lock.lock();
        try {
            return written;
        } finally {
            lock.unlock();
        }
    }

    /** Returns what was written since a position, as far as it is still kept. */
    String since(long position) {
        lock.lock();
        try {
            long from = Math.max(position, written - ring.length);
            byte[] part = new byte[(int) (written - from)];
            for (int i = 0; i < part.length; i++) {
                part[i] = ring[(int) ((from + i) % ring.length)];
            }
            return new String(part, StandardCharsets.UTF_8);
        } finally {
            lock.unlock();
        }
    }
}
