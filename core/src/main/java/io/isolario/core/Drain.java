package io.isolario.core;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.core.tracking.TrackedWork;
import io.isolario.core.tracking.WorkTracker;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The wait for the work of one sandbox at its end. Work that begins while others are waited for is waited for, too: there is one
 * moment at which nothing is outstanding and from which nothing more can begin. Thread-safe; one thread drains.
 */
final class Drain {

    private final WorkTracker work;
    private final Duration timeout;
    private final ReentrantLock lock = new ReentrantLock();
    // Written once, by the thread that drains, before it first waits; read by each thread that begins work.
    private volatile boolean hasBegun;
    // Owned by the thread that drains.
    private long startNanos;

    // What refuses work that begins too late to be waited for.
    @GuardedBy("lock")
    private @Nullable EndedSandbox over;

    Drain(WorkTracker work, Duration timeout) {
        this.work = work;
        this.timeout = timeout;
    }

    void begin() {
        startNanos = System.nanoTime();
        hasBegun = true;
    }

    /** Waits for as long as is left; returns whether nothing was outstanding then. */
    boolean await() throws InterruptedException {
        return work.awaitQuiescence(timeout.minus(WorkTracker.since(startNanos)));
    }

    /** Returns whether to wait once more for work that has begun meanwhile. */
    boolean hasTimeLeft() {
        return WorkTracker.since(startNanos).compareTo(timeout) < 0;
    }

    /** Refuses work from now on, unless some has begun since nothing was outstanding; returns whether it does. */
    boolean endUnlessWorkBegan(EndedSandbox ended) {
        lock.lock();
        try {
            if (!work.isQuiescent()) {
                return false;
            }
            over = ended;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Refuses work from now on, whatever is outstanding. */
    void end(EndedSandbox ended) {
        lock.lock();
        try {
            over = ended;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns a unit that has just been counted.
     *
     * @throws SandboxEndedException if the drain is over; the unit has ended then
     */
    TrackedWork waitsFor(TrackedWork unit) {
        if (!hasBegun) {
            return unit;
        }
        EndedSandbox tooLate;
        lock.lock();
        try {
            tooLate = over;
        } finally {
            lock.unlock();
        }
        if (tooLate == null) {
            return unit;
        }
        unit.end();
        throw tooLate.exception("cannot begin work");
    }
}
