package io.isolario.core;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many units have begun and how many have ended. Both only grow, each on a cache line of its own: one thread begins what
 * another one ends. Thread-safe.
 */
final class WorkCount {

    // A cache line is 64 bytes, that is 8 cells; two are left free on each side, as processors fetch lines in pairs.
    private static final int BEGUN = 16;
    private static final int ENDED = 32;
    private static final int CELLS = 48;

    private final AtomicLongArray cells = new AtomicLongArray(CELLS);

    void begins() {
        cells.getAndIncrement(BEGUN);
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
