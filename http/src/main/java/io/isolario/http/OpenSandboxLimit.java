package io.isolario.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How many sandboxes of remote clients there may be at once; clients wait first come, first served. Thread-safe. */
final class OpenSandboxLimit {

    private final int most;
    private final Semaphore free;

    /** Makes places; zero for any number. */
    OpenSandboxLimit(int most) {
        this.most = most;
        this.free = new Semaphore(most, true);
    }

    int most() {
        return most;
    }

    /** Takes a place; returns false if none became free in time. */
    boolean take(Duration patience) {
        if (most == 0) {
            return true;
        }
        try {
            return free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void giveBack() {
        if (most > 0) {
            free.release();
        }
    }
}
