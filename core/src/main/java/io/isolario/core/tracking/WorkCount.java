package io.isolario.core.tracking;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many units have begun and have ended, and when the last one began. Thread-safe.
 *
 * <p>What those who begin write and what those who end write is on cache lines of its own: one thread begins what another one
 * ends, for every task, and neither shall wait for the other's processor.
 */
final class WorkCount {

    // A cache line is 64 bytes, that is 8 cells; two are left free on each side, as processors fetch lines in pairs.
    private static final int BEGUN = 16;
    private static final int CHANGED = 17;
    private static final int ENDED = 32;
    private static final int CELLS = 48;

    private final AtomicLongArray cells = new AtomicLongArray(CELLS);

    WorkCount() {
        changed(System.nanoTime());
    }

    /**
     * Counts a unit that began at a time of {@link System#nanoTime}; of several at once any may be taken for the last.
     *
     * @return how many units began before it
     */
    long begins(long nanos) {
        long before = cells.getAndIncrement(BEGUN);
        cells.lazySet(CHANGED, nanos);
        return before;
    }

    /** Counts a unit that began before. */
    void begins() {
        cells.getAndIncrement(BEGUN);
    }

    /** Says that something happened now. */
    void changed(long nanos) {
        cells.lazySet(CHANGED, nanos);
    }

    long lastChangeNanos() {
        return cells.get(CHANGED);
    }

    void ends() {
        cells.getAndIncrement(ENDED);
    }

    long begun() {
        return cells.get(BEGUN);
    }

    long ended() {
        return cells.get(ENDED);
    }

    /**
     * Returns how many units are outstanding, or more. Zero is exact for the moment at which the first of the two was read: had a
     * unit begun by then that had not ended, the later number of those that have begun would exceed it.
     */
    long outstanding() {
        long ended = ended();
        return begun() - ended;
    }
}
